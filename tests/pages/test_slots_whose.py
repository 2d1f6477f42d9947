"""What is wanting, part by part: who it is, whose turn it is, and how much there is already."""

from datetime import timedelta

import pytest

from portal.register.actions.add_worker import add_worker
from portal.words.wording import day
from tests.builders import sending
from tests.builders.days import counts_from
from tests.builders.versions import ask_for_ten_million
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

INSURANCE = "insurance"


def row(answer: Answer, title: str) -> str:
    """The row of a table or list in which that title stands."""
    for each in answer.find("//tr | //li | //article"):
        words = " ".join(str(each.text_content()).split())
        if title in words:
            return words
    raise LookupError(title)


def engagement(world: World) -> str:
    return f"/engagements/{world.engagement_id}"


def slot(world: World, key: str) -> str:
    return f"{engagement(world)}/requirements/{key}"


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_five_million_are_accepted_and_ten_are_asked(world: World, client_for: ClientFor) -> None:
    sending.accepted(world, INSURANCE, "public-liability")
    since = counts_from(world.today)
    ask_for_ten_million(world, since)
    said = f"Public liability insurance: £5 million accepted, £10 million asked since {day(since)}"
    member, manager, officer = (client_for(each) for each in (world.member, world.manager, world.officer))
    readiness = f"/contracts/{world.contract_id}/readiness"
    for client, path in (
        (member, "/"),
        (member, engagement(world)),
        (member, slot(world, INSURANCE)),
        (manager, engagement(world)),
        (manager, slot(world, INSURANCE)),
        (manager, readiness),
        (officer, readiness),
    ):
        words = client.get(path).words
        assert said in words, path
        assert (
            "Employers' liability insurance, Professional indemnity insurance: nothing accepted yet" in words
        )


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_which_part_is_whose(world: World, client_for: ClientFor) -> None:
    sending.accepted(world, INSURANCE, "professional-indemnity")
    sending.send(world, INSURANCE, "public-liability")
    member, manager, officer = (client_for(each) for each in (world.member, world.manager, world.officer))
    readiness = f"/contracts/{world.contract_id}/readiness"
    for client, path, words in (
        (member, "/", "Employers' liability: your turn. Public liability: with Harbour Light"),
        (member, engagement(world), "Employers' liability: your turn. Public liability: with Harbour Light"),
        (
            member,
            slot(world, INSURANCE),
            "Employers' liability: your turn. Public liability: with Harbour Light",
        ),
        (
            manager,
            engagement(world),
            "Employers' liability: Tidewater Peers’ turn. Public liability: with us",
        ),
        (
            manager,
            slot(world, INSURANCE),
            "Employers' liability: Tidewater Peers’ turn. Public liability: with us",
        ),
        (manager, readiness, "Employers' liability: the partner’s turn. Public liability: with us"),
        (
            officer,
            readiness,
            "Employers' liability: the partner’s turn. Public liability: with Harbour Light",
        ),
        (
            officer,
            engagement(world),
            "Employers' liability: Tidewater Peers’ turn. Public liability: with Harbour",
        ),
    ):
        assert words in client.get(path).words, path
    home = row(member.get("/"), "Employers' liability: your turn")
    assert "checking" not in home, "no two chips that contradict each other"
    assert home.startswith("Insurance "), "the row is not named after the part that the lead has"
    assert "Employers' liability insurance: nothing accepted yet" in home


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_one_person_who_is_wanting_is_named_to_those_who_read_names(
    world: World, client_for: ClientFor
) -> None:
    sending.a_worker(world, "Rowan Pike")
    for name in ("Ash Vale", "Bay Ford", "Cam Lowe", "Dee Marsh"):
        sending.check(world, sending.a_worker(world, name))
    member, reviewer, officer = (client_for(each) for each in (world.member, world.reviewer, world.officer))
    readiness = f"/contracts/{world.contract_id}/readiness"
    wanting = "Rowan Pike: nothing accepted yet"
    for client, path, whose in (
        (member, "/", "Rowan Pike: your turn. 4 people: with Harbour Light"),
        (member, engagement(world), "Rowan Pike: your turn. 4 people: with Harbour Light"),
        (reviewer, engagement(world), "Rowan Pike: Tidewater Peers’ turn. 4 people: with us"),
        (reviewer, readiness, "Rowan Pike: the partner’s turn. 4 people: with us"),
    ):
        words = client.get(path).words
        assert wanting in words, path
        assert whose in words, path
        assert "5 people: nothing" not in words
    for path in (readiness, engagement(world)):
        words = officer.get(path).words
        assert "Rowan" not in words
        assert "1 person: nothing accepted yet" in words
        assert "4 people: with Harbour Light" in words


def test_the_lead_reads_the_staff_code_where_the_partner_chose_that(
    world: World, client_for: ClientFor
) -> None:
    with world.database.writing() as session:
        entry = sending.a_person(
            name="Rowan Pike", started_on=world.starts_on, staff_code="TP-7", shown_as="staff-code"
        )
        add_worker(
            session, world.member, world.own_place(session), entry, {world.engagement_id: world.starts_on}
        )
    assert "TP-7: nothing accepted yet" in client_for(world.reviewer).get(engagement(world)).words
    assert "Rowan Pike" not in client_for(world.reviewer).get(engagement(world)).source
    assert "Rowan Pike: nothing accepted yet" in client_for(world.member).get(engagement(world)).words


def test_more_than_three_people_are_counted(world: World, client_for: ClientFor) -> None:
    for name in ("Ash Vale", "Bay Ford", "Cam Lowe"):
        sending.a_worker(world, name)
    member = client_for(world.member)
    assert "Ash Vale, Bay Ford, Cam Lowe: nothing accepted yet" in member.get(engagement(world)).words
    sending.a_worker(world, "Dee Marsh")
    assert "4 people: nothing accepted yet" in member.get(engagement(world)).words


def test_a_noise_persons_name_never_comes_back(world: World, client_for: ClientFor) -> None:
    sending.a_worker(world, "Rowan Pike")
    second = client_for(world.second_member).get(f"/engagements/{world.second_engagement_id}")
    assert "Rowan" not in second.source


def test_one_who_starts_soon_is_said_before(world: World, client_for: ClientFor) -> None:
    """Whoever is there has a check; somebody starts within the warning time."""
    sending.accept(world, sending.check(world, sending.a_worker(world, "Ash Vale")))
    starts = world.today + timedelta(days=6)
    sending.a_worker(world, "Rowan Pike", starts)
    words = client_for(world.member).get(engagement(world)).words
    assert f"Renew soon: accepted until {day(starts - timedelta(days=1))}" in words
