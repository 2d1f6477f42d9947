"""Days as people type them."""

from datetime import date

import pytest

from portal.web.dates import NoDay, day_as_typed, read_day
from portal.web.typed import Typed


def typed(day: str, month: str, year: str) -> Typed:
    return Typed({"on-day": [day], "on-month": [month], "on-year": [year]})


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "mar", "MAR.", " 3 "])
def test_a_month_in_every_spelling(month: str) -> None:
    assert read_day(typed("1", month, "2027"), "on") == date(2027, 3, 1)


def test_september_is_shortened_in_two_ways() -> None:
    assert read_day(typed("01", "Sept", "2027"), "on") == read_day(typed("1", "sep", "2027"), "on")


def test_nothing_typed_is_no_day() -> None:
    assert read_day(typed("", " ", ""), "on") is None
    assert read_day(Typed(), "on") is None


@pytest.mark.parametrize(
    ("day", "month", "year", "sentence"),
    [
        ("", "3", "2027", "The visit must include a day."),
        ("1", "", "", "The visit must include a month and a year."),
        ("1", "3", "27", "The visit must have a year of four numbers, such as 2027."),
        ("1", "3", "twenty", "The visit must have a year of four numbers, such as 2027."),
        ("1", "3", "0027", "The visit must have a year between 1900 and 2199."),
        ("1", "ma", "2027", "The visit must have a month as a number or a name, such as 3 or March."),
        ("29", "2", "2027", "The visit must be a real date."),
        ("0", "2", "2027", "The visit must be a real date."),
        ("1", "13", "2027", "The visit must be a real date."),
        ("٣", "3", "2027", "The visit must be a real date."),
        ("-1", "3", "2027", "The visit must be a real date."),
        ("9" * 5000, "3", "2027", "The visit must be a real date."),
        ("1", "3", "٢٠٢٧", "The visit must have a year of four numbers, such as 2027."),
    ],
)
def test_what_is_no_day(day: str, month: str, year: str, sentence: str) -> None:
    with pytest.raises(NoDay) as problem:
        read_day(typed(day, month, year), "on", "The visit")
    assert str(problem.value) == sentence


def test_a_day_that_was_kept_reads_back() -> None:
    kept = date(2028, 2, 29)
    assert read_day(Typed(day_as_typed("on", kept)), "on") == kept
