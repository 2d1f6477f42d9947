"""Somebody's own calendar, on its page and as a calendar program reads it: by another library than the one
that writes it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import vobject

from checklists.calendar import add_months, in_words
from portal import clock
from portal.access import Viewer
from portal.clock import LONDON
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms as Dates
from portal.logs import masked
from portal.records import CalendarAddress, Event, Membership
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from portal.visits.actions.change_visit import change_visit
from portal.visits.queries.terms import Terms
from tests.builders import sending
from tests.builders.versions import ask_besides
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ADDRESS, ClientFor

ABOUT = "//section[@aria-labelledby='ahead']//*[contains(@class, 'gs-files__about')]"
PLACE = "Harbour House, Quay Street; 2nd floor"


def made(client: PageClient) -> str:
    """The path of the address that the page shows."""
    client.get("/calendar")
    shown = client.post("/calendar/address", status=200)
    (address,) = shown.page.xpath("//code/text()")
    return "/feeds/" + str(address).rpartition("/feeds/")[2]


def read(client: PageClient, path: str) -> list[Any]:
    answer = client.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = answer.source
    assert all(len(line.encode()) <= 75 for line in found.split("\r\n")), "RFC 5545, 3.1"
    calendar = vobject.readOne(found)
    return list(calendar.contents.get("vevent", []))


def summaries(events: list[Any]) -> list[str]:
    return [event.summary.value for event in events]


def booked(world: World, on: date, **said: Any) -> Any:
    with world.database.writing() as session:
        place = world.contract_place(session)
        return book_visit(session, world.manager, place, "audit-visit", on, **said)


@pytest.mark.parametrize("who", ["member", "manager", "officer"])
def test_a_visit_reads_the_same_for_every_side(world: World, client_for: ClientFor, who: str) -> None:
    on = world.today + timedelta(days=30)
    visit = booked(world, on, terms=Terms(on, time(10), PLACE, also="Wanda Worker"))
    client = client_for(getattr(world, who))
    events = [each for each in read(client, made(client)) if each.summary.value.startswith("Audit")]
    (event,) = events
    assert event.uid.value == f"{visit}@good-standing"
    assert event.location.value == PLACE
    assert event.dtstart.value == datetime.combine(on, time(10), LONDON).astimezone(UTC)
    assert event.dtend.value - event.dtstart.value == timedelta(hours=1)
    assert "Wanda" not in str(event)
    client.get("/" + event.url.value.partition("://")[2].partition("/")[2])


def test_without_a_time_it_is_all_day(world: World, client_for: ClientFor) -> None:
    on = world.today + timedelta(days=30)
    booked(world, on)
    client = client_for(world.officer)
    (event,) = read(client, made(client))
    assert (event.dtstart.value, event.dtend.value) == (on, on + timedelta(days=1))


def test_summer_time_is_told_right(world: World, client_for: ClientFor) -> None:
    """Ten o'clock in July is nine by UTC, in January it is ten."""
    for month, hour in ((1, 10), (7, 9)):
        on = date(world.today.year, month, 15)
        on = add_months(on, 12) if on <= world.today else on
        visit = booked(world, on, terms=Terms(on, time(10)))
        client = client_for(world.officer)
        found = {each.uid.value: each for each in read(client, made(client))}
        assert found[f"{visit}@good-standing"].dtstart.value.hour == hour


def test_what_is_moved_keeps_its_name_and_what_is_cancelled_goes(world: World, client_for: ClientFor) -> None:
    on = world.today + timedelta(days=30)
    visit, client = booked(world, on), client_for(world.officer)
    path = made(client)
    before = read(client, path)
    with world.database.writing() as session:
        place, later = world.contract_place(session), Terms(on + timedelta(days=7))
        change_visit(session, world.manager, place, visit, later, reason="Snow.")
    (after,) = read(client, path)
    assert after.uid.value == before[0].uid.value
    assert after.dtstart.value == on + timedelta(days=7)
    with world.database.writing() as session:
        cancel_visit(session, world.manager, world.contract_place(session), visit, "Snow.")
    assert read(client, path) == []


def test_lapses_of_ones_own_and_promises_of_ones_own(world: World, client_for: ClientFor) -> None:
    until = world.today + timedelta(days=90)
    sending.accept(world, sending.send(world, "complaints-policy"), until_on=until)
    sending.send(world, "anti-bribery")
    member, reviewer = client_for(world.member), client_for(world.reviewer)
    hers, its = read(member, made(member)), read(reviewer, made(reviewer))
    lapse = next(each for each in hers if each.summary.value.startswith("Last day in order: Complaints"))
    assert lapse.dtstart.value == until
    assert any("1 answer promised for this day" in each for each in summaries(its))
    assert not any("Last day" in each for each in summaries(its)), "partners' lapses are partners' own"
    other = client_for(world.second_member)
    assert not any("Complaints" in each for each in summaries(read(other, made(other))))


def test_what_never_was_in_order_has_no_last_day_in_order(world: World, client_for: ClientFor) -> None:
    first = world.today + timedelta(days=30)
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        change_engagement(session, world.manager, place, Dates(place.area, first, world.ends_on))
    lapses, follows = first + timedelta(days=20), first + timedelta(days=21)
    sending.accept(world, sending.send(world, "complaints-policy", from_on=first), until_on=lapses)
    ask_besides(world, "fire", "complaints-policy", follows, title="Fire drills")
    client = client_for(world.member)
    events = read(client, made(client))
    found = {each.summary.value.partition(" (Peer")[0]: each.dtstart.value for each in events}
    assert found["Last day in order: Complaints policy"] == lapses
    assert found[f"Needed from {in_words(follows)}: Fire drills"] == follows
    all_at_once = [said for said, on in found.items() if on == first]
    assert len(all_at_once) == 1, "what is asked on the first day is one entry"
    assert re.fullmatch(rf"Needed from {in_words(first)}: \d\d things", all_at_once[0])
    assert client.get(found_url(events, all_at_once[0])).status == 200
    assert [each for each in found if each.startswith("Last day")] == ["Last day in order: Complaints policy"]
    assert "Last day in order: Anti-bribery" not in shown(client_for, world.member)
    month = client_for(world.member).get(f"/calendar?month={lapses:%Y-%m}").words
    assert "Last day in order: Complaints policy" in month


def found_url(events: list[Any], said: str) -> str:
    """The path that an event leads to."""
    (event,) = (each for each in events if each.summary.value.startswith(said))
    return str(event.url.value).removeprefix(ADDRESS)


def test_no_worker_is_named(world: World, client_for: ClientFor) -> None:
    worker = sending.a_worker(world, "Uma Usher")
    sending.check(world, worker)
    for viewer in (world.member, world.reviewer):
        client = client_for(viewer)
        path = made(client)
        client.get("/calendar")
        assert "Usher" not in client.get(path).source


def test_only_of_contracts_that_one_has_a_part_in(world: World, client_for: ClientFor) -> None:
    on = world.today + timedelta(days=30)
    booked(world, on, engagement_ids=[world.second_engagement_id])
    for viewer, number in ((world.second_member, 1), (world.member, 0), (world.noise_manager, 0)):
        client = client_for(viewer)
        found = [each for each in summaries(read(client, made(client))) if each.startswith("Audit")]
        assert len(found) == number


def test_the_address_is_shown_once_kept_as_a_hash_and_ends(world: World, client_for: ClientFor) -> None:
    client, stranger = client_for(world.member), client_for(None)
    first = made(client)
    assert first not in client.get("/calendar").source
    secret = first.rpartition("/")[2].removesuffix(".ics")
    with world.database.reading() as session:
        (kept,) = session.scalars(sa.select(CalendarAddress.token_hash))
        said = str([row._asdict() for row in session.execute(sa.select(Event.name, Event.data))])
    assert secret not in kept
    assert secret not in said
    assert masked(f"GET {first} failed") == "GET /feeds/<secret> failed"
    read(stranger, first)
    second = made(client)
    stranger.get(first, 404)
    read(stranger, second)
    client.get("/calendar")
    for _ in range(2):
        client.follow(client.post("/calendar/address/end"))
    stranger.get(second, 404)
    stranger.get("/feeds/nothing.ics", 404)


def test_who_leaves_reads_no_more(world: World, client_for: ClientFor) -> None:
    on = world.today + timedelta(days=30)
    booked(world, on)
    client = client_for(world.officer)
    path = made(client)
    with world.database.writing() as session:
        session.execute(sa.delete(Membership).where(Membership.person_id == world.officer.person_id))
        session.commit()
    assert read(client_for(None), path) == []


def shown(client_for: ClientFor, viewer: Viewer, month: str = "") -> str:
    return client_for(viewer).get(f"/calendar{month}").words


def test_the_page_shows_the_same(world: World, client_for: ClientFor) -> None:
    on = world.today + timedelta(days=30)
    booked(world, on, terms=Terms(on, time(14, 30), PLACE))
    for viewer in (world.member, world.manager, world.officer):
        assert "2:30pm Audit visit" in shown(client_for, viewer, f"?month={on:%Y-%m}")
        assert PLACE in shown(client_for, viewer)
    assert PLACE not in shown(client_for, world.noise_member)


def test_the_link_of_a_meeting_is_one(world: World, client_for: ClientFor) -> None:
    on, link = world.today + timedelta(days=30), "https://meet.example/abc"
    booked(world, on, terms=Terms(on, time(14, 30), f"Online: {link}"))
    part, contract = f"/engagements/{world.engagement_id}", f"/contracts/{world.contract_id}"
    for viewer, path in (
        (world.member, f"/calendar?month={on:%Y-%m}"),
        (world.member, part),
        (world.officer, f"{contract}/calendar?month={on:%Y-%m}"),
    ):
        found = client_for(viewer).get(path).find(f"//main//a[@href='{link}']")
        assert {each.get("rel") for each in found} == {"noreferrer noopener"}, path


def test_who_leads_nothing_waits_for_no_question_about_what_waits_for_leads(
    world: World, client_for: ClientFor
) -> None:
    """A database may read what waits for everybody to find that nothing waits for her."""
    asked = {}
    for who in (world.member, world.manager):
        client = client_for(who)
        client.get("/calendar")
        asked[who] = [each for each, _ in client.watch.sent if "promise_days" in each]
    assert [len(asked[who]) for who in (world.member, world.manager)] == [0, 1]


def test_what_several_parts_are_asked_for_is_told_apart(world: World, client_for: ClientFor) -> None:
    """On the page and in a calendar program; who has one part reads its contract alone."""
    on = world.today + timedelta(days=30)
    both = [world.engagement_id, world.second_engagement_id]
    for each in both:
        booked(world, on, engagement_ids=[each], as_well=True)
    with world.database.writing() as session:
        at, second = clock.now(), world.second_partner_id
        session.add(
            Membership(person_id=world.member.person_id, organisation_id=second, role="member", created_at=at)
        )
        session.commit()
    client, alone = client_for(world.member), client_for(world.second_member)
    said = [line.text_content() for line in client.get("/calendar").find(ABOUT) if in_words(on) in line.text]
    assert len(set(said)) == 2, said
    assert any("Tidewater Peers" in each for each in said)
    events = [
        each.summary.value for each in read(client, made(client)) if each.summary.value.startswith("Audit")
    ]
    assert len(set(events)) == 2
    assert "Tidewater Peers" not in alone.get("/calendar").words
