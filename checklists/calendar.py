"""Dates and spans of days. First and last day are both inside a span."""

from calendar import month_name, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

ONE_DAY = timedelta(days=1)
SHORTEST = 3
"""Letters by which a month is known."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From the first day to the last, both inside. Raises ValueError where the last is before the first."""

    from_on: date
    until_on: date

    def __post_init__(self) -> None:
        if self.until_on < self.from_on:
            raise ValueError(f"a span cannot end on {self.until_on}, before it starts on {self.from_on}")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.from_on <= day <= self.until_on

    def clip(self, other: "Span") -> "Span | None":
        """The days in both, or None."""
        from_on, until_on = max(self.from_on, other.from_on), min(self.until_on, other.until_on)
        return Span(from_on, until_on) if from_on <= until_on else None

    def clamp(self, day: date) -> date:
        """The day itself, or the end of the span that is nearest to it."""
        return min(max(day, self.from_on), self.until_on)


def day_after(day: date) -> date:
    """The next day; the last day there is stays."""
    return day + ONE_DAY if day < date.max else day


def day_before(day: date) -> date:
    """The day before; the first day there is stays."""
    return day - ONE_DAY if day > date.min else day


def in_words(day: date) -> str:
    """31 March 2027.

    >>> in_words(date(2027, 3, 31))
    '31 March 2027'
    """
    return f"{day.day} {day:%B %Y}"


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def corresponding_day(day: date, months: int) -> date | None:
    """The same day of the month `months` later, the last of that month where it has no such day; None where
    that is past the last year there is."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return None
    last = month_end(year, month0 + 1)
    return last.replace(day=min(day.day, last.day))


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later; `date.max` where there is none."""
    return corresponding_day(day, months) or date.max


@lru_cache(maxsize=4096)
def last_day(from_on: date, months: int) -> date:
    """The last day inside a period of `months` that starts on `from_on`.

    It is the day before the corresponding date, and the last day of the month where that month has no such
    date: 12 months from 10 March 2026 end on 9 March 2027, 12 months from 29 February 2024 on 28 February
    2025.
    """
    corresponding = corresponding_day(from_on, months)
    if corresponding is None:
        return date.max
    return corresponding if corresponding.day < from_on.day else day_before(corresponding)


def whole_months(span: Span) -> int:
    """How many of them a span has.

    >>> whole_months(Span(date(2022, 10, 1), date(2023, 3, 31)))
    6
    """
    months = (span.until_on.year - span.from_on.year) * 12 + span.until_on.month - span.from_on.month + 1
    return next(
        each for each in range(months, -1, -1) if not each or last_day(span.from_on, each) <= span.until_on
    )


def parted(span: Span, months: int, parts: int) -> list[Span]:
    """A span of so many whole months, or of days where `months` is 0, in so many equal parts: by months where
    these part so, else by days.

    >>> [f"{part.until_on:%-d %b}" for part in parted(Span(date(2026, 4, 1), date(2027, 3, 31)), 12, 3)]
    ['31 Jul', '30 Nov', '31 Mar']
    """
    if months and months % parts == 0:
        starts = [add_months(span.from_on, months // parts * place) for place in range(parts + 1)]
    else:
        length = (span.until_on - span.from_on).days + 1
        starts = [span.from_on + timedelta(days=length * place // parts) for place in range(parts + 1)]
    return [Span(begins, day_before(after)) for begins, after in pairwise(starts)]


def segments(span: Span, starts: Iterable[date]) -> list[Span]:
    """The span cut before each day of `starts` that lies inside it: consecutive, no gap, no overlap."""
    cuts = sorted({span.from_on} | {day for day in starts if day in span})
    ends = [day_before(day) for day in cuts[1:]] + [span.until_on]
    return [Span(*pair) for pair in zip(cuts, ends, strict=True)]


def month_of(word: str) -> int | None:
    """Its number, by its name or the first three letters of it or more; None for another word.

    >>> month_of("March"), month_of("Sept."), month_of("ma"), month_of("marsh")
    (3, 9, None, None)
    """
    plain = word.casefold().rstrip(".")
    if plain == "sept":
        return 9
    found = [number for number, name in enumerate(month_name) if name and name.casefold().startswith(plain)]
    return found[0] if len(plain) >= SHORTEST and found else None
