"""Somebody who left and came back: the periods, and the days between them."""

from collections.abc import Iterable, Sequence
from datetime import date

from checklists.calendar import Span, day_after, day_before

Period = tuple[date, date | None]
"""The first day and the last; None where it goes on."""


def periods(from_on: date, until_on: date | None, away: Iterable[Span]) -> list[Period]:
    """What is left of the days when those on which the person was away are taken out.

    >>> periods(date(2024, 1, 1), None, [Span(date(2025, 5, 4), date(2025, 8, 31))])
    [(datetime.date(2024, 1, 1), datetime.date(2025, 5, 3)), (datetime.date(2025, 9, 1), None)]
    """
    found: list[Period] = []
    first = from_on
    for gap in sorted(away):
        if gap.until_on < first or (until_on and gap.from_on > until_on):
            continue
        if gap.from_on > first:
            found.append((first, day_before(gap.from_on)))
        first = day_after(gap.until_on)
    if until_on is None or first <= until_on:
        found.append((first, until_on))
    return found


def with_gap(away: Sequence[Span], left_on: date, back_on: date) -> list[Span]:
    """The same with the days between a last day and a new first one; none where it is the day after."""
    first, last = day_after(left_on), day_before(back_on)
    return [*away, Span(first, last)] if first <= last else list(away)


def is_away(away: Iterable[Span], on: date) -> bool:
    return any(on in gap for gap in away)


def back_on(away: Sequence[Span]) -> date | None:
    """The first day of the last period of somebody who came back."""
    return day_after(max(away).until_on) if away else None


def read_away(kept: str | None) -> tuple[Span, ...]:
    """Such days as they are kept: ISO 8601 intervals with blanks between them; nothing for none.

    >>> write_away(read_away("2025-05-04/2025-08-31 2026-01-05/2026-01-09"))
    '2025-05-04/2025-08-31 2026-01-05/2026-01-09'
    """
    return tuple(Span(*map(date.fromisoformat, each.split("/"))) for each in (kept or "").split())


def write_away(away: Iterable[Span]) -> str | None:
    found = sorted(away)
    return " ".join(f"{each.from_on.isoformat()}/{each.until_on.isoformat()}" for each in found) or None
