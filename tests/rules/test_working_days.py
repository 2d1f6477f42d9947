"""Working days, against the bank holidays of England and Wales as they were and will be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.working_days import (
    add_working_days,
    days_off_after,
    is_working_day,
    working_day_from,
    working_days_after,
)
from portal.acting.bank_holidays import bank_holidays
from tests.rules.examples import d

KNOWN = bank_holidays(2027)
days = st.dates(date(2019, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("year", "expected"),
    {
        1999: "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28 12-31",
        2012: "01-01 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
        2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28",
        2022: "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27",
        2023: "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
        2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28",
        2028: "01-01 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    }.items(),
)
def test_bank_holidays_are_those_that_were_proclaimed(year: int, expected: str) -> None:
    """As on gov.uk/bank-holidays and in the proclamations: the eve of 2000, the jubilees of 2012 and 2022, VE
    Day in 2020 in place of the first Monday of May, the state funeral of 2022, the coronation of 2023. The
    days themselves that fall on a weekend are among them too, beside their substitutes."""
    found = sorted(each for each in bank_holidays(year) if each.year == year)
    assert [f"{each:%m-%d}" for each in found] == expected.split()


def test_bank_holidays_of_scotland_and_northern_ireland_are_no_holidays() -> None:
    others = {d("2026-01-02"), d("2026-03-17"), d("2026-07-13"), d("2026-08-03"), d("2026-11-30")}
    assert others.isdisjoint(bank_holidays(2026))


@pytest.mark.parametrize("asked_in", [2022, 2024, 2026, 2031])
def test_what_began_years_ago_is_counted_alike_in_every_year(asked_in: int) -> None:
    """The last day of a promise must not wander as the years go by: it is what a ladder is remembered by."""
    assert add_working_days(d("2021-12-23"), 5, bank_holidays(asked_in)) == d("2022-01-04")


@pytest.mark.parametrize("year", [1, 2101, 9999])
def test_years_of_which_nothing_is_known_have_weekends_alone(year: int) -> None:
    assert all(each.year != year for each in bank_holidays(year))


@pytest.mark.parametrize(
    ("day", "expected"),
    {
        "2026-12-24": True,  # Christmas 2026: 26 December is a Saturday
        "2026-12-25": False,
        "2026-12-26": False,
        "2026-12-27": False,
        "2026-12-28": False,
        "2026-12-29": True,
        "2026-12-31": True,
        "2027-01-01": False,
        "2027-01-02": False,
        "2027-01-03": False,
        "2027-01-04": True,
        "2027-12-27": False,  # both days of Christmas 2027 are moved
        "2027-12-28": False,
        "2027-12-29": True,
        "2026-04-02": True,  # Easter
        "2026-04-03": False,
        "2026-04-06": False,
        "2026-04-07": True,
        "2022-06-02": False,  # the jubilee, and the bank holiday that was moved to it
        "2022-06-03": False,
        "2022-05-30": True,
        "2022-09-19": False,  # the state funeral
        "2023-05-08": False,  # the coronation
        "2024-02-29": True,
        "2026-03-29": False,  # the clocks change, on Sundays
        "2026-03-30": True,
        "2026-10-25": False,
        "2026-10-26": True,
    }.items(),
)
def test_is_working_day(day: str, expected: bool) -> None:
    assert is_working_day(d(day), KNOWN) is expected


@pytest.mark.parametrize(
    ("day", "from_on"),
    [
        ("2026-11-25", "2026-11-25"),
        ("2026-11-28", "2026-11-30"),
        ("2026-11-29", "2026-11-30"),
        ("2026-12-25", "2026-12-29"),
        ("2026-12-28", "2026-12-29"),
        ("2027-01-01", "2027-01-04"),
        ("2026-04-05", "2026-04-07"),
        ("2022-06-04", "2022-06-06"),
        ("2022-09-19", "2022-09-20"),
        ("2023-05-08", "2023-05-09"),
    ],
)
def test_the_working_day_from_a_day_on(day: str, from_on: str) -> None:
    assert working_day_from(d(day), KNOWN) == d(from_on)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-25", 0),
        ("2026-11-27", 2),
        ("2026-11-28", 1),
        ("2026-11-29", 0),
        ("2026-12-24", 4),  # Christmas
        ("2026-12-31", 3),
        ("2026-04-02", 4),  # Easter
        ("2022-06-01", 4),  # the jubilee
        ("2022-09-16", 3),
        ("2023-05-05", 3),
    ],
)
def test_days_off_after_a_day(day: str, expected: int) -> None:
    assert days_off_after(d(day), KNOWN) == expected


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        ("2026-11-25", 0, "2026-11-25"),
        ("2026-11-28", 0, "2026-11-28"),
        ("2026-11-25", 1, "2026-11-26"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-29", 1, "2026-11-30"),
        ("2026-11-25", 5, "2026-12-02"),
        ("2026-12-22", 5, "2026-12-31"),
        ("2026-12-24", 1, "2026-12-29"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2026-04-01", 5, "2026-04-10"),
        ("2022-05-31", 5, "2022-06-09"),
        ("2022-09-16", 5, "2022-09-26"),
        ("2023-05-05", 5, "2023-05-15"),
        ("2024-02-28", 2, "2024-03-01"),
    ],
)
def test_add_working_days(day: str, number: int, expected: str) -> None:
    assert add_working_days(d(day), number, KNOWN) == d(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-25", "2026-11-25", 0),
        ("2026-11-25", "2026-11-24", 0),
        ("2026-11-25", "2026-11-26", 1),
        ("2026-11-27", "2026-11-29", 0),
        ("2026-11-27", "2026-11-30", 1),
        ("2026-12-24", "2026-12-28", 0),
        ("2026-12-24", "2027-01-04", 4),
        ("2022-06-01", "2022-06-06", 1),
    ],
)
def test_working_days_after(first: str, last: str, expected: int) -> None:
    assert working_days_after(d(first), d(last), KNOWN) == expected


@given(days, st.integers(1, 60))
def test_counting_and_adding_agree(day: date, number: int) -> None:
    later = add_working_days(day, number, KNOWN)
    assert is_working_day(later, KNOWN)
    assert working_days_after(day, later, KNOWN) == number
    assert working_days_after(day, later - timedelta(days=1), KNOWN) == number - 1


@given(days)
def test_the_days_off_are_those_until_the_next_working_day(day: date) -> None:
    """Christmas or Easter and a weekend: four in a row at most."""
    off = days_off_after(day, KNOWN)
    assert off <= 4
    assert not any(is_working_day(day + timedelta(days=number + 1), KNOWN) for number in range(off))
    assert is_working_day(day + timedelta(days=off + 1), KNOWN)
