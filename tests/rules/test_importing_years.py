"""Years of two digits in a date cell: read as the obvious one, said, or asked."""

from datetime import date

import pytest

from portal.importing.sheets.short_years import TWO_CENTURIES
from tests.rules.test_importing import read_one, wrong_of

OF_THE_1900S = "was read as a year of the 1900s"
OF_THE_2000S = "was read as a year of the 2000s"
SHORT_YEARS: dict[str, tuple[date | None, str]] = {
    # What is near today is plain, and nothing is said.
    "21/5/24": (date(2024, 5, 21), ""),
    "21/5/17": (date(2017, 5, 21), ""),
    "22 Nov 26": (date(2026, 11, 22), ""),
    "21/5/31": (date(2031, 5, 21), ""),
    "22-Nov-36": (date(2036, 11, 22), ""),
    # Many years back it is likely, and may be a slip: it is said.
    "22/11/16": (date(2016, 11, 22), ""),
    "21/11/16": (date(2016, 11, 21), OF_THE_2000S),
    "29/2/00": (date(2000, 2, 29), OF_THE_2000S),
    "1 May 99": (date(1999, 5, 1), OF_THE_1900S),
    "29.2.84": (date(1984, 2, 29), OF_THE_1900S),
    "1/1/76": (date(1976, 1, 1), OF_THE_1900S),
    # What would be many years ahead may as well have been: nobody can tell.
    "31/12/75": (None, TWO_CENTURIES),
    "1/5/70": (None, TWO_CENTURIES),
    "1/5/69": (None, TWO_CENTURIES),
    "23/11/36": (None, TWO_CENTURIES),
    "21/5/24 09:30": (date(2024, 5, 21), ""),
    # Four digits are what they say.
    "21/5/1970": (date(1970, 5, 21), ""),
    "1 May 2001": (date(2001, 5, 1), ""),
    "2035-05-01": (date(2035, 5, 1), ""),
}


@pytest.mark.parametrize("written", SHORT_YEARS)
def test_a_year_of_two_digits_is_the_obvious_one_said_or_asked(written: str) -> None:
    day, said = SHORT_YEARS[written]
    table = read_one(Started=written)
    assert table.rows[0].values["started_on"] == day
    shown = [(each.heading, each.problem, each.value) for each in (*table.wrong, *table.look_again)]
    assert shown == ([("Started", said, written)] if said else [])
    assert bool(table.wrong) == (day is None)


def test_what_is_left_out_is_not_to_be_looked_at_again() -> None:
    table = read_one(Started="1/5/99", Role=None)
    assert wrong_of(table) == [("Role", "is empty")]
    assert table.look_again == ()
