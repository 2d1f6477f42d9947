"""The page People of an organisation and all that is done there, as each kind of user."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from evidence.store import Store
from portal import clock
from portal.access import Viewer
from portal.database import Database
from portal.records import Membership, Person
from portal.review.actions.assign_review import assign_review
from portal.settings import Settings
from tests.builders import sending
from tests.builders.messages import Mailbox
from tests.builders.staff import (
    give_contract,
    invite,
    name_as_contacts,
    partner_manager,
    roles,
    second_manager,
)
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor


@pytest.fixture
def mailbox(settings: Settings, database: Database, store: Store) -> Mailbox:
    return Mailbox(settings, database, store)


@pytest.fixture
def mary(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.manager)


def people(world: World) -> str:
    return f"/organisations/{world.lead_id}/people"


def of(world: World, viewer: Viewer) -> str:
    return f"{people(world)}/{viewer.person_id}"


def rows(answer: Answer) -> list[str]:
    return [" ".join(each.text_content().split()) for each in answer.find("//main//tbody/tr")]


def test_who_has_which_part_since_when_and_was_last_seen(mary: PageClient, world: World) -> None:
    with world.database.writing() as session:
        for viewer, ago in ((world.reviewer, timedelta(hours=1)), (world.colleague, timedelta(days=40))):
            one = sa.update(Person).where(Person.id == viewer.person_id)
            session.execute(one.values(last_seen_at=clock.now() - ago))
        session.commit()
    pending = invite(world, world.lead_id)
    mary.get("/privacy")
    shown = mary.get(people(world))
    mary_row, bo, rafi, cleo, newt = rows(shown)
    assert "Mary Manager (you)" in mary_row
    assert "In the last minutes" in mary_row
    assert "Reviewer" in rafi
    assert f"17 March {world.starts_on.year}" in rafi
    assert " at " in rafi.removeprefix("Rafi")
    assert bo.endswith("Not yet")
    assert f"{(clock.today() - timedelta(days=40)).year}" in cleo
    assert "On its way" in newt
    assert pending.email in newt
    assert "noise" not in shown.source.lower()
    assert len(mary.queries) <= 4, mary.queries


@pytest.mark.parametrize(
    "who", ["reviewer", "colleague", "officer", "member", "noise_manager", "administrator"]
)
def test_others_find_no_such_page(world: World, client_for: ClientFor, who: str) -> None:
    """Nor do they find the acts, by any address or with anybody else's name in it."""
    client, pending = client_for(world.people[who]), invite(world, world.lead_id)
    client.get("/privacy")
    before = roles(world, world.lead_id)
    for path in ("", "/new", *(f"/{world.reviewer.person_id}{act}" for act in ("", "/part", "/remove"))):
        client.get(f"{people(world)}{path}", status=404)
    for path in (
        "/new",
        *(f"/{world.reviewer.person_id}{act}" for act in ("/part", "/remove", "/end-sessions")),
    ):
        client.post(f"{people(world)}{path}", {"role": "manager"}, status=404)
    for act in ("address", "again", "revoke"):
        for query in ("", f"?organisation={world.lead_id}", f"?contract={world.contract_id}"):
            path = f"/invited/{pending.invited_id}/{act}{query}"
            if act != "again":
                client.get(path, status=404)
            answer = client.ask(
                "POST", path, data={"_csrf_token": client.csrf_cookie, "email": "x@example.org"}
            )
            assert answer.status in {303, 404}
            if answer.location:
                client.get(answer.location, status=404)
    assert roles(world, world.lead_id) == before
    if who == "colleague":
        assert "People" not in client.get(f"/organisations/{world.lead_id}").source.partition("<main")[0]


def test_nobody_of_another_tenant_is_reached_through_the_own_address(mary: PageClient, world: World) -> None:
    for stranger in (world.noise_member, world.member, world.noise_manager):
        for act in ("", "/part", "/remove"):
            mary.get(f"{of(world, stranger)}{act}", status=404)
        for act in ("/part", "/end-sessions"):
            mary.post(f"{of(world, stranger)}{act}", {"role": "manager"}, status=404)
        mary.get("/privacy")
        mary.post(f"{of(world, stranger)}/remove")
    assert len(roles(world, world.noise_partner_id)) == len(roles(world, world.noise_lead_id)) == 1
    mary.get(f"/organisations/{world.partner_id}/people", status=404)


def test_a_part_is_changed_and_holds_at_the_next_request(
    mary: PageClient, world: World, client_for: ClientFor
) -> None:
    rafi = client_for(world.reviewer)
    form = rafi.get(f"/contracts/{world.contract_id}/queue")
    assert form.status == 200
    wrong = mary.post(f"{of(world, world.reviewer)}/part", {"role": "emperor"}, 422)
    assert wrong.problems == ["Choose what the person does."]
    shown = mary.follow(mary.post(f"{of(world, world.reviewer)}/part", {"role": "member"}))
    assert "Rafi Reviewer’s part is changed" in shown.words
    rafi.get(f"/contracts/{world.contract_id}/queue", status=404)
    mary.post(f"{of(world, world.reviewer)}/part", {"role": "member"})
    mary.post(f"{of(world, world.reviewer)}/part", {"role": "manager"})
    rafi.get(people(world))
    last = mary.post(f"{of(world, world.manager)}/part", {"role": "member"})
    assert last.location == f"/organisations/{world.lead_id}"
    mary.get(people(world), status=404)


def test_a_part_that_is_sent_as_it_is_changes_nothing(mary: PageClient, world: World) -> None:
    form = mary.get(f"{of(world, world.reviewer)}/part")
    same = {"role": form.value("role"), "_seen": form.value("_seen")}
    shown = mary.follow(mary.post(f"{of(world, world.reviewer)}/part", same))
    assert "Nothing was changed." in shown.words
    assert "part is changed" not in shown.words


def test_somebody_has_what_was_given_to_her_and_not_the_whole_queue(mary: PageClient, world: World) -> None:
    first, _ = (sending.send(world, key) for key in ("complaints-policy", "whistleblowing"))
    page = mary.get(of(world, world.reviewer))
    assert "What Rafi Reviewer has" not in page.words
    assert "for a decision" not in page.words
    with world.database.writing() as session:
        place = world.submission_place(session, first, world.manager)
        assign_review(session, world.manager, place, world.reviewer.person_id)
    shown = mary.get(of(world, world.reviewer)).words
    assert "What Rafi Reviewer has 1 thing given to Rafi Reviewer to check" in shown
    assert "Bo Both and Mary Manager decide" in shown
    sending.accept(world, first)
    assert "to check" not in mary.get(of(world, world.reviewer)).words


def test_the_last_manager_is_told_what_to_do_first(mary: PageClient, world: World) -> None:
    sentence = "Mary Manager is the only manager. Make somebody else a manager first."
    shown = mary.post(f"{of(world, world.manager)}/part", {"role": "member"}, 422)
    assert shown.problems == [sentence]
    leave = mary.get(f"{of(world, world.manager)}/remove", status=303).location
    assert leave == f"/organisations/{world.lead_id}/leave"
    assert mary.post(leave, status=422).problems == [sentence]


def test_somebody_is_removed_after_what_she_has_was_shown(
    mary: PageClient, world: World, client_for: ClientFor
) -> None:
    una = second_manager(world)
    give_contract(world, una)
    hers = client_for(una)
    opened = hers.get(f"/contracts/{world.contract_id}/visits/new")
    shown = mary.get(f"{of(world, una)}/remove")
    assert "Contract manager of Peer support on the coast" in shown.words
    assert shown.value("successor") == str(world.manager.person_id)
    refused = mary.post(f"{of(world, una)}/remove", {"successor": str(world.noise_manager.person_id)}, 422)
    assert refused.problems == ["Choose who takes over what is hers or his."]
    first = mary.post(f"{of(world, una)}/remove", {"successor": str(world.manager.person_id)})
    second = mary.post(f"{of(world, una)}/remove", {"successor": str(world.manager.person_id)})
    assert first.location == second.location
    assert "no longer acts for you" in mary.follow(second).words
    assert "Una Under" not in roles(world, world.lead_id)
    assert opened.status == 200
    sent = hers.post(f"/contracts/{world.contract_id}/visits/new", {"kind": "audit-visit"})
    assert sent.location.startswith("/sign-in"), "the form that was open does nothing any more"
    assert "Mary Manager" in mary.get(f"/contracts/{world.contract_id}/people").words


def test_a_partner_shows_its_drafts_and_contacts_before_somebody_goes(
    world: World, client_for: ClientFor
) -> None:
    pia = partner_manager(world)
    name_as_contacts(world, {"first": world.member})
    sending.draft(world, "complaints-policy")
    client = client_for(pia)
    path = f"/organisations/{world.partner_id}/people/{world.member.person_id}"
    shown = client.get(f"{path}/remove")
    assert "1 draft" in shown.words
    assert "First contact of Peer support on the coast, Eastmouth" in shown.words
    assert "which Harbour Light is told" in shown.words
    roles_offered = [each.get("value") for each in client.get(f"{path}/part").find("//input[@name='role']")]
    assert roles_offered == ["manager", "member"]
    assert client.post(f"{path}/part", {"role": "reviewer"}, 422).problems


def test_sessions_are_ended(mary: PageClient, world: World, client_for: ClientFor) -> None:
    rafi = client_for(world.reviewer)
    assert "In 1 browser" in mary.get(of(world, world.reviewer)).words
    shown = mary.follow(mary.post(f"{of(world, world.reviewer)}/end-sessions"))
    assert "sessions have ended" in shown.words
    assert "Nowhere now" in shown.words
    assert rafi.get("/", status=303).location.startswith("/sign-in")


def test_a_colleague_is_invited_with_a_part_that_there_is(
    mary: PageClient, world: World, mailbox: Mailbox
) -> None:
    path = f"{people(world)}/new"
    mary.get(path)
    form = {"name": "Newt New", "email": "newt at", "role": "reviewer"}
    wrong = mary.post(path, form, 422)
    assert wrong.problems == ["Enter an e-mail address such as name@example.org."]
    assert (wrong.value("name"), wrong.value("email"), wrong.value("role")) == tuple(form.values())
    shown = mary.follow(mary.post(path, form | {"email": "newt@example.org"}))
    assert "The invitation is on its way." in shown.words
    assert len(mailbox.messages()) == 1


def test_who_belongs_already_is_not_invited(
    mary: PageClient, world: World, database: Database, mailbox: Mailbox
) -> None:
    """That is said of one's own organisation alone."""
    path = f"{people(world)}/new"
    mary.get(path)
    for viewer in (world.manager, world.reviewer):
        form = {"name": "Whoever", "email": viewer.email.upper(), "role": "member"}
        told = mary.post(path, form, 422).problems
        assert told == [f"{viewer.name} acts for Harbour Light already: there is nobody to invite."]
    lead = f"/contracts/{world.contract_id}/people/new"
    mary.get(lead)
    form = {"organisation": str(world.lead_id), "name": "Whoever", "email": world.reviewer.email}
    assert "already" in mary.post(lead, form | {"role": "member"}, 422).problems[0]
    with database.writing() as session:
        session.execute(
            sa.update(Person).where(Person.id == viewer.person_id).values(disabled_at=clock.now())
        )
        session.commit()
    refused = mary.post(path, form | {"role": "member"}, 422).problems[0]
    assert refused.startswith("Whoever runs the portal has ended Rafi Reviewer’s access")
    assert mailbox.messages() == []
    mary.post(path, {"name": "Whoever", "email": world.noise_member.email, "role": "member"})


def test_invitations_are_corrected_sent_again_and_taken_back(
    mary: PageClient, world: World, mailbox: Mailbox, stranger: PageClient
) -> None:
    invite(world, world.lead_id)
    first = mailbox.last_token()
    shown = mary.get(people(world))
    correct = shown.links["Correct the address of Newt New"]
    assert mary.get(correct).value("email") == "newt@example.org"
    wrong = mary.post(correct, {"email": "newton at"}, 422)
    assert wrong.value("email") == "newton at"
    corrected = mary.follow(mary.post(correct, {"email": "newton@example.org"}))
    assert "A new invitation is on its way" in corrected.words
    assert "newton@example.org" in corrected.words
    second = mailbox.last_token()
    stranger.get(f"/join/{first}", status=410)
    stranger.get(f"/join/{second}")
    again = corrected.find("//main//form[contains(@action, '/again')]/@action")
    assert "on its way already" in mary.follow(mary.post(str(again[0]))).words
    revoke = corrected.links["Take it back from Newt New"]
    mary.get(revoke)
    pressed = [mary.post(revoke).location for _ in range(2)]
    assert pressed[0] == pressed[1]
    assert "Everybody who was invited has come." in mary.get(pressed[0]).words
    stranger.get(f"/join/{second}", status=410)
    with world.database.reading() as session:
        left = sa.select(Membership.id).join(Person, Person.id == Membership.person_id)
        assert not session.scalars(left.where(Person.name == "Newt New")).all()


def test_the_tab_is_for_its_managers(mary: PageClient, world: World) -> None:
    shown = mary.get(people(world))
    marked = shown.find("//nav[@aria-label='Organisation']//a[@aria-current='page']")
    assert [str(each.text_content()).strip() for each in marked] == ["People"]
