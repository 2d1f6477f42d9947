"""What somebody was told, and how mails are chosen and ended."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.acting.record_event import record_event
from portal.notices.queries.paces import OPTIONAL
from portal.notices.rounds import tell_events
from portal.notices.unsubscribing import unsubscribe_address
from portal.records import About, Notice, NoticePreference
from portal.settings import DEFAULT_SECRET
from portal.visits.actions.book_visit import book_visit
from tests.builders import sending
from tests.builders.world import World
from tests.pages.conftest import ClientFor

CHOSEN = {about.value: "daily" for about in OPTIONAL if about is not About.QUEUE}


def paces(world: World, person_id: uuid.UUID) -> set[str]:
    with world.database.reading() as session:
        query = sa.select(NoticePreference.pace).where(NoticePreference.person_id == person_id)
        return set(session.scalars(query))


@pytest.fixture
def told(world: World) -> World:
    sending.give_back(world, sending.send(world, "complaints-policy"))
    tell_events(world.database)
    return world


def test_what_was_told_is_there_new_at_first(told: World, client_for: ClientFor) -> None:
    member = client_for(told.member)
    shown = member.get("/notices")
    assert "1 to 2 of 2 notices" in shown.words or "2 notices of the last 90 days, 2 new" in shown.words
    assert "Needs a change: Complaints policy" in shown.words
    assert "Please sign the last page." in shown.words
    read = member.follow(member.post("/notices/read", {}))
    assert "new" not in read.words.split("Choose")[0]
    assert "Needs a change: Complaints policy" in read.words


def test_nobody_sees_what_others_were_told(told: World, client_for: ClientFor) -> None:
    for viewer in (told.second_member, told.noise_member, told.officer):
        assert "Nothing in the last 90 days." in client_for(viewer).get("/notices").words


def test_a_pace_is_chosen_for_each_thing(world: World, client_for: ClientFor) -> None:
    member = client_for(world.member)
    asked = member.get("/notices/choices")
    assert asked.value("decisions") == "at-once"
    kept = member.follow(member.post("/notices/choices", CHOSEN))
    assert "It is kept" in kept.words
    assert kept.value("decisions") == "daily"
    assert paces(world, world.member.person_id) == {"daily"}


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("member", {"visits", "decisions", "receipts", "issued", "terms"}),
        ("reviewer", {"queue", "visits", "decisions"}),
        ("manager", {"queue", "visits", "decisions", "terms"}),
        ("reviewer_and_member", {"visits", "decisions", "receipts", "issued", "terms", "queue"}),
        ("officer", {"visits", "decisions"}),
        ("colleague", set()),
        ("administrator", set()),
    ],
)
def test_one_is_asked_about_what_one_may_be_told(
    world: World, client_for: ClientFor, who: str, asked: set[str]
) -> None:
    shown = client_for(world.people[who]).get("/notices/choices")
    assert {each.get("name") for each in shown.find("//input[@type='radio']")} == asked
    client_for(world.people[who]).post("/notices/choices", dict.fromkeys(asked, "daily"))
    with world.database.reading() as session:
        assert set(session.scalars(sa.select(NoticePreference.about))) == asked


def test_who_leads_reads_in_the_choice_what_she_is_told_of(world: World, client_for: ClientFor) -> None:
    with world.database.writing() as session:
        record_event(
            session,
            "partner-joined",
            world.member.person_id,
            contract_id=world.contract_id,
            engagement_id=world.engagement_id,
        )
        session.commit()
    tell_events(world.database)
    manager = client_for(world.manager)
    told = manager.get("/notices").words
    assert "Tidewater Peers has come" in told
    assert "Your engagement ·" not in told
    assert "a partner has come" in manager.get("/notices/choices").words


@pytest.mark.parametrize("wrong", ["", "hourly"])
def test_what_is_no_pace_is_refused_and_the_others_stay_as_typed(
    world: World, client_for: ClientFor, wrong: str
) -> None:
    member = client_for(world.member)
    back = member.post("/notices/choices", CHOSEN | {"decisions": wrong}, 422)
    assert "Decisions: choose when you want to be told." in back.words
    assert back.value("receipts") == "daily"
    assert paces(world, world.member.person_id) == set()


def test_reminders_cannot_be_ended(world: World, client_for: ClientFor) -> None:
    client_for(world.member).post("/notices/choices", CHOSEN | {"reminders": "never", "access": "never"})
    with world.database.reading() as session:
        kept = set(session.scalars(sa.select(NoticePreference.about)))
    assert kept == CHOSEN.keys()


def test_mails_end_by_their_own_address_without_signing_in(told: World, client_for: ClientFor) -> None:
    stranger = client_for(None)
    here = unsubscribe_address(DEFAULT_SECRET, told.member.person_id)
    assert told.member.email in stranger.get(here).words
    assert paces(told, told.member.person_id) == set(), "looking ends nothing"
    ended = stranger.post(here, {"List-Unsubscribe": "One-Click", "_csrf_token": ""}, 200)
    assert "These mails have ended" in ended.words
    assert paces(told, told.member.person_id) == {"never"}
    with told.database.reading() as session:
        waiting = sa.select(Notice.pace).where(Notice.person_id == told.member.person_id)
        assert set(session.scalars(waiting)) == {"never"}


@pytest.mark.parametrize("token", ["x", "0" * 64, "é" * 40, "a" * 32 + "0" * 32])
def test_an_address_that_was_not_made_here_ends_nothing(
    world: World, client_for: ClientFor, token: str
) -> None:
    stranger = client_for(None)
    assert "This address ends no mails" in stranger.get(f"/unsubscribe/{token}", 410).words
    stranger.post(f"/unsubscribe/{token}", {"_csrf_token": ""}, 410)
    assert paces(world, world.member.person_id) == set()


def test_every_notice_leads_where_its_reader_may_go(world: World, client_for: ClientFor) -> None:
    sending.give_back(world, sending.send(world, "complaints-policy"))
    sending.accepted(world, "anti-bribery")
    sending.waive(world, "whistleblowing", world.today + timedelta(days=20))
    with world.database.writing() as session:
        place = world.contract_place(session, world.reviewer)
        book_visit(session, world.reviewer, place, "audit-visit", world.today + timedelta(days=40))
    tell_events(world.database)
    with world.database.reading() as session:
        told = session.execute(sa.select(Notice.person_id, Notice.href)).all()
    people = {each.person_id: each for each in world.people.values()}
    assert {world.member.person_id, world.reviewer.person_id, world.officer.person_id} <= {
        row.person_id for row in told
    }
    for row in told:
        client_for(people[row.person_id]).get(row.href)
