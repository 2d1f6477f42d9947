"""The pages of the register: what the lead decides in one go, and what each side reads."""

import pytest
import sqlalchemy as sa

from portal.records import Membership, Role
from portal.register.actions.add_worker import add_worker
from tests.builders import sending
from tests.builders.training import ask_for_training
from tests.builders.two_leads import deliver_for_noise_too
from tests.builders.typed import typed_day
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.pages.test_register import a_check, base, joins, slot


@pytest.fixture
def member(world: World, client_for: ClientFor) -> PageClient:
    return client_for(world.member)


def test_an_unknown_outcome_is_kept_and_not_ticked(
    member: PageClient, client_for: ClientFor, world: World
) -> None:
    person = joins(member, world)
    member.get(f"{person}/check")
    said = member.post(f"{person}/check", a_check(world, outcome="unknown"), 200)
    member.post(f"{person}/check", a_check(world, outcome="unknown", seen_short=said.value("seen_short")))
    assert "Not recorded" in member.get(person).words
    register = member.get(f"/organisations/{world.partner_id}/register")
    assert "Outcome not recorded" in register.words
    page = client_for(world.reviewer).get(f"{slot(world)}/register")
    assert "The outcome of the check is not recorded." in page.words
    assert not page.find("//input[@name='accept'][@checked]")


def test_a_reviewer_accepts_a_team_in_one_go(client_for: ClientFor, world: World) -> None:
    team = [sending.check(world, sending.a_worker(world, f"Person {number}")) for number in range(5)]
    short = sending.check(world, sending.a_worker(world, "Shorty"), childrens_list=False)
    rafi = client_for(world.reviewer)
    page = rafi.get(f"{slot(world)}/register")
    assert {each.get("value") for each in page.find("//input[@name='accept'][@checked]")} == set(
        map(str, team)
    )
    assert "The check does not include the children's barred list." in page.words
    assert rafi.post(f"{slot(world)}/register", {}, 422).problems == ["Tick those whom you accept."]
    refused = rafi.post(f"{slot(world)}/register", {"accept": [*map(str, team), str(short)]}, 422)
    assert "Shorty" in refused.problems[0]
    accepted = {"accept": [str(each) for each in team]}
    assert rafi.post(f"{slot(world)}/register", accepted).location.endswith("accepted=5")
    again = rafi.post(f"{slot(world)}/register", accepted)
    assert again.location.endswith("accepted=0")
    after = rafi.follow(again)
    assert "Shorty" in after.words
    assert "Person 1" not in after.words
    assert len(rafi.queries) <= 9


def test_the_queue_has_one_row_for_a_register(client_for: ClientFor, world: World) -> None:
    for number in range(3):
        sending.check(world, sending.a_worker(world, f"Person {number}"))
    queue = client_for(world.reviewer).get(f"/contracts/{world.contract_id}/queue")
    assert "DBS checks: 3 people" in queue.words
    assert len(queue.find("//tbody/tr")) == 1


def test_nobody_decides_on_the_own_organisation(client_for: ClientFor, world: World) -> None:
    sent = sending.check(world, sending.a_worker(world))
    bo = client_for(world.reviewer_and_member)
    assert "somebody else has to decide" in bo.get(f"{slot(world)}/register").words
    bo.post(f"{slot(world)}/register", {"accept": str(sent)}, 403)


def test_who_moved_from_the_partner_to_the_lead_accepts_nothing_that_she_sent(
    client_for: ClientFor, world: World
) -> None:
    sent = sending.check(world, sending.a_worker(world))
    with world.database.writing() as session:
        hers = Membership.person_id == world.member.person_id
        moved = {"organisation_id": world.lead_id, "role": Role.REVIEWER.value}
        session.execute(sa.update(Membership).where(hers).values(**moved))
        session.commit()
    pat = client_for(world.member)
    assert "Nobody on this register waits for you." in pat.get(f"{slot(world)}/register").words
    assert pat.post(f"{slot(world)}/register", {"accept": str(sent)}).location.endswith("accepted=0")
    rafi = client_for(world.reviewer)
    rafi.get(f"{slot(world)}/register")
    assert rafi.post(f"{slot(world)}/register", {"accept": str(sent)}).location.endswith("accepted=1")


def test_the_council_reads_how_many_are_in_date_and_never_who(client_for: ClientFor, world: World) -> None:
    sending.accept(world, sending.check(world, sending.a_worker(world, "Ann Secret")))
    sending.a_worker(world, "Bob Secret")
    answer = client_for(world.officer).get(f"/engagements/{world.engagement_id}")
    assert "1 of 2 people in date" in answer.words
    assert "Secret" not in answer.source
    client_for(world.officer).get(slot(world), 404)
    client_for(world.officer).get(f"{slot(world)}/register", 404)


def test_the_lead_reads_the_staff_code_everywhere(client_for: ClientFor, world: World) -> None:
    with world.database.writing() as session:
        worker = add_worker(
            session,
            world.member,
            world.own_place(session),
            sending.a_person(
                name="Ann Secret", staff_code="K-12", shown_as="staff-code", started_on=world.starts_on
            ),
            {world.engagement_id: world.starts_on},
        )
    sent = sending.check(world, worker)
    rafi = client_for(world.reviewer)
    for path in (
        slot(world),
        f"{slot(world)}/register",
        f"/submissions/{sent}/review",
        f"{slot(world)}/waive",
        f"{slot(world)}/history",
    ):
        assert "Secret" not in rafi.get(path).source, path
    for path in (slot(world), f"{slot(world)}/register", f"/submissions/{sent}/review"):
        assert "K-12" in rafi.get(path).words, path


def test_two_leads_with_one_partner_never_see_each_other(client_for: ClientFor, world: World) -> None:
    other = deliver_for_noise_too(world)
    worker = sending.a_worker(world)
    person = f"{base(world)}/{worker}"
    member = client_for(world.member)
    member.get(f"{person}/contracts/{other}")
    member.post(f"{person}/contracts/{other}", typed_day("from_on", world.today))
    member.get(f"{person}/check")
    assert "sent for 2 contracts" in member.follow(member.post(f"{person}/check", a_check(world))).words
    theirs = f"/engagements/{other}/requirements/dbs-checks"
    ours, noise = client_for(world.reviewer), client_for(world.noise_manager)
    for client, here, hidden in ((ours, slot(world), "Noise"), (noise, theirs, "Harbour Light")):
        for path in (here, f"{here}/register", f"{here}/history"):
            assert hidden not in client.get(path).words
            assert "Wim Worker" in client.get(here).words
    for client, path in ((ours, theirs), (noise, slot(world)), (ours, base(world)), (noise, person)):
        client.get(path, 404)
    sent = str(client_links(noise.get(f"{theirs}/register")))
    noise.post(f"{theirs}/register", {"accept": sent})
    assert "With Harbour Light, checking" in member.get(person).words, "each lead decides for itself"


def client_links(answer: Answer) -> str:
    return str(answer.find("//input[@name='accept']/@value")[0])


def test_training_is_recorded_once_and_shown_by_topic(
    member: PageClient, client_for: ClientFor, world: World
) -> None:
    ask_for_training(world)
    person = joins(member, world)
    assert "Training to do: First aid, Safeguarding adults" in member.get(base(world)).words
    member.get(f"{person}/training")
    assert len(member.post(f"{person}/training", {}, 422).problems) == 2
    done = {"topic": "first-aid", **typed_day("completed_on", world.today)}
    for _ in range(2):
        member.post(f"{person}/training", done)
    shown = member.get(base(world)).words
    assert "First aid, Safeguarding adults" not in shown
    assert "Training to do: Safeguarding adults" in shown
    assert "Training sent, being checked: First aid" in shown
    rafi = client_for(world.reviewer)
    page = rafi.get(f"{slot(world, 'training')}/register")
    assert page.words.count("First aid, completed on") == 1
    rafi.post(f"{slot(world, 'training')}/register", {"accept": client_links(page)})
    assert "Training to do: Safeguarding adults" in member.get(base(world)).words
    assert "Wim Worker: nothing accepted yet" in member.get(slot(world, "training")).words


def test_of_one_persons_training_it_is_said_which_is_whose(
    member: PageClient, client_for: ClientFor, world: World
) -> None:
    ask_for_training(world)
    person = joins(member, world)
    member.post(f"{person}/training", {"topic": "first-aid", **typed_day("completed_on", world.today)})
    lead = client_for(world.manager)
    named = "Wim Worker (Safeguarding adults): your turn. Wim Worker (First aid): with Harbour Light"
    assert named in member.get(slot(world, "training")).words
    assert named in member.get(f"/engagements/{world.engagement_id}").words
    assert "(Safeguarding adults): Tidewater Peers’ turn" in lead.get(slot(world, "training")).words
    assert "Wim Worker: First aid" in lead.get(slot(world, "training")).words
