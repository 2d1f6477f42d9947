"""What is due stands in the calendar of its contract: actions for both sides of it, returns for the lead."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from checklists.calendar import in_words
from portal import clock
from portal.records import Visit
from portal.web.addresses import ACTION, CALENDAR
from tests.builders import finding as findings
from tests.builders import returning
from tests.builders.world import World
from tests.pages.conftest import ClientFor


def test_actions_stand_there_on_their_day(world: World, client_for: ClientFor) -> None:
    _, action_id = findings.sent(world)
    due = world.today + timedelta(days=30)
    manager, officer = client_for(world.manager), client_for(world.officer)
    shown = manager.get(CALENDAR(world.contract_id, month=f"{due:%Y-%m}"))
    assert shown.words.count("To be done: Renew the policies.") == 3, "ahead, in the month and beside it"
    assert ACTION(world.engagement_id, action_id) in shown.links.values()
    assert "Mina Member" not in shown.words
    read = officer.get(CALENDAR(world.contract_id))
    assert "To be done: Renew the policies." in read.words
    assert ACTION(world.engagement_id, action_id) not in read.links.values()
    assert "To be done" not in client_for(world.noise_manager).get(CALENDAR(world.noise_contract_id)).words


def test_returns_stand_there_for_the_lead_alone(world: World, client_for: ClientFor) -> None:
    assert "Return:" not in client_for(world.manager).get(CALENDAR(world.contract_id)).words
    returning.begin(world)
    assert "Return:" in client_for(world.manager).get(CALENDAR(world.contract_id)).words
    assert "Return:" not in client_for(world.officer).get(CALENDAR(world.contract_id)).words


def test_where_there_is_more_than_is_listed_that_is_said(world: World, client_for: ClientFor) -> None:
    manager = client_for(world.manager)
    book_each_day(world, range(-12, 0))
    book_each_day(world, range(1, 31))
    finding_id, _ = findings.sent(world)
    for number in range(29):
        findings.ask_for(world, finding_id, f"Renew policy {number}.")
    last = world.today + timedelta(days=92)
    more = (
        "There are more from before: they stand here once you have answered these.",
        "There are more: they stand in their months, below.",
        f"And 1 more by {in_words(last)}: they stand in their months, below.",
    )
    words = manager.get(CALENDAR(world.contract_id)).words
    assert [each for each in more if each in words] == []
    book_each_day(world, [-13, 31])
    findings.ask_for(world, finding_id, "Renew the last one.")
    words = manager.get(CALENDAR(world.contract_id)).words
    assert [each for each in more if each not in words] == []
    assert "more: they stand in their months, below." in client_for(world.member).get("/calendar").words


def book_each_day(world: World, days: Iterable[int]) -> None:
    with world.database.writing() as session:
        for each in days:
            on = world.today + timedelta(days=each)
            session.add(
                Visit(contract_id=world.contract_id, kind="audit-visit", on_date=on, created_at=clock.now())
            )
        session.commit()


def test_of_a_day_that_has_much_some_is_shown_and_the_day_is_opened(
    world: World, client_for: ClientFor
) -> None:
    """Many visits on a day, and something that is due: a page of it has fifty."""
    on = world.today + timedelta(days=30)
    findings.sent(world)
    book_each_day(world, [30] * 51)
    book_each_day(world, [31] * 6)
    manager = client_for(world.manager)
    month = manager.get(CALENDAR(world.contract_id, month=f"{on:%Y-%m}"))
    link = f"47 more on {in_words(on)}"
    assert link in month.links
    assert month.words.count(in_words(on)) < 50
    assert f"more on {in_words(on + timedelta(days=1))}" not in month.words, "six are shown"
    day = manager.get(month.links[link])
    section = "//section[@aria-labelledby='day']"
    assert day.find(f"{section}//h2")[0].text == f"All on {in_words(on)}"
    assert len(day.find(f"{section}//a[starts-with(@href, '/contracts/{world.contract_id}/visits/')]")) >= 50
    assert "To be done: Renew the policies." in " ".join(day.find(section)[0].itertext())
    last = manager.get(CALENDAR(world.contract_id, day=on, page=2))
    assert "Audit visit" in " ".join(last.find(section)[0].itertext())
    empty = manager.get(CALENDAR(world.contract_id, day=on + timedelta(days=2)))
    assert "Nothing is booked, and nothing is due." in empty.words


@pytest.mark.parametrize("far_away", ["9999-12", "0001-01"])
def test_a_month_too_far_away_is_that_of_today(world: World, client_for: ClientFor, far_away: str) -> None:
    manager = client_for(world.manager)
    for address in (CALENDAR(world.contract_id, month=far_away), f"/calendar?month={far_away}"):
        assert f"{world.today:%B %Y}" in manager.get(address).words


@pytest.mark.parametrize("typed", ["soon", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_is_refused(world: World, client_for: ClientFor, typed: str) -> None:
    for address in (CALENDAR(world.contract_id, day=typed), f"/calendar?day={typed}"):
        client_for(world.manager).get(address, 400)
