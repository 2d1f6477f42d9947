"""What a spreadsheet's cells hold, and how that travels out of the confined process."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

Value = str | int | float | bool | date | None
"""A cell: text without space around it, a number, a day, yes or no, or nothing (also for empty text)."""

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 100, 20
MOST_TEXT = 5_000_000
"""Characters in all cells of a file together."""


def cell_value(value: object) -> Value:
    """What openpyxl or csv gives, as one of the kinds above; a moment is its day.

    >>> cell_value("  Ana "), cell_value(3.0), cell_value(datetime(2025, 5, 3, 14, 20)), cell_value("")
    ('Ana', 3, datetime.date(2025, 5, 3), None)
    """
    match value:
        case None | bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value
        case datetime():
            return value.date()
        case date():
            return value
        case time() | timedelta():
            return str(value)
    return str(value).strip() or None


def trimmed(row: Iterable[Value]) -> list[Value]:
    """The row without the empty cells at its end."""
    cells = list(row)
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def packed(value: Value) -> object:
    """For JSON, which knows no days: a day is a list of its three numbers."""
    return [value.year, value.month, value.day] if isinstance(value, date) else value


def unpacked(value: Any) -> Value:
    return date(*value) if isinstance(value, list) else value


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(99)
    ('A', 'Z', 'AA', 'CV')
    """
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def address(row: int, column: int) -> str:
    """As the spreadsheet names a cell, both counted from 0.

    >>> address(0, 0), address(3, 27)
    ('A1', 'AB4')
    """
    return f"{column_letters(column)}{row + 1}"
