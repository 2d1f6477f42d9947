"""How many meetings a contract asks for, and whether the year is on course so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, parted
from checklists.year.periods import MONTHS, Calendar, Period
from checklists.year.rows import Meeting
from checklists.year.vocabulary import Every


@dataclass(frozen=True, slots=True)
class Course:
    """How it stands on a day. `asked` are owed in the whole year, `by_now` of them by the day; `held` took
    place by then and `booked` are to come in the same year, none of them counted for more than its period
    asks."""

    year: int
    asked: int
    by_now: int
    held: int
    booked: int

    @property
    def behind(self) -> int:
        """How many are wanting by the day."""
        return max(0, self.by_now - self.held)

    @property
    def is_on_course(self) -> bool:
        return self.behind == 0

    @property
    def to_book(self) -> int:
        """How many of the year have neither taken place nor a day."""
        return max(0, self.asked - self.held - self.booked)


def course(
    row: Meeting,
    first_on: date,
    on: date,
    held: Iterable[date],
    booked: Iterable[date] = (),
    days: Span | None = None,
) -> Course | None:
    """The course of the year that holds the day `on`; None where the number is as agreed.

    `first_on` is the contract's first day. Where a period asks for several, its months are parted equally, or
    its days where its months do not part so, and one is owed by the end of each part: three a year are one by
    every fourth month's end. Of a year that an
    engagement's `days` cut short only the parts that lie in them whole are asked for.
    """
    if row.every is None or row.times is None:
        return None
    calendar = Calendar(first_on, row.year_of)
    year = calendar.holding(Every.YEAR, on)
    inside = days or Span(date.min, date.max)
    asked = [
        part for period in calendar.within(row.every, year.span) for part in parts(period, row.times, year)
    ]
    counted = [part for part in asked if inside.from_on <= part.from_on and part.until_on <= inside.until_on]
    done = [day for day in set(held) if day <= on and day in inside]
    to_come = [day for day in set(booked) if day > on and day in inside]
    return Course(
        year.year,
        len(counted),
        sum(part.until_on < on for part in counted),
        counting(row, calendar, counted, done, year),
        counting(row, calendar, counted, [*done, *to_come], year)
        - counting(row, calendar, counted, done, year),
    )


def parts(period: Period, times: int, year: Period) -> list[Span]:
    """The period parted equally, as far as it begins in the year."""
    if period.span.from_on not in year.span:
        return []
    return parted(period.span, MONTHS.get(period.every, 0), times)


def counting(row: Meeting, calendar: Calendar, asked: list[Span], days: list[date], year: Period) -> int:
    """How many of the days count: no more in a period than it asks for."""
    found = 0
    for period in calendar.within(row.every or Every.YEAR, year.span):
        wanted = sum(part.from_on in period.span for part in asked)
        found += min(wanted, sum(day in period.span for day in days))
    return found
