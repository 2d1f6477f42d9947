"""A contract that is running already: its lead's own tracking sheet is read, matched, shown and confirmed."""

import re
import uuid
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from checklists.vocabulary import Outcome
from evidence.sheet_values import Value
from portal import clock
from portal.access import Audience, Viewer
from portal.organisations.actions.change_organisation import About, change_organisation
from portal.places.organisations import get_organisation_place
from portal.records import Decision, Event, Role, Submission, SubmissionFile
from portal.review.actions.decide import Verdict
from portal.standing.queries.verify import verify_standing
from portal.standing.queries.verify_log import verify_events
from portal.web.dates import day_as_typed
from portal.words.wording import day
from tests.builders import packing, sending, sheets
from tests.builders.at_once import at_once
from tests.builders.clock import clock_on
from tests.builders.staff import add_person, partner_manager
from tests.builders.world import World
from tests.pages.client import Answer, PageClient
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

HEADINGS = (
    "Provider",
    "Town",
    "Complaints policy review date",
    "PL expires",
    "Induction, training and supervision policy",
    "Staff cover to",
)


@pytest.fixture
def mary(client_for: ClientFor, world: World) -> PageClient:
    return client_for(world.manager)


def later(world: World, days: int = 120) -> date:
    return world.today + timedelta(days=days)


def base(world: World) -> str:
    return f"/contracts/{world.contract_id}/carry-over"


def sends(client: PageClient, world: World, *rows: list[Value], by: date | None = None) -> Answer:
    content = sheets.xlsx(HEADINGS, rows, "Tracker")
    data = {key: value[0] for key, value in day_as_typed("by_on", by).items()}
    return client.upload(base(world), [("tracker.xlsx", content)], data=data, field="file")


def column(page: Answer, heading: str) -> str:
    """The name of the field that asks what that column is."""
    found = re.search(rf'for="(column-\d+)">‘{heading}’', page.source)
    assert found, heading
    return found[1]


def rows_of(world: World, query: Any) -> list[Any]:
    with world.database.reading() as session:
        return list(session.scalars(query))


def decisions(world: World) -> list[Decision]:
    return rows_of(world, sa.select(Decision).order_by(Decision.requirement_key))


def carried(mary: PageClient, world: World, *rows: list[Value], by: date | None = None) -> Answer:
    page = mary.follow(sends(mary, world, *rows, by=by))
    return mary.follow(mary.post(page.response.url.path))


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_from_the_sheet_to_a_first_day_that_is_not_all_red(
    mary: PageClient, world: World, client_for: ClientFor
) -> None:
    until = later(world)
    page = mary.follow(
        sends(
            mary,
            world,
            ["tidewater peers", "Eastmouth", until, until, "yes", until],
            ["Open Door Folk", None, "n/a", until, None, None],
        )
    )
    assert "Columns that we are not sure of" in page.words
    assert "‘PL expires’ is" in page.words
    assert "does not say until when" in page.words
    assert decisions(world) == []
    induction = re.search(r'name="(value-slot-induction-[^"]+)"', page.source)
    assert induction
    answers = {
        column(page, "Staff cover to"): "slot:insurance:employers-liability",
        induction[1]: f"{until:%d/%m/%Y}",
        "act": "answer",
    }
    address = page.response.url.path
    page = mary.follow(mary.post(address, answers))
    assert "5 acceptances of 2 partners will be carried over, without a file." in page.words
    done = mary.follow(mary.post(address))
    assert "5 acceptances of 2 partners carried over" in done.words
    mary.post(address)
    made = decisions(world)
    assert {(each.requirement_key, each.part_key) for each in made} == {
        ("complaints-policy", ""),
        ("induction", ""),
        ("insurance", "public-liability"),
        ("insurance", "employers-liability"),
    }
    assert len(made) == 5
    assert {each.until_on for each in made} == {until}
    assert {each.made_by for each in made} == {world.manager.person_id}
    assert rows_of(world, sa.select(SubmissionFile.file_id)) == []
    assert len(rows_of(world, sa.select(Event).where(Event.name == "evidence-carried-over"))) == 5
    with world.database.reading() as session:
        assert [*verify_standing(session), *verify_events(session)] == []
    slot = f"/engagements/{world.engagement_id}/requirements/complaints-policy"
    for viewer in (world.member, world.manager, world.reviewer):
        words = client_for(viewer).get(slot).words
        assert f"Accepted until {day(until)}" in words
        assert "Carried over from the lead’s own records, without a file, by" in words
        insurance = client_for(viewer).get(f"/engagements/{world.engagement_id}/requirements/insurance").words
        assert "Carried over" in insurance
        covers = client_for(viewer).get(f"/engagements/{world.engagement_id}/insurance").words
        assert "Carried over, no policy seen" in covers
    submission_id = made[0].submission_id
    assert "Carried over" in mary.get(f"/submissions/{submission_id}/review").words
    client_for(world.member).get(f"/submissions/{submission_id}/receipt")
    past = f"{slot}?on={world.today - timedelta(days=1)}"
    assert "Accepted until" not in client_for(world.manager).get(past).words.split("What was sent")[0]
    again = mary.follow(sends(mary, world, ["Tidewater Peers", "Eastmouth", until, None, None, None]))
    assert "Nothing to import." in again.words


def test_the_lead_may_want_every_document_by_a_day(mary: PageClient, world: World) -> None:
    by = later(world, 30)
    carried(mary, world, ["Tidewater Peers", None, later(world), None, None, None], by=by)
    assert [each.until_on for each in decisions(world)] == [by]
    over = world.today - timedelta(days=1)
    content = sheets.xlsx(HEADINGS, [["Tidewater Peers", None, later(world)]], "Tracker")
    data = {key: value[0] for key, value in day_as_typed("by_on", over).items()}
    refused = mary.upload(base(world), [("t.xlsx", content)], data=data, status=422, field="file")
    assert refused.problems == ["The day by which you want every document cannot be over."]


def test_a_real_submission_takes_its_place_and_a_pack_tells_them_apart(
    mary: PageClient, world: World, client_for: ClientFor
) -> None:
    until = later(world)
    carried(mary, world, ["Tidewater Peers", None, until, None, None, None])
    before = words_of_pack(world)
    assert "Carried over from the lead’s own records, without a file, on" in before
    sooner = later(world, 30)
    sending.accept(world, sending.send(world, "complaints-policy", until_on=sooner))
    slot = f"/engagements/{world.engagement_id}/requirements/complaints-policy"
    with clock_on(sooner + timedelta(days=1)):
        assert "Expired" in client_for(world.manager).get(slot).words


def words_of_pack(world: World) -> str:
    from tests.actions.test_packs import words_of

    return words_of(packing.content_of(world, packing.made(world)))


def test_only_a_manager_of_the_lead_comes_here(world: World, client_for: ClientFor, mary: PageClient) -> None:
    sent = sends(mary, world, ["Tidewater Peers", None, later(world), None, None, None]).location
    for viewer in (world.reviewer, world.member, world.officer, world.noise_manager):
        client = client_for(viewer)
        client.get(base(world), status=404)
        client.get(sent, status=404)
        client.post(sent, status=404)
    assert decisions(world) == []


def test_an_unknown_partner_is_asked_about(mary: PageClient, world: World) -> None:
    page = mary.follow(sends(mary, world, ["Lamplight", None, later(world), None, None, None]))
    assert "Row 2, Lamplight: it is not known here." in page.words
    mary.post(page.response.url.path, {"row-2": "leave"})
    page = mary.follow(sends(mary, world, ["Lamplight", None, later(world), None, None, None]))
    answered = mary.post(page.response.url.path, {"row-2": str(world.engagement_id)})
    assert "1 acceptance of 1 partner will be carried over" in mary.follow(answered).words


def test_a_row_under_a_name_that_another_partner_took_over_is_asked_about(
    mary: PageClient, world: World
) -> None:
    """The lead's sheet has the name of the start; since then its bearer is called otherwise, and another
    partner calls itself so."""
    rename(world, partner_manager(world), world.partner_id, "Tidewater Kind")
    second = add_person(world, "Serena Second", world.second_partner_id, Role.MANAGER)
    rename(world, second, world.second_partner_id, "Tidewater Peers")
    page = mary.follow(sends(mary, world, ["Tidewater Peers", None, later(world), None, None, None]))
    assert "Row 2, Tidewater Peers: which of them is it?" in page.words
    mary.post(page.response.url.path, status=422)
    assert decisions(world) == []


def rename(world: World, boss: Viewer, organisation_id: uuid.UUID, name: str) -> None:
    with world.database.writing() as session:
        place = get_organisation_place(session, boss, organisation_id, (Audience.OWN,))
        change_organisation(session, boss, place, About(name))


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_two_sheets_confirmed_at_once_carry_each_over_once(
    mary: PageClient, world: World, client_for: ClientFor
) -> None:
    row: list[Value] = ["Tidewater Peers", None, later(world), None, None, None]
    addresses = [sends(mary, world, row).location for _ in range(2)]

    both = [(client_for(world.manager), each) for each in [*addresses, addresses[0]]]
    for client, address in both:
        client.get(address)

    def confirm(client: PageClient, address: str) -> None:
        form = {"_csrf_token": client.token}
        assert client.ask("POST", address, data=form).status in {303, 422}

    assert at_once(*(partial(confirm, *each) for each in both)) == []
    assert len(decisions(world)) == 1
    assert len(rows_of(world, sa.select(Submission.id).where(Submission.sent_at.is_not(None)))) == 1


def test_a_carry_over_that_was_wrong_is_corrected(mary: PageClient, world: World) -> None:
    carried(mary, world, ["Tidewater Peers", None, later(world), None, None, None])
    (made,) = decisions(world)
    assert isinstance(made.submission_id, uuid.UUID)
    sending.decide(
        world,
        made.submission_id,
        Verdict(Outcome.RETURN, reason="wrong-document", words="We have none after all."),
        world.manager,
        corrects=made.id,
    )
    slot = f"/engagements/{world.engagement_id}/requirements/complaints-policy"
    assert "We have none after all." in mary.get(slot).words
    assert clock.today() == world.today


def test_a_cover_that_was_carried_over_is_not_told_to_a_broker_as_wanting(
    mary: PageClient, world: World, client_for: ClientFor
) -> None:
    until = later(world)
    carried(mary, world, ["Tidewater Peers", "Eastmouth", None, until, None, None])
    pat, insurance = client_for(world.member), f"/engagements/{world.engagement_id}/insurance"
    letter = pat.get(f"{insurance}/broker")
    assert "2 covers are not enough at present. 1 cover has to be renewed" in letter.words
    (asked,) = [
        each for each in letter.find("//textarea")[0].text.split("\n\n") if "Public liability" in each
    ]
    assert f"In force now: accepted from the records of Harbour Light until {day(until)}" in asked
    assert f"Renewal: has to begin on {day(until + timedelta(days=1))} at the latest" in asked
    assert "Shortfall" not in asked
    shown = pat.get(insurance).words
    assert f"{day(until)} Amount not known Accepted from the lead’s own records" in shown


def test_a_sheet_with_a_row_for_each_document_is_carried_over_too(mary: PageClient, world: World) -> None:
    until, heads = later(world), ("Provider", "Town", "Document", "Status", "Expiry date")
    rows: list[list[Value]] = [
        ["Tidewater Peers", "Eastmouth", "Complaints policy", "OK", until],
        ["Tidewater Peers", "Eastmouth", "Public liability insurance", "OK", f"{until:%d/%m/%Y}"],
        ["Open Door Folk", None, "Complaints policy", "chased", None],
    ]
    sent = mary.upload(base(world), [("long.xlsx", sheets.xlsx(heads, rows, "Tracker"))], field="file")
    page = mary.follow(sent)
    assert "There are 3 rows in the file. Every row can be read." in page.words
    assert "2 acceptances of 1 partner will be carried over, without a file." in page.words
    mary.follow(mary.post(page.response.url.path))
    made = {(each.requirement_key, each.part_key, each.until_on) for each in decisions(world)}
    assert made == {("complaints-policy", "", until), ("insurance", "public-liability", until)}


def test_a_file_from_which_nothing_is_read_is_not_said_to_be_ready(mary: PageClient, world: World) -> None:
    """No button carries over rows that say nothing."""
    page = mary.follow(sends(mary, world, ["Tidewater Peers", "Eastmouth", "n/a", None, None, None]))
    assert "Nothing to import. Nothing is carried over." in page.words
    assert "Carry over 1 row" not in page.words
