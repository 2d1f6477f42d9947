"""What statements of payment settle between them: corrections of what was approved, what is paid back, and
what waits.

What was approved stays as it is. A figure that is corrected later changes the next statement, line by line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from checklists.calendar import add_months, day_after, day_before
from checklists.year.paying import NOTHING, Difference, QuarterPaid, YearPaid
from checklists.year.periods import Period
from checklists.year.rows import Payment

ACCOUNTS_WITHIN = 12
"""Months in which accounts are given at least once, or payment may be withheld."""
CLOSING = "closing"


def closing_key(number: int) -> str:
    """Where a quarter's key stands, of a statement that follows the last quarter: the first, or a later one.

    >>> closing_key(1), is_closing(closing_key(2)), is_closing("2026-Q4")
    ('closing-1', True, False)
    """
    return f"{CLOSING}-{number}"


def is_closing(key: str) -> bool:
    return key.startswith(f"{CLOSING}-")


@dataclass(frozen=True, slots=True)
class Settled:
    """What the approved statements come to: by quarter and measure the deduction that was stated last, by
    year what was paid back of it, and what is withheld still. All in pounds and pence."""

    deductions: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    paid_back: Mapping[int, Decimal] = field(default_factory=dict)
    waiting: Decimal = NOTHING

    def corrections(self, anew: Iterable[QuarterPaid]) -> tuple[tuple[Period, Difference], ...]:
        """The lines whose deduction is another by the figures that stand now, with their quarters. One of
        which nothing was stated has none."""
        return tuple(
            (quarter.period, Difference(line.measure, stated, line.deduction))
            for quarter in anew
            for line in quarter.lines
            if (stated := self.deductions.get((quarter.period.key, line.measure.key))) is not None
            and stated != line.deduction
        )

    def still_to_pay_back(self, year: YearPaid) -> Decimal:
        """What is paid back of a year by the figures that stand now, less what was: below nothing where that
        was too much."""
        return year.true_up - self.paid_back.get(year.year, NOTHING)


def without_accounts_since(
    given_on: Iterable[date], first_on: date, on: date, until_on: date = date.max
) -> date | None:
    """The day since when no accounts were given, where that is more than a year by the day `on`; None where
    they were. `first_on` is the day from which on they are owed, so that nobody is late in the first year;
    `until_on` the last one: of a year that was not over by then nothing is missing, however much later it is
    asked."""
    last = max([first_on, *(each for each in given_on if each <= on)])
    year_on = add_months(last, ACCOUNTS_WITHIN)
    return last if on > year_on and day_before(year_on) <= until_on else None


def due_on(payment: Payment, quarter: Period) -> date | None:
    """When a quarter is paid: so many months in arrears; None where the contract does not say.

    A quarter that ends on 30 June is due on 31 July: whole months of the calendar.
    """
    if payment.arrears_months is None:
        return None
    return day_before(add_months(day_after(quarter.span.until_on), payment.arrears_months))


__all__ = ["Settled", "closing_key", "due_on", "is_closing", "without_accounts_since"]
