"""How much a contract asks for in a year, and whether that is on course so far: meetings, and what is given
whenever it suits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, add_months, day_after, parted
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


@dataclass(frozen=True, slots=True)
class Times:
    """How what is asked for so many times a year stands on a day: `asked` are owed in the year, `by_now` of
    them by the day, `given` were given. `wanted_by` is the last day for the next one; None where all were
    given."""

    asked: int
    by_now: int
    given: int
    wanted_by: date | None

    @property
    def behind(self) -> int:
        """How many are wanting by the day."""
        return max(0, self.by_now - self.given)


def times_so_far(year: Span, asked: int, given: int, on: date) -> Times:
    """One is wanted by the end of each part of the year, or of what an engagement's days leave of it; none is
    late before the last day.

    >>> times_so_far(Span(date(2026, 4, 1), date(2027, 3, 31)), 2, 0, date(2026, 10, 1))
    Times(asked=2, by_now=1, given=0, wanted_by=datetime.date(2026, 9, 30))
    """
    whole = add_months(year.from_on, MONTHS[Every.YEAR]) == day_after(year.until_on)
    ends = [each.until_on for each in parted(year, MONTHS[Every.YEAR] if whole else 0, asked)]
    return Times(asked, sum(each < on for each in ends), given, ends[given] if given < asked else None)
