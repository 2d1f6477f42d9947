"""The overview of a past day says what was so then, and what is asked no more stops no page."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from checklists.library import library
from portal import clock
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms
from portal.records import ChecklistVersion, Visit
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from portal.words.wording import day
from tests.builders.clock import clock_on
from tests.builders.sending import accept, accepted, give_back, send, waive
from tests.builders.versions import ask_no_more
from tests.builders.world import CHECKLIST, World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.parts.databases import ENGINES

KEY = "safeguarding-policy"


def contract(world: World, rest: str = "") -> str:
    return f"/contracts/{world.contract_id}{rest}"


def waiting_shown(answer: Answer) -> str:
    (panel,) = answer.find("//section[@aria-labelledby='waiting-heading']")
    return " ".join(str(panel.text_content()).split())


def visit_shown(answer: Answer) -> str:
    (panel,) = answer.find("//section[@aria-labelledby='visit-heading']")
    return " ".join(str(panel.text_content()).split())


def book(world: World, on: date) -> None:
    with world.database.writing() as session:
        session.add(
            Visit(contract_id=world.contract_id, kind="audit-visit", on_date=on, created_at=clock.now())
        )
        session.commit()


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize("known", [True, False])
def test_what_waited_on_a_past_day_is_what_waited_then(
    world: World, client_for: ClientFor, known: bool
) -> None:
    sent_on, asked_on = world.today - timedelta(days=20), world.today - timedelta(days=12)
    with clock_on(sent_on):
        earlier = send(world, KEY)
    accept(world, earlier)
    send(world, "quality-standards")
    client = client_for(world.manager)
    query = f"?on={asked_on}&known={asked_on}" if known else f"?on={asked_on}"
    then, now = client.get(contract(world, query)), client.get(contract(world))
    assert f"Waited for us longest on {day(asked_on)} Safeguarding policy" in waiting_shown(then)
    assert "8 days ago" in waiting_shown(then)
    assert "Quality standards" not in waiting_shown(then)
    assert f"1 With us on {day(asked_on)}, checking" in then.words
    assert "Safeguarding policy" not in waiting_shown(now)
    assert "1 With us today, checking" in now.words


def test_the_next_visit_is_the_next_after_the_day_that_was_booked_then(
    world: World, client_for: ClientFor
) -> None:
    on, first, later = (world.today + timedelta(days=days) for days in (-30, -10, 10))
    with clock_on(world.today - timedelta(days=40)):
        book(world, later)
    with clock_on(world.today - timedelta(days=20)):
        book(world, first)
    client = client_for(world.manager)
    seen = visit_shown(client.get(contract(world, f"?on={on}")))
    assert f"{day(first)}, in 20 days" in seen
    assert "On that day, as things stand" in seen
    then = client.get(contract(world, f"?on={on}&known={on}"))
    assert f"{day(later)}, in 40 days" in visit_shown(then)
    assert "On that day, as it was known then" in visit_shown(then)
    assert then.find(f"//a[@href='{contract(world, '/readiness')}?on={later}&known={on}']")


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
@pytest.mark.parametrize("from_on", [-1, 0, 20])
def test_what_is_asked_no_more_waits_for_nobody(world: World, client_for: ClientFor, from_on: int) -> None:
    """The lists answer on every day, and what is taken out later waits until then."""
    accepted(world, "quality-standards")
    send(world, KEY)
    second = send(world, "quality-standards")
    ask_no_more(world, KEY, world.today + timedelta(days=from_on))
    client = client_for(world.manager)
    for rest in ("", "/queue", "/partners", "/matrix", "/readiness"):
        for days in (0, -3, 30):
            client.get(contract(world, f"{rest}?on={world.today + timedelta(days=days)}"))
    queue = client.get(contract(world, "/queue")).words
    assert ("Safeguarding policy" in queue) is (from_on > 0)
    assert "Quality standards" in queue
    assert f"{1 + (from_on > 0)} With us today, checking" in client.get(contract(world)).words
    give_back(world, second)


def test_of_what_is_asked_no_more_no_partner_has_anything_under_way(
    world: World, client_for: ClientFor
) -> None:
    with clock_on(world.today - timedelta(days=5)):
        send(world, KEY)
    client, partners = client_for(world.manager), contract(world, "/partners?having=waiting")
    assert "1 with us, checking" in client.get(partners).words
    ask_no_more(world, KEY, world.today)
    assert "No partner is found" in client.get(partners).words
    assert "1 with us, checking" not in client.get(contract(world, "/partners")).words
    yesterday = world.today - timedelta(days=1)
    assert "1 with us, checking" in client.get(f"{partners}&on={yesterday}").words


def test_a_visit_before_the_engagement_begins_is_not_coming_up_for_it(
    world: World, client_for: ClientFor
) -> None:
    book(world, world.today + timedelta(days=5))
    book(world, world.today + timedelta(days=25))
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        begins_on = world.today + timedelta(days=15)
        change_engagement(session, world.manager, place, Terms("Westmouth", begins_on, world.ends_on))
    for viewer, path in ((world.manager, f"/engagements/{world.engagement_id}"), (world.member, "/")):
        words = client_for(viewer).get(path).words
        assert day(world.today + timedelta(days=25)) in words
        assert f"visit on {day(world.today + timedelta(days=5))}" not in words


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_a_visit_that_was_cancelled_since_was_ahead_on_the_evening_before(
    world: World, client_for: ClientFor
) -> None:
    earlier, visit_on = world.today - timedelta(days=9), world.today + timedelta(days=20)
    with clock_on(earlier), world.database.writing() as session:
        place = world.contract_place(session)
        visit_id = book_visit(session, world.manager, place, "audit-visit", visit_on)
    with world.database.writing() as session:
        cancel_visit(session, world.manager, world.contract_place(session), visit_id, "Snow.")
    client = client_for(world.manager)
    pages = {rest: contract(world, rest) for rest in ("", "/readiness")}
    pages["engagement"] = f"/engagements/{world.engagement_id}"
    for name, page in pages.items():
        words = {known: client.get(f"{page}?known={known}").words for known in (earlier, world.today)}
        assert day(visit_on) in words[earlier], name
        assert day(visit_on) not in words[world.today], name
        assert day(visit_on) not in client.get(page).words, name


@pytest.mark.parametrize("rest", ["", "/partners", "/matrix", "/readiness"])
def test_before_any_partner_was_recorded_nobody_is_asked_to_add_one(
    world: World, client_for: ClientFor, rest: str
) -> None:
    sooner = clock.now() - timedelta(days=900)
    with world.database.writing() as session:
        session.execute(sa.update(ChecklistVersion).values(created_at=sooner))
        session.commit()
    query = f"?on={world.today}&known={world.starts_on - timedelta(days=31)}"
    shown = client_for(world.manager).get(contract(world, f"{rest}{query}"))
    assert "Nobody had recorded a partner by then." in shown.words
    assert "Add the first partner" not in shown.words


def test_the_level_of_an_engagement_is_by_the_days_that_were_known(
    world: World, client_for: ClientFor
) -> None:
    """What is waived lapsed before the engagement, as was known then; by now it ends no later than that."""
    last_on = world.today + timedelta(days=100)
    with clock_on(world.today - timedelta(days=20)):
        for each in library()[CHECKLIST].requirements:
            waive(world, each.key, last_on)
    until(world, last_on)
    on, known = last_on - timedelta(days=5), world.today - timedelta(days=10)
    client, page = client_for(world.manager), f"/engagements/{world.engagement_id}?on={on}"
    assert level_shown(client.get(f"{page}&known={known}")) == "Ready, with points to watch"
    assert level_shown(client.get(page)) == "Ready"


def until(world: World, last_on: date) -> None:
    with world.database.writing() as session:
        terms = Terms("Eastmouth", world.starts_on, last_on)
        change_engagement(session, world.manager, world.place(session, world.manager), terms)


def level_shown(answer: Answer) -> str:
    (level,) = answer.find("//*[contains(@class, 'gs-level--')]")
    return str(level.text_content()).strip()


@pytest.mark.parametrize("page", ["", "/partners", "/readiness", "/matrix"])
def test_from_a_day_outside_one_is_led_to_the_nearest_and_to_set_up(
    world: World, client_for: ClientFor, page: str
) -> None:
    manager = client_for(world.manager)
    path = f"/contracts/{world.contract_id}{page}"
    for on, which, nearest in (
        (world.starts_on - timedelta(days=1), "first", world.starts_on),
        (world.ends_on + timedelta(days=1), "last", world.ends_on),
    ):
        shown = manager.get(f"{path}?on={on}")
        led = manager.get(shown.links[f"Look at its {which} day, {day(nearest)}"])
        assert "none of its days" not in led.words
        assert day(nearest) in led.words
        assert manager.get(shown.links["Set-up: partners, people, documents"]).status == 200
    others = client_for(world.reviewer).get(f"{path}?on={world.starts_on - timedelta(days=1)}")
    assert "Set-up: partners, people, documents" not in others.links
