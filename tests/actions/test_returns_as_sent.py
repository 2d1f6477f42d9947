"""What was sent is read as it was asked when it was sent, and what was approved is paid as it was agreed."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from checklists.year.rows import YearRows
from checklists.year.vocabulary import OwedState
from portal.payments.queries.account import Account
from portal.returns.actions.decide_return import Said
from portal.returns.queries.asked import list_asked
from portal.returns.queries.missed import list_missed
from portal.returns.queries.period import list_contract_lines, list_lines
from portal.returns.queries.rolled import list_rolled
from tests.builders import paying, returning
from tests.builders.world import World

ANEW, OLD = "First contact attempted within 1 working day", "First contact attempted within 2 working days"
REPORT, MEASURE = returning.REPORT, "first-contact"


@pytest.fixture
def begun(world: World) -> World:
    returning.begin(world)
    return world


def harder(year: YearRows) -> YearRows:
    """Another title, a target that nobody met, and a section that was not asked for."""
    measures = [
        replace(each, title=ANEW, at_least=Decimal(99)) if each.key == MEASURE else each
        for each in year.measures
    ]
    returns = [
        replace(each, title="Report", sections=each.sections[1:]) if each.key == REPORT else each
        for each in year.returns
    ]
    return replace(year, measures=tuple(measures), returns=tuple(returns))


def without_report(year: YearRows) -> YearRows:
    measures = [replace(each, given_in=None) for each in year.measures]
    returns = [each for each in year.returns if each.key != REPORT]
    return replace(year, measures=tuple(measures), returns=tuple(returns))


def title(world: World, number: int) -> str:
    """Of the measure in the report of a quarter."""
    with world.database.reading() as session:
        asked = returning.asked(world, session, part=returning.quarter(world, number))
    return next(each.title for each in asked.measures if each.key == MEASURE)


def test_what_was_sent_stays_and_what_was_not_is_asked_anew(begun: World) -> None:
    paying.give(begun)
    returning.replace_year(begun, harder)
    assert title(begun, 1).startswith(OLD)
    assert title(begun, 2) == ANEW
    with begun.database.reading() as session:
        place = begun.place(session, begun.reviewer)
        sent, open_one = (
            returning.asked(begun, session, part=returning.quarter(begun, each)) for each in (1, 2)
        )
        assert (len(sent.sections), len(open_one.sections)) == (3, 2)
        missed = [each.measure.key for each in list_missed(session, place, sent)]
        assert MEASURE not in missed, "by the target of its own day it is met"
        lines = list_contract_lines(session, begun.contract_place(session), begun.today)
        rolled = {
            (each.measure.key, each.figure.period): each.measure.title for each in list_rolled(session, lines)
        }
    assert rolled[MEASURE, returning.quarter(begun, 1)].startswith(OLD)
    assert rolled[MEASURE, returning.quarter(begun, 2)] == ANEW


def test_a_correction_is_made_by_what_was_asked_then(begun: World) -> None:
    paying.give(begun)
    returning.replace_year(begun, harder)
    paying.correct(begun, first_contact=(96, 100))
    assert title(begun, 1).startswith(OLD)
    whole = returning.whole(begun)
    assert [each.key for each in whole.asked.sections] == ["narrative", "data", "case-study"]


def test_what_is_not_asked_for_any_more_is_there_where_it_was_sent(begun: World) -> None:
    returning.write_all(begun)
    returning.send(begun, begun.reviewer_and_member)
    returning.replace_year(begun, without_report)
    with begun.database.reading() as session:
        lines = list_lines(session, begun.place(session), begun.today)
        theirs = [each for each in lines if each.asked.row.key == REPORT]
        assert [each.asked.owed.part for each in theirs] == [returning.quarter(begun)]
        asked = list_asked(session, begun.place(session))
        assert [each.owed.part for each in asked if each.row.key == REPORT] == [returning.quarter(begun)]
    returning.decide(begun, dict.fromkeys(paying.SECTIONS, Said(accepts=True)))
    with begun.database.reading() as session:
        (line,) = (
            each
            for each in list_lines(session, begun.place(session), begun.today)
            if each.asked.row.key == REPORT
        )
    assert line.interval.state is OwedState.MET


def stated(account: Account, quarter: str) -> tuple[Decimal, bool]:
    found = account.find(quarter)
    assert found
    assert found.approved
    return found.approved.statement.paid, bool(account.corrections)


def with_payment(year: YearRows, **fields: Any) -> YearRows:
    return replace(year, payments=tuple(replace(each, **fields) for each in year.payments))


CHANGES: dict[str, Callable[[YearRows], YearRows]] = {
    "more is at risk": lambda year: with_payment(year, at_risk=Decimal(50)),
    "its area is gone": lambda year: with_payment(year, areas=year.payments[0].areas[1:]),
    "the payment is another": lambda year: with_payment(year, key="another"),
    "there is none": lambda year: replace(year, payments=()),
}


def test_what_was_approved_stays_whatever_is_agreed_since(begun: World) -> None:
    """Each change in turn, upon the one before: the payment is taken out, its area is, and it is another."""
    second = paying.second_manager(begun)
    paying.paid(begun)
    paying.give(begun, sign_ups=(7,), first_contact=(90, 100))
    paying.account_given(begun, returning.quarter(begun))
    paying.settle(begun, second)
    quarter = returning.quarter(begun)
    first = stated(paying.account(begun), quarter)
    assert first == (Decimal("5875.49"), False)
    for name, change in CHANGES.items():
        returning.replace_year(begun, change)
        assert stated(paying.account(begun), quarter) == first, name
    paying.correct(begun, sign_ups=(8,), first_contact=(90, 100))
    (correction,) = paying.account(begun).corrections
    assert (correction.key, correction.was) == ("sign-ups", Decimal("120.00"))
