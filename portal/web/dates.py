"""Days, as people type them into three fields."""

import re
from datetime import date

from checklists.calendar import month_of
from portal.web.typed import Typed

EARLIEST, LATEST = 1900, 2199
"""Years. What lies outside is a slip of the finger."""

ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Such as 2027-03-31. Python also takes 20270331 and 2027-W13-3."""

FIELDS = ("day", "month", "year")


class NoDay(ValueError):
    """What was typed is no day; the message is a sentence for the person who typed it."""


def is_begun(typed: Typed, name: str) -> bool:
    """Whether anything stands in the three fields of that day."""
    return any(typed.first(f"{name}-{field}") for field in FIELDS)


def read_day(typed: Typed, name: str, called: str = "The date") -> date | None:
    """The day in `{name}-day`, `{name}-month` and `{name}-year`; None where all three are empty.

    A month may be a number or a name. Raises NoDay with a sentence that begins with `called`.
    """
    given = {field: typed.first(f"{name}-{field}") for field in FIELDS}
    if not any(given.values()):
        return None
    missing = [field for field in FIELDS if not given[field]]
    if missing:
        raise NoDay(f"{called} must include a {' and a '.join(missing)}.")
    year = read_year(given["year"], called)
    try:
        return date(year, read_month(given["month"], called), whole_number(given["day"]))
    except ValueError as error:
        raise error if isinstance(error, NoDay) else NoDay(f"{called} must be a real date.") from None


def read_year(text: str, called: str) -> int:
    if not is_number(text) or len(text) != 4:
        raise NoDay(f"{called} must have a year of four numbers, such as 2027.")
    if not EARLIEST <= int(text) <= LATEST:
        raise NoDay(f"{called} must have a year between {EARLIEST} and {LATEST}.")
    return int(text)


def read_month(text: str, called: str) -> int:
    """A number, a name, or the first three letters or more of a name."""
    if is_number(text):
        return whole_number(text)
    found = month_of(text)
    if found is None:
        raise NoDay(f"{called} must have a month as a number or a name, such as 3 or March.")
    return found


def whole_number(text: str) -> int:
    """Of a day or month; raises ValueError for anything longer than such a number is."""
    if not is_number(text) or len(text) > 2:
        raise ValueError(text)
    return int(text)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def read_iso(text: str) -> date:
    """A day as addresses have it, in no other way of ISO 8601. Raises ValueError.

    >>> read_iso("2027-03-31")
    datetime.date(2027, 3, 31)
    """
    if not ISO.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def day_as_typed(name: str, value: date | None) -> dict[str, list[str]]:
    """The three fields of a day, as a form that is opened for changing shows them."""
    if value is None:
        return {}
    return {f"{name}-{field}": [str(getattr(value, field))] for field in FIELDS}
