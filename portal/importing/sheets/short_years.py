"""Years of two digits: read as the obvious one, said where it is far away, asked where nobody knows."""

import re
from datetime import date

from checklists.odd_days import how_far
from evidence.spreadsheet import Value
from portal.importing.sheets.columns import WrongValue

BACK = 50
"""Years before this one that a year of two digits reaches; the others are to come."""

TWO_CENTURIES = "has a year of two digits that could be of either century (write it with four)"

_FOUR_DIGITS = re.compile(r"\d{4}")


def has_short_year(written: Value) -> bool:
    """Of a cell that was read as a day, whether its year was written with two digits.

    >>> has_short_year("3/5/25"), has_short_year("3 May 2025"), has_short_year("45780"), has_short_year(45780)
    (True, False, False, False)
    """
    return isinstance(written, str) and not _FOUR_DIGITS.search(written)


def settled(day: date, today: date) -> tuple[date, str]:
    """The day in the century that is obvious on the day `today`, and what is to be said of that: nothing
    within ten years of it. Raises WrongValue for a year further ahead, which may as well have been."""
    year = today.year - BACK + (day.year - today.year + BACK) % 100
    try:
        found = day.replace(year=year)
    except ValueError:  # 29 February, which only one of the centuries has
        found = day
    phrase = how_far(found, today)
    if phrase and found > today:
        raise WrongValue(TWO_CENTURIES)
    return found, f"was read as a year of the {found.year // 100}00s" if phrase else ""
