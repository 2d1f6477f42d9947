"""Commitments and soft outcomes in the ladder: who is reminded of a year that is due, and who has to rate."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from checklists.calendar import Span
from checklists.ladder import Rung
from checklists.working_days import working_day_from
from portal.access import Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.commitments.presenters import owed_views
from portal.commitments.queries.owed import list_own_owed
from portal.home.pages.calendar import items_between
from portal.notices.actions.hold_reminders import SaidHold, hold_reminders
from portal.notices.presenters.digest import mails
from portal.notices.queries.plan import Plan
from portal.notices.queries.planning import plan_reminders
from portal.notices.rounds import send_daily
from portal.outcomes.presenters import to_rate_views
from portal.outcomes.queries.reviews import list_to_rate
from portal.settings import read_settings
from tests.builders import promising, rating
from tests.builders.clock import clock_on
from tests.builders.world import World

DAY = timedelta(days=1)


def working(on: date) -> date:
    return working_day_from(on, bank_holidays(on.year))


def planned(world: World, on: date) -> Plan:
    with clock_on(working(on)), world.database.reading() as session:
        return plan_reminders(session, working(on))


def told(world: World, on: date) -> dict[str, list[str]]:
    """By person what the mail of that working day says of the year."""
    day = working(on)
    plan = planned(world, day)
    of_year = Plan(promised=plan.promised, ratings=plan.ratings)
    return {each.recipient.name: [item.words.what for item in each.items] for each in mails(of_year, (), day)}


def at_home(world: World, viewer: Viewer, on: date) -> tuple[list[str], list[bool]]:
    """What the lead finds there, and whether it is late."""
    with world.database.reading() as session:
        own = owed_views(list_own_owed(session, viewer, on), on)
        to_rate = to_rate_views(list_to_rate(session, viewer, on), on)
    what = [each.what for each in own] + [each.what for each in to_rate]
    return what, [each.is_late for each in own] + [each.is_late for each in to_rate]


def in_calendar(world: World, viewer: Viewer, on: date) -> list[str]:
    with world.database.reading() as session:
        return [each.what for each in items_between(session, viewer, Span(on, on))]


def test_a_partner_is_told_of_a_year_that_is_due_until_it_is_given(world: World) -> None:
    year = promising.current(world)
    its = promising.promised(world, targets={year.year: Decimal(12)})
    due_on, name = year.due_on, world.member.name
    assert told(world, due_on - 25 * DAY) == {}
    (said,) = told(world, due_on - 7 * DAY)[name]
    assert said.startswith(f"{promising.TITLE}, as the tender promises, ")
    late = planned(world, due_on + 3 * DAY).promised
    assert {each.rung for each in late} == {Rung.CONTACT}
    with clock_on(due_on + DAY):
        promising.given(world, its, "12", year=year.year)
    assert told(world, due_on + 3 * DAY) == {}


def test_what_is_held_or_struck_is_not_told(world: World) -> None:
    year = promising.current(world)
    its, due_on = promising.promised(world, targets={year.year: Decimal(12)}), year.due_on
    with clock_on(due_on - 20 * DAY), world.database.writing() as session:
        place = world.place(session, world.reviewer)
        hold_reminders(session, world.reviewer, place, SaidHold("", due_on, "They move this month."))
    assert told(world, due_on - 7 * DAY) == {}
    assert told(world, due_on + DAY)
    promising.struck(world, its)
    assert told(world, due_on + DAY) == {}


def test_the_lead_is_told_of_its_own_and_finds_it_at_home(world: World, tmp_path: Path) -> None:
    year = promising.current(world)
    its = promising.own(world, targets={year.year: Decimal(12)})
    due_on, on = year.due_on, working(year.due_on)
    people = told(world, due_on)
    assert {world.reviewer.name, world.manager.name} <= set(people)
    assert world.member.name not in people
    assert not any(name.startswith("Noise") for name in people)
    what = f"As the tender promises: {promising.TITLE}"
    assert at_home(world, world.reviewer, due_on + DAY) == ([what], [True])
    assert at_home(world, world.member, due_on + DAY) == ([], [])
    with clock_on(on):
        assert f"Due, as the tender promises: {promising.TITLE}" in in_calendar(world, world.reviewer, due_on)
        send_daily(read_settings({"PORTAL_HOME": str(tmp_path)}), world.database, on)
    assert told(world, on) == {}
    assert told(world, on + DAY) == {}
    assert world.reviewer.name in told(world, on + 9 * DAY)
    with clock_on(due_on + 9 * DAY):
        promising.given_own(world, its, "12", world.reviewer, year.year)
    assert told(world, due_on + 10 * DAY) == {}
    assert at_home(world, world.reviewer, due_on + 10 * DAY) == ([], [])


def test_the_lead_is_told_what_is_to_be_rated_until_it_is(world: World) -> None:
    rating.asked(world)
    review = rating.review(world)
    due_on = review.asked.owed.due_on
    assert due_on
    assert told(world, due_on - 25 * DAY) == {}
    people = told(world, due_on - 7 * DAY)
    assert world.member.name not in people
    assert [len(people[each.name]) for each in (world.manager, world.reviewer_and_member)] == [2, 1]
    assert at_home(world, world.reviewer, due_on + DAY)[1] == [True, True]
    assert len(at_home(world, world.reviewer_and_member, due_on + DAY)[0]) == 1
    with clock_on(due_on + DAY):
        rating.all_rated(world)
        rating.finished(world)
    assert len(at_home(world, world.reviewer, due_on + DAY)[0]) == 1
    left = planned(world, due_on + 2 * DAY).ratings
    assert {each.engagement.engagement_id for each in left} == {world.second_engagement_id}
