"""Days of somebody's own calendar that have much: a few of each are shown, and the day is opened."""

import re
from datetime import date, time, timedelta

import pytest

from checklists.calendar import in_words, month_end
from portal import clock
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.actions.check_terms import Terms as Dates
from portal.records import Visit
from tests.builders.world import World
from tests.pages.client import Answer
from tests.pages.conftest import ClientFor
from tests.pages.test_home_calendar import booked
from tests.parts.databases import ENGINES


def book_many(world: World, on: date, number: int) -> None:
    """About the whole contract; half of them at a time."""
    with world.database.writing() as session:
        for each in range(number):
            at_time = time(9 + each % 8) if each % 2 else None
            row = {"contract_id": world.contract_id, "kind": "audit-visit", "created_at": clock.now()}
            session.add(Visit(**row, on_date=on, at_time=at_time))
        session.commit()


def hrefs(answer: Answer, part: str) -> list[str]:
    """Where the links of a part of the page lead to visits, or to one's own part on the day of one."""
    led = f"{part}//a[contains(@href, '/visits/') or contains(@href, '?on=')]"
    return [str(each.get("href")) for each in answer.find(led)]


@pytest.mark.parametrize("who", ["manager", "officer", "member"])
def test_of_a_day_that_has_much_some_is_shown_and_the_day_is_opened(
    world: World, client_for: ClientFor, who: str
) -> None:
    on = world.today + timedelta(days=30)
    book_many(world, on, 51)
    book_many(world, on + timedelta(days=1), 6)
    client = client_for(world.people[who])
    month = client.get(f"/calendar?month={on:%Y-%m}")
    link = f"46 more on {in_words(on)}"
    assert link in month.links
    square = "//td[contains(@class, 'gs-month__day')]"
    assert len(hrefs(month, square)) == 11 if on.day < month_end(on.year, on.month).day else 5
    assert f"more on {in_words(on + timedelta(days=1))}" not in month.words, "six are shown"
    assert len(hrefs(month, "//section[@aria-labelledby='ahead']")) == 30
    assert re.search(r"And (\d+) more: they stand in their months", month.words)
    opened = client.get(month.links[link])
    section = "//section[@aria-labelledby='day']"
    assert opened.find(f"{section}//h2")[0].text == f"All on {in_words(on)}"
    assert len(hrefs(opened, section)) == 50
    last = client.get(f"/calendar?day={on}&page=2")
    assert len(hrefs(last, section)) == 1
    empty = client.get(f"/calendar?day={on + timedelta(days=2)}")
    assert "Nothing is booked, and nothing is due." in empty.words


def test_no_more_is_asked_where_there_are_thousands(world: World, client_for: ClientFor) -> None:
    """Nor is more shown of what is ahead than of a month."""
    client = client_for(world.manager)
    book_many(world, world.today, 40)
    asked, page = len((client.get("/calendar"), client.queries)[1]), client.get("/calendar").source
    book_many(world, world.today, 2_000)
    again = client.get("/calendar")
    assert len(client.queries) == asked
    assert len(again.source) < len(page) + 50
    assert "And 2,010 more" in again.words


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_of_a_part_there_are_those_of_its_days_alone(world: World, client_for: ClientFor) -> None:
    """Of a partner with two parts each visit once, on the days that one of them has."""
    on = world.today + timedelta(days=30)
    book_many(world, on, 8)
    booked(world, on, engagement_ids=[world.second_engagement_id], as_well=True)
    with world.database.writing() as session:
        place = world.place(session, world.manager)
        change_engagement(
            session, world.manager, place, Dates(place.area, world.starts_on, on - timedelta(days=1))
        )
    for viewer, number in ((world.member, 0), (world.second_member, 9), (world.manager, 9)):
        opened = client_for(viewer).get(f"/calendar?day={on}")
        assert len(hrefs(opened, "//section[@aria-labelledby='day']")) == number


@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_visits_of_others_are_neither_counted_nor_in_the_way(world: World, client_for: ClientFor) -> None:
    """Also where the partner has one of its own on the day: theirs would tell how many others are seen, and
    hide what is its own behind them."""
    on = world.today + timedelta(days=30)
    for each in range(35):
        booked(
            world, on - timedelta(days=each % 5), engagement_ids=[world.second_engagement_id], as_well=True
        )
    booked(world, on, engagement_ids=[world.engagement_id], as_well=True)
    member = client_for(world.member)
    for address in ("/calendar", f"/calendar?month={on:%Y-%m}", f"/calendar?day={on}"):
        shown = member.get(address)
        assert not re.search(r"\d+ more", shown.words), address
        assert len(hrefs(shown, "//section[@aria-labelledby='ahead']")) == 1
    assert len(hrefs(member.get(f"/calendar?day={on}"), "//section[@aria-labelledby='day']")) == 1
