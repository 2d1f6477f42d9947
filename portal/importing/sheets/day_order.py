"""Whether the dates of a file that are written in numbers have the day first, as people here write them, or
the month, as a spreadsheet from elsewhere has them: one in which nobody can tell is asked about or shown."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from checklists.calendar import in_words
from evidence.spreadsheet import Row, Value
from portal.importing.sheets.columns import WrongValue

_NUMBERS = re.compile(r"\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(?:\d{4}|\d{2})(?!\d)")
MONTHS = 12

MONTH_FIRST = "has the month before the day (write such a date as 25 April 2025)"


class Order(StrEnum):
    """What the dates of a column tell; UNKNOWN where they tell nothing, or both."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UNKNOWN = "unknown"


def numbers_in(written: Value) -> tuple[int, int] | None:
    """The first two numbers of a date that is written in numbers.

    >>> numbers_in("04/25/2025"), numbers_in("4.5.25"), numbers_in("2025-05-04"), numbers_in("4 May 2025")
    ((4, 25), (4, 5), None, None)
    """
    found = _NUMBERS.match(written) if isinstance(written, str) else None
    return (int(found[1]), int(found[2])) if found else None


def has_month_first(written: Value) -> bool:
    """Whether it can be read with the month first alone.

    >>> has_month_first("04/25/2025"), has_month_first("25/04/2025"), has_month_first("04/05/2025")
    (True, False, False)
    """
    found = numbers_in(written)
    return bool(found and found[0] <= MONTHS < found[1])


def orders_in(rows: Iterable[Row], places: Mapping[str, int]) -> dict[str, Order]:
    """By column what its own dates tell; of one whose own tell nothing, what all others do."""
    told: dict[str, set[Order]] = {key: set() for key in places}
    for cells in rows:
        for key, at in places.items():
            if found := numbers_in(cells[at]) if at < len(cells) else None:
                told[key] |= told_by(*found)
    every = set().union(*told.values())
    return {key: only(own or every) for key, own in told.items()}


def told_by(first: int, second: int) -> set[Order]:
    if second > MONTHS >= first:
        return {Order.MONTH_FIRST}
    return {Order.DAY_FIRST} if first > MONTHS >= second else set()


def only(told: set[Order]) -> Order:
    return next(iter(told)) if len(told) == 1 else Order.UNKNOWN


def settled_order(day: date, written: Value, order: Order) -> str:
    """What is to be said of a day that was read with its day first; nothing where it is sure. Raises
    WrongValue where the other dates of its column have the month first."""
    found = numbers_in(written)
    if found is None or max(found) > MONTHS or found[0] == found[1] or order is Order.DAY_FIRST:
        return ""
    if order is Order.MONTH_FIRST:
        other = day.replace(month=day.day, day=day.month)
        either = f"{in_words(day)} or {in_words(other)}"
        raise WrongValue(f"is not clear, as other dates here have the month first: write {either}")
    return f"was read with the day first, as {in_words(day)}"
