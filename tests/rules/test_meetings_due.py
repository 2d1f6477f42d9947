"""How many meetings a year asks for, and whether it is on course so far."""

from datetime import date, timedelta

import pytest

from checklists.calendar import Span
from checklists.meetings_due import Course, due_days, year_of, year_so_far

LATER = ["2026-08-01", "2026-11-01", "2027-02-01"]
YEARS = Span(date(2026, 4, 1), date(2029, 3, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("a_year", "held", "booked", "on", "course", "next_by"),
    [
        # One a year, meant for November: not behind in January, nor on the year's last day; behind after it.
        (1, [], ["2026-11-12"], "2026-06-01", Course.ON_COURSE, "2027-03-31"),
        (1, [], [], "2027-01-15", Course.TO_BOOK, "2027-03-31"),
        (1, [], [], "2027-03-31", Course.TO_BOOK, "2027-03-31"),
        (1, ["2026-11-12"], [], "2027-01-15", Course.DONE, None),
        # What took place last year counts for last year alone.
        (1, ["2027-03-30"], [], "2027-04-01", Course.TO_BOOK, "2028-03-31"),
        # Four a year: one by the end of each quarter.
        (4, [], [], "2026-06-30", Course.TO_BOOK, "2026-06-30"),
        (4, [], [], "2026-07-01", Course.BEHIND, "2026-06-30"),
        (4, ["2026-05-05"], LATER, "2026-07-01", Course.ON_COURSE, "2026-09-30"),
        (4, ["2026-05-05"], ["2026-08-01"], "2026-07-01", Course.TO_BOOK, "2026-09-30"),
        (4, ["2026-05-05"], [], "2026-10-02", Course.BEHIND, "2026-09-30"),
        (4, ["2026-05-05", "2026-05-06", "2026-05-07", "2026-05-08"], [], "2026-06-01", Course.DONE, None),
        # One that is booked for a day that has been took place only where somebody says so.
        (4, [], ["2026-06-15"], "2026-07-01", Course.BEHIND, "2026-06-30"),
        # Weekly.
        (52, [], [], "2026-04-06", Course.TO_BOOK, "2026-04-07"),
        (52, [], [], "2026-04-08", Course.BEHIND, "2026-04-07"),
    ],
)
def test_the_year_so_far(
    a_year: int, held: list[str], booked: list[str], on: str, course: Course, next_by: str | None
) -> None:
    year = year_so_far(a_year, YEARS, map(day, held), map(day, booked), day(on))
    assert year is not None
    assert year.course is course
    assert year.next_by == (day(next_by) if next_by else None)


def test_no_year_on_a_day_that_there_is_not() -> None:
    assert year_so_far(1, YEARS, [], [], date(2029, 4, 1)) is None
    assert year_of(YEARS, date(2026, 3, 31)) is None


@pytest.mark.parametrize("a_year", [1, 2, 3, 4, 12, 52])
def test_every_day_lies_in_one_year_and_each_year_asks_for_all(a_year: int) -> None:
    for number in range((YEARS.until_on - YEARS.from_on).days + 1):
        on = YEARS.from_on + timedelta(days=number)
        year = year_of(YEARS, on)
        assert year is not None
        assert on in year
        due = due_days(a_year, year)
        assert len(due) == a_year
        assert due[-1] == year.until_on
        assert list(due) == sorted(set(due))


def test_a_year_that_is_cut_short_asks_for_what_was_due_by_then() -> None:
    short = Span(date(2026, 4, 1), date(2026, 9, 30))
    assert [len(due_days(number, short)) for number in (1, 2, 4)] == [0, 1, 2]


def test_a_year_from_29_february() -> None:
    years = Span(date(2024, 2, 29), date(2028, 2, 28))
    assert year_of(years, date(2025, 2, 28)) == Span(date(2025, 2, 28), date(2026, 2, 27))
    assert year_of(years, date(2025, 2, 27)) == Span(date(2024, 2, 29), date(2025, 2, 27))
