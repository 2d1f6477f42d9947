"""How many meetings of a kind a year asks for, and whether the year is on course so far.

A number a year is spread over the year: four a year are due one by the end of each quarter. Nothing is behind
before its own part of the year is over: what is due by November is not behind in January.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checklists.calendar import Span, add_months, day_before, parted

MONTHS = 12


class Course(StrEnum):
    """How a year stands: what has taken place is enough for all of it; enough for now, and the rest is
    booked; enough for now, and something is to be booked yet; less has taken place than was due by now."""

    DONE = "done"
    ON_COURSE = "on-course"
    TO_BOOK = "to-book"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """`asked` are due in the year, `due` of them by the day that is asked about; `held` took place by then,
    `booked` are ahead in the same year; `next_by` is the last day for the next one, None where all took
    place."""

    year: Span
    asked: int
    due: int
    held: int
    booked: int
    next_by: date | None

    @property
    def course(self) -> Course:
        if self.held < self.due:
            return Course.BEHIND
        if self.held >= self.asked:
            return Course.DONE
        return Course.ON_COURSE if self.held + self.booked >= self.asked else Course.TO_BOOK

    @property
    def to_book(self) -> int:
        """How many are neither held nor booked."""
        return max(self.asked - self.held - self.booked, 0)


def year_of(days: Span, on: date) -> Span | None:
    """The year of a contract or engagement in which a day lies, counted from its first day; its last one is
    as long as it lasts. None on a day that it does not have.

    >>> year_of(Span(date(2025, 4, 1), date(2027, 9, 30)), date(2027, 5, 2))
    Span(from_on=datetime.date(2027, 4, 1), until_on=datetime.date(2027, 9, 30))
    """
    if on not in days:
        return None
    years = on.year - days.from_on.year
    if add_months(days.from_on, MONTHS * years) > on:
        years -= 1
    from_on = add_months(days.from_on, MONTHS * years)
    return Span(from_on, min(day_before(add_months(days.from_on, MONTHS * (years + 1))), days.until_on))


def due_days(a_year: int, year: Span) -> tuple[date, ...]:
    """The last day for each of so many meetings a year, in order; those only whose part of a whole year is
    over before a shorter one ends.

    >>> [f"{day:%-d %b}" for day in due_days(4, Span(date(2026, 4, 1), date(2027, 3, 31)))]
    ['30 Jun', '30 Sep', '31 Dec', '31 Mar']
    """
    whole = Span(year.from_on, day_before(add_months(year.from_on, MONTHS)))
    return tuple(part.until_on for part in parted(whole, MONTHS, a_year) if part.until_on <= year.until_on)


def year_so_far(
    a_year: int, days: Span, held: Iterable[date], booked: Iterable[date], on: date
) -> YearSoFar | None:
    """How the year of a day stands; `days` are all that the contract or engagement has, `held` those on which
    one took place, `booked` those on which one is to be. None on a day that it does not have."""
    year = year_of(days, on)
    if year is None:
        return None
    due = due_days(a_year, year)
    took_place = sum(day in year and day <= on for day in held)
    return YearSoFar(
        year=year,
        asked=len(due),
        due=sum(day < on for day in due),
        held=took_place,
        booked=sum(day in year and day >= on for day in booked),
        next_by=due[took_place] if took_place < len(due) else None,
    )
