"""Whether the dates of a file that are written in numbers have the day first, as people here write them, or
the month, as a spreadsheet from elsewhere has them: one in which nobody can tell is asked about or shown."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from checklists.calendar import in_words
from evidence.spreadsheet import Row, Value
from portal.importing.sheets.columns import Column, WrongValue

_WEEKDAY = re.compile(r"\s*(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?[\s,.]+", re.IGNORECASE)
_NUMBERS = re.compile(r"\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(?:\d{4}|\d{2})(?!\d)")
MONTHS, DAYS = 12, 31
"""In a year, and in a month at most."""

ANY_DAY = date(2025, 5, 3)

MONTH_FIRST = "has the month before the day (write such a date as 25 April 2025)"


class Order(StrEnum):
    """What the dates of a column tell; UNKNOWN where they tell nothing, or both."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UNKNOWN = "unknown"


def without_weekday(text: str) -> str:
    """
    >>> without_weekday("Mon 05/04/2025"), without_weekday("Saturday, 3 May"), without_weekday("Monaco")
    ('05/04/2025', '3 May', 'Monaco')
    """
    found = _WEEKDAY.match(text)
    return text[found.end() :] if found else text


def numbers_in(written: Value) -> tuple[int, int] | None:
    """The first two numbers of a date that is written in numbers.

    >>> numbers_in("04/25/2025"), numbers_in("4.5.25"), numbers_in("2025-05-04"), numbers_in("4 May 2025")
    ((4, 25), (4, 5), None, None)
    """
    found = _NUMBERS.match(without_weekday(written)) if isinstance(written, str) else None
    return (int(found[1]), int(found[2])) if found else None


def has_month_first(written: Value) -> bool:
    """Whether it can be read with the month first alone.

    >>> has_month_first("04/25/2025"), has_month_first("25/04/2025"), has_month_first("04/05/2025")
    (True, False, False)
    """
    found = numbers_in(written)
    return bool(found and told_by(*found) == {Order.MONTH_FIRST})


def holds_days(column: Column) -> bool:
    """Whether a day is read from it: what stands in another, such as a number of staff, is no date."""
    try:
        return isinstance(column.read(ANY_DAY), date)
    except WrongValue:
        return False


def orders_in(rows: Iterable[Row], columns: Iterable[Column], places: Mapping[str, int]) -> dict[str, Order]:
    """By column of days what its own dates tell; of one whose own tell nothing, what all others do."""
    at_days = {each.key: places[each.key] for each in columns if each.key in places and holds_days(each)}
    told: dict[str, set[Order]] = {key: set() for key in at_days}
    for cells in rows:
        for key, at in at_days.items():
            if found := numbers_in(cells[at]) if at < len(cells) else None:
                told[key] |= told_by(*found)
    every = set().union(*told.values())
    return {key: only(own or every) for key, own in told.items()}


def told_by(first: int, second: int) -> set[Order]:
    if 1 <= first <= MONTHS < second <= DAYS:
        return {Order.MONTH_FIRST}
    return {Order.DAY_FIRST} if 1 <= second <= MONTHS < first <= DAYS else set()


def only(told: set[Order]) -> Order:
    return next(iter(told)) if len(told) == 1 else Order.UNKNOWN


def settled_order(day: date, written: Value, order: Order) -> str:
    """What is to be said of a day that was read with its day first; nothing where it is sure. Raises
    WrongValue where the other dates of its column have the month first: also of one that a spreadsheet has
    made a date of, which it did with the day first, and left those as text that it could not read so."""
    read_before = is_read_before(written)
    if not (read_before or numbers_in(written)) or day.day > MONTHS or day.day == day.month:
        return ""
    if order is Order.MONTH_FIRST:
        other = day.replace(month=day.day, day=day.month)
        either = f"{in_words(day)} or {in_words(other)}"
        raise WrongValue(f"is not clear, as other dates here have the month first: write {either}")
    if read_before or order is Order.DAY_FIRST:
        return ""
    return f"was read with the day first, as {in_words(day)}"


def is_read_before(written: Value) -> bool:
    """Whether a spreadsheet keeps it as a date, or as the number that it has for one.

    >>> [is_read_before(each) for each in (date(2025, 5, 4), 45781, "45781", "4 May 2025")]
    [True, True, True, False]
    """
    return not isinstance(written, str) or written.strip().isdecimal()
