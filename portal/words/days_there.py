"""The days of somebody on a register, in words: with each gap of somebody who left and came back."""

from collections.abc import Iterable
from datetime import date

from checklists.calendar import Span
from checklists.periods import periods
from portal.words.wording import day


def days_in_words(from_on: date, until_on: date | None, away: Iterable[Span]) -> str:
    """
    >>> days_in_words(date(2024, 1, 1), None, [Span(date(2025, 5, 4), date(2025, 8, 31))])
    'from 1 January 2024 until 3 May 2025, and from 1 September 2025'
    >>> days_in_words(date(2024, 1, 1), date(2025, 5, 3), [])
    'from 1 January 2024 until 3 May 2025'
    """
    said = [
        f"from {day(first)}" + (f" until {day(last)}" if last else "")
        for first, last in periods(from_on, until_on, away)
    ]
    return ", and ".join(said)


def away_in_words(away: Iterable[Span]) -> str:
    """
    >>> away_in_words([Span(date(2025, 5, 4), date(2025, 8, 31))])
    '4 May 2025 to 31 August 2025'
    """
    return ", ".join(f"{day(each.from_on)} to {day(each.until_on)}" for each in away)
