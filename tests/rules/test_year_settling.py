"""What statements settle between them: corrections, what is paid back, what waits, and when it is due."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.year.paying import QuarterPaid, pay_quarter, pay_year
from checklists.year.periods import Calendar, Period
from checklists.year.settling import Settled, due_on, without_accounts_since
from tests.parts.made_up import made_up
from tests.rules.year_examples import DOVER, FIRST, PAYMENT, QUARTERS, Given, all_met, of_definition

CALENDAR = Calendar(FIRST)


def period(key: str) -> Period:
    found = CALENDAR.find(key)
    assert found
    return found


def paid(**others: Given) -> QuarterPaid:
    return pay_quarter(PAYMENT, DOVER, of_definition(all_met("2025-Q1", **others)), period("2025-Q1"))


def settled(*quarters: QuarterPaid) -> Settled:
    return Settled(
        {(each.period.key, line.measure.key): line.deduction for each in quarters for line in each.lines}
    )


def test_a_correction_makes_a_line_and_leaves_what_was_approved() -> None:
    approved = paid(sign_ups=(7,), first_contact=(90, 100))
    ((quarter, found),) = settled(approved).corrections([paid(sign_ups=(8,), first_contact=(90, 100))])
    assert (quarter.key, found.measure.key, found.approved, found.anew) == (
        "2025-Q1",
        "sign-ups",
        Decimal("120.00"),
        Decimal("51.43"),
    )
    assert found.pounds == Decimal("68.57")
    assert settled(approved).corrections([approved]) == ()


def test_a_quarter_of_which_nothing_was_stated_has_no_correction() -> None:
    assert Settled().corrections([paid(sign_ups=(7,))]) == ()


@settings(max_examples=made_up(30))
@given(st.integers(0, 40), st.integers(0, 40))
def test_what_was_paid_and_its_correction_come_to_what_is_right(before: int, after: int) -> None:
    was, now = paid(sign_ups=(before,)), paid(sign_ups=(after,))
    corrections = settled(was).corrections([now])
    assert was.paid + sum(each.pounds for _, each in corrections) == now.paid


def test_what_was_paid_back_is_not_paid_back_again() -> None:
    figures = [
        each for key in QUARTERS for each in all_met(key, sign_ups=(6,) if key != "2025-Q4" else (17,))
    ]
    year = pay_year(PAYMENT, DOVER, of_definition(figures), [period(key) for key in QUARTERS])
    assert year.true_up == Decimal("565.71")
    assert Settled().still_to_pay_back(year) == Decimal("565.71")
    assert Settled(paid_back={2025: Decimal("565.71")}).still_to_pay_back(year) == 0
    assert Settled(paid_back={2025: Decimal("600.00")}).still_to_pay_back(year) == Decimal("-34.29")


@pytest.mark.parametrize(
    ("given_on", "on", "since"),
    [
        ((), date(2026, 10, 1), None),
        ((), date(2026, 10, 2), FIRST),
        ((date(2026, 1, 20),), date(2027, 1, 20), None),
        ((date(2026, 1, 20),), date(2027, 1, 21), date(2026, 1, 20)),
        ((date(2026, 1, 20), date(2026, 7, 3)), date(2027, 1, 21), None),
        ((date(2028, 2, 29),), date(2029, 2, 28), None),
        ((date(2028, 2, 29),), date(2029, 3, 1), date(2028, 2, 29)),
        ((date(2027, 1, 1),), date(2026, 12, 1), FIRST),
    ],
)
def test_accounts_are_given_at_least_once_a_year(
    given_on: tuple[date, ...], on: date, since: date | None
) -> None:
    assert without_accounts_since(given_on, FIRST, on) == since


@pytest.mark.parametrize(
    ("given_on", "until_on", "since"),
    [
        ((), date(2026, 9, 29), None),
        ((), date(2026, 9, 30), FIRST),
        ((date(2026, 1, 20),), date(2026, 9, 30), None),
        ((date(2026, 1, 20),), date(2027, 1, 19), date(2026, 1, 20)),
        ((date(2026, 1, 20), date(2028, 3, 1)), date(2027, 9, 30), None),
    ],
)
def test_after_the_end_only_a_whole_year_without_accounts_counts(
    given_on: tuple[date, ...], until_on: date, since: date | None
) -> None:
    """However much later it is asked, as nobody can give accounts of what is over."""
    assert without_accounts_since(given_on, FIRST, date(2029, 5, 1), until_on) == since


@pytest.mark.parametrize(
    ("first_on", "key", "due"),
    [
        (date(2025, 10, 1), "2025-Q1", date(2026, 1, 31)),
        (date(2025, 4, 1), "2025-Q1", date(2025, 7, 31)),
        (date(2025, 3, 1), "2025-Q4", date(2026, 3, 31)),
        (date(2025, 12, 1), "2025-Q1", date(2026, 3, 31)),
        (date(2025, 4, 16), "2025-Q1", date(2025, 8, 15)),
    ],
)
def test_it_is_due_a_month_in_arrears(first_on: date, key: str, due: date) -> None:
    found = Calendar(first_on).find(key)
    assert found
    assert due_on(PAYMENT, found) == due


def test_without_a_term_no_day_is_named() -> None:
    assert due_on(replace(PAYMENT, arrears_months=None), period("2025-Q1")) is None
