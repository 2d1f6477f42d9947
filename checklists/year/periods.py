"""The periods of a year, with the keys by which figures and returns name them.

`2026-Q4` is the fourth quarter of the year that begins in 2026, be it the contract's or the calendar's;
`2026-H2` its second half; `2026` the year; `2026-10` the month that begins in October 2026; `2026-P03` and
`2026-W03` the third four weeks and the third week that begin in it. Four weeks and weeks run on from the
contract's first day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checklists.calendar import Span, add_months, corresponding_day, day_after, day_before, in_words
from checklists.year.vocabulary import Every, YearOf

KEYS: dict[Every, re.Pattern[str]] = {
    Every.YEAR: re.compile(r"(\d{4})", re.ASCII),
    Every.HALF_YEAR: re.compile(r"(\d{4})-H([12])", re.ASCII),
    Every.QUARTER: re.compile(r"(\d{4})-Q([1-4])", re.ASCII),
    Every.MONTH: re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII),
    Every.FOUR_WEEKS: re.compile(r"(\d{4})-P(0[1-9]|1[0-4])", re.ASCII),
    Every.WEEK: re.compile(r"(\d{4})-W(0[1-9]|[1-4][0-9]|5[0-3])", re.ASCII),
}
SUCH_AS: dict[Every, str] = {
    Every.YEAR: "2026",
    Every.HALF_YEAR: "2026-H1",
    Every.QUARTER: "2026-Q1",
    Every.MONTH: "2026-01",
    Every.FOUR_WEEKS: "2026-P01",
    Every.WEEK: "2026-W01",
}
EARLIEST, LATEST = 2000, 2099
"""Years in which a period may begin. Any other is a slip of the finger."""

IN_YEAR: dict[Every, int] = {
    Every.YEAR: 1,
    Every.HALF_YEAR: 2,
    Every.QUARTER: 4,
    Every.MONTH: 12,
    Every.FOUR_WEEKS: 13,
    Every.WEEK: 52,
}
"""How many a year has; now and then it has one of the short ones more."""

MONTHS: dict[Every, int] = {Every.YEAR: 12, Every.HALF_YEAR: 6, Every.QUARTER: 3, Every.MONTH: 1}
DAYS: dict[Every, int] = {Every.FOUR_WEEKS: 28, Every.WEEK: 7}
LETTER: dict[Every, str] = {
    Every.HALF_YEAR: "H{}",
    Every.QUARTER: "Q{}",
    Every.FOUR_WEEKS: "P{:02}",
    Every.WEEK: "W{:02}",
}


@dataclass(frozen=True, slots=True)
class Period:
    """`year` is the one that it belongs to, named after the calendar year in which that begins; `number` its
    place in it, from 1."""

    key: str
    every: Every
    year: int
    number: int
    span: Span

    @property
    def in_words(self) -> str:
        """1 October 2021 to 31 December 2021."""
        return f"{in_words(self.span.from_on)} to {in_words(self.span.until_on)}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Cuts years into periods. `first_on` is the contract's first day, with which its years begin."""

    first_on: date
    year_of: YearOf = YearOf.CONTRACT

    def year_start(self, year: int) -> date:
        """The first day of the year that begins in that calendar year."""
        if self.year_of is YearOf.CALENDAR:
            return date(year, 1, 1)
        found = corresponding_day(self.first_on, 12 * (year - self.first_on.year))
        return found or date.max

    def year_at(self, day: date) -> int:
        """The year that holds the day."""
        return day.year if self.year_start(day.year) <= day else day.year - 1

    def period(self, every: Every, year: int, number: int) -> Period | None:
        """The period of that place in the year, or None where the year has none."""
        if every in DAYS:
            return self.short_period(every, year, number)
        if not 1 <= number <= IN_YEAR[every]:
            return None
        first = self.year_start(year)
        from_on = add_months(first, MONTHS[every] * (number - 1))
        is_last = number == IN_YEAR[every]
        following = self.year_start(year + 1) if is_last else add_months(first, MONTHS[every] * number)
        return Period(
            self.key_of(every, year, number, from_on),
            every,
            year,
            number,
            Span(from_on, day_before(following)),
        )

    def short_period(self, every: Every, year: int, number: int) -> Period | None:
        length, first = DAYS[every], self.year_start(year)
        before = -((self.first_on - first).days // length)
        from_on = self.first_on + timedelta(days=length * (before + number - 1))
        if number < 1 or from_on >= self.year_start(year + 1):
            return None
        span = Span(from_on, from_on + timedelta(days=length - 1))
        return Period(self.key_of(every, year, number, from_on), every, year, number, span)

    def key_of(self, every: Every, year: int, number: int, from_on: date) -> str:
        if every is Every.YEAR:
            return f"{year}"
        if every is Every.MONTH:
            return f"{from_on:%Y-%m}"
        return f"{year}-{LETTER[every].format(number)}"

    def holding(self, every: Every, day: date) -> Period:
        """The period of a day."""
        year = self.year_at(day)
        for candidate in (year, year - 1):  # the last four weeks of a year may reach into the next
            for period in self.of_year(every, candidate):
                if day in period.span:
                    return period
        raise ValueError(f"no period holds {day}")

    def of_year(self, every: Every, year: int) -> Iterator[Period]:
        """The periods that begin in the year, in their order."""
        number = 1
        while found := self.period(every, year, number):
            yield found
            number += 1

    def following(self, period: Period) -> Period:
        """The next period of the same kind."""
        return self.holding(period.every, day_after(period.span.until_on))

    def before(self, period: Period) -> list[Period]:
        """Those of its kind before it, the last one first, back to the first of the year before."""
        found = [*self.of_year(period.every, period.year - 1), *self.of_year(period.every, period.year)]
        return [each for each in reversed(found) if each.span.from_on < period.span.from_on]

    def between(self, first: Period, last: Period) -> Iterator[Period]:
        """From the first to the last, both included; they are of one kind."""
        while first.span.from_on <= last.span.from_on:
            yield first
            first = self.following(first)

    def within(self, every: Every, span: Span) -> Iterator[Period]:
        """The periods of which a day lies in the span."""
        yield from self.between(self.holding(every, span.from_on), self.holding(every, span.until_on))

    def find(self, key: str) -> Period | None:
        """The period of that key, or None where there is none.

        >>> Calendar(date(2021, 10, 1)).find("2021-Q2").in_words
        '1 January 2022 to 31 March 2022'
        """
        every = kind_of(key)
        if every is None:
            return None
        found = KEYS[every].fullmatch(key)
        year, number = int(key[:4]), int(found[2]) if found and found.re.groups > 1 else 1
        if not EARLIEST <= year <= LATEST:
            return None
        if every is Every.MONTH:
            return self.month(year, number)
        return self.period(every, year, number)

    def month(self, year: int, month: int) -> Period | None:
        start = self.year_start(year).month
        return self.period(Every.MONTH, year if month >= start else year - 1, (month - start) % 12 + 1)


def kind_of(key: str) -> Every | None:
    """What kind of period the key names, or None where it is no key.

    >>> kind_of("2026-Q4"), kind_of("2026-Q5")
    (<Every.QUARTER: 'quarter'>, None)
    """
    return next((every for every, pattern in KEYS.items() if pattern.fullmatch(key)), None)
