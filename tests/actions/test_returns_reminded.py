"""Returns in the ladder: who is reminded of one that is due or late, and who no longer is."""

from datetime import date, timedelta

import pytest

from checklists.calendar import Span
from checklists.ladder import Rung
from checklists.working_days import working_day_from
from portal.acting.bank_holidays import bank_holidays
from portal.home.pages.calendar import items_between
from portal.notices.actions.hold_reminders import SaidHold, hold_reminders
from portal.notices.presenters.digest import mails
from portal.notices.queries.plan import ReturnReminder
from portal.notices.queries.planning import plan_engagement
from portal.returns.actions.decide_return import Said
from tests.builders import returning
from tests.builders.clock import clock_on
from tests.builders.world import World


@pytest.fixture
def begun(world: World) -> World:
    returning.begin(world)
    return world


def due_on(world: World) -> date:
    with world.database.reading() as session:
        found = returning.asked(world, session).owed.due_on
    assert found
    return found


def told(world: World, on: date) -> list[ReturnReminder]:
    """Who is reminded of the first quarter's report on that working day, or the next one."""
    day = working_day_from(on, bank_holidays(on.year))
    with clock_on(day), world.database.reading() as session:
        plan = plan_engagement(session, world.engagement_id, day)
        said = {
            (each.recipient.person_id, item.words.what)
            for each in mails(plan, (), day)
            for item in each.items
        }
    found = [each for each in plan.returns if each.line.asked.row.key == returning.REPORT]
    first = [each for each in found if each.line.asked.owed.part == returning.quarter(world)]
    assert all(any(who == each.recipient.person_id for who, _ in said) for each in first)
    return first


def test_a_return_that_is_due_is_reminded_and_an_early_one_is_not(begun: World) -> None:
    due = due_on(begun)
    assert told(begun, due - timedelta(days=20)) == []
    assert {each.due.step.days for each in told(begun, due - timedelta(days=7))} == {7}
    late = told(begun, due + timedelta(days=3))
    assert late[0].line.is_late
    assert late[0].rung is Rung.CONTACT


def test_nobody_is_told_once_it_is_sent_or_accepted(begun: World) -> None:
    due, signer = due_on(begun), returning.signer(begun)
    with clock_on(due - timedelta(days=1)):
        returning.write_all(begun)
        assert told(begun, due)
        returning.send(begun, signer)
    assert told(begun, due) == []
    assert told(begun, due + timedelta(days=10)) == []
    with clock_on(due + timedelta(days=11)):
        returning.decide(begun, dict.fromkeys(("narrative", "case-study"), Said(accepts=True)))
        returning.decide(begun, {"data": Said(accepts=False, words="Count May again.")})
    assert told(begun, due + timedelta(days=12)), "it is the partner's turn again"
    with clock_on(due + timedelta(days=13)):
        returning.write(begun, "data", returning.figures(begun, 9))
        returning.send(begun, signer)
        returning.decide(begun, {"data": Said(accepts=True)})
    assert told(begun, due + timedelta(days=20)) == []


def test_reminders_that_are_held_are_not_sent(begun: World) -> None:
    due = due_on(begun)
    with clock_on(due - timedelta(days=8)), begun.database.writing() as session:
        place = begun.place(session, begun.reviewer)
        said = SaidHold("", due + timedelta(days=30), "The service is closed for the summer.")
        hold_reminders(session, begun.reviewer, place, said)
    assert told(begun, due) == []


def test_the_calendar_shows_what_is_due_until_it_is_sent(begun: World) -> None:
    due = due_on(begun)
    days = Span(due - timedelta(days=3), due + timedelta(days=3))

    def shown() -> list[tuple[str, date]]:
        with clock_on(due - timedelta(days=2)), begun.database.reading() as session:
            items = items_between(session, begun.member, days)
            return [(each.what, each.on) for each in items if "narrative report" in each.what]

    year = begun.starts_on.year
    assert shown() == [(f"Due: Quarterly narrative report, data spreadsheet and case study, {year} Q1", due)]
    with clock_on(due - timedelta(days=2)):
        returning.write_all(begun)
        returning.send(begun, returning.signer(begun))
    assert shown() == []
