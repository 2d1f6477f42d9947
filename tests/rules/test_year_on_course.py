"""How many meetings a year asks for, and whether it is on course so far."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.calendar import Span
from checklists.library import library
from checklists.year.on_course import Course, Times, course, times_so_far
from checklists.year.rows import Meeting
from checklists.year.vocabulary import Every
from tests.rules.examples import d
from tests.rules.year_examples import ABOUT

FIRST = d("2025-10-01")


def meeting(times: int, every: Every) -> Meeting:
    return Meeting(**ABOUT, asks="Meet.", times=times, every=every)


THREE_A_YEAR, FIVE_A_YEAR = meeting(3, Every.YEAR), meeting(5, Every.YEAR)
QUARTERLY = meeting(1, Every.QUARTER)


def days(*iso: str) -> list[date]:
    return [d(each) for each in iso]


@pytest.mark.parametrize(
    ("row", "on", "held", "booked", "expected"),
    [
        (THREE_A_YEAR, "2025-10-01", [], [], Course(2025, 3, 0, 0, 0)),
        (THREE_A_YEAR, "2026-01-31", [], [], Course(2025, 3, 0, 0, 0)),
        (THREE_A_YEAR, "2026-02-01", [], [], Course(2025, 3, 1, 0, 0)),  # four months have gone by
        (THREE_A_YEAR, "2026-02-01", ["2025-11-03"], ["2026-05-04"], Course(2025, 3, 1, 1, 1)),
        (FIVE_A_YEAR, "2025-12-12", [], [], Course(2025, 5, 0, 0, 0)),
        (FIVE_A_YEAR, "2025-12-13", [], [], Course(2025, 5, 1, 0, 0)),  # twelve months are not parted by five
        (THREE_A_YEAR, "2026-09-30", ["2025-11-03", "2026-02-02"], [], Course(2025, 3, 2, 2, 0)),
        (THREE_A_YEAR, "2026-10-01", ["2025-11-03", "2026-02-02"], [], Course(2026, 3, 0, 0, 0)),
        (
            THREE_A_YEAR,
            "2026-06-01",
            ["2025-10-02", "2025-10-03", "2025-10-06", "2025-10-07"],
            [],
            Course(2025, 3, 2, 3, 0),
        ),
        (QUARTERLY, "2026-01-01", [], [], Course(2025, 4, 1, 0, 0)),
        (QUARTERLY, "2026-04-01", ["2025-11-03", "2025-12-01"], [], Course(2025, 4, 2, 1, 0)),  # two in one
        (QUARTERLY, "2026-04-01", ["2025-11-03", "2026-03-31"], ["2026-06-01"], Course(2025, 4, 2, 2, 1)),
        (meeting(1, Every.WEEK), "2025-10-15", ["2025-10-06", "2025-10-13"], [], Course(2025, 53, 2, 2, 0)),
    ],
)
def test_the_course_of_a_year(
    row: Meeting, on: str, held: list[str], booked: list[str], expected: Course
) -> None:
    assert course(row, FIRST, d(on), days(*held), days(*booked)) == expected


@pytest.mark.parametrize(
    ("found", "is_on_course", "behind", "to_book"),
    [
        (Course(2025, 3, 1, 1, 0), True, 0, 2),
        (Course(2025, 3, 1, 0, 1), False, 1, 2),
        (Course(2025, 3, 3, 3, 0), True, 0, 0),
        (Course(2025, 4, 2, 1, 3), False, 1, 0),
    ],
)
def test_whether_the_year_is_on_course(found: Course, is_on_course: bool, behind: int, to_book: int) -> None:
    assert (found.is_on_course, found.behind, found.to_book) == (is_on_course, behind, to_book)


def test_a_year_that_is_cut_short_asks_for_what_lies_in_it_whole() -> None:
    half = Span(d("2025-10-01"), d("2026-03-31"))
    assert course(QUARTERLY, FIRST, d("2026-03-31"), [], days=half) == Course(2025, 2, 1, 0, 0)
    assert course(THREE_A_YEAR, FIRST, d("2026-03-31"), [], days=half) == Course(2025, 1, 1, 0, 0)


def test_what_is_to_be_met_as_agreed_has_no_course() -> None:
    (agreed,) = [each for each in library()["cornwall-social-inclusion"].year.meetings if each.as_agreed]
    assert course(agreed, FIRST, d("2026-03-31"), []) is None


dates = st.dates(d("2025-10-01"), d("2026-09-30"))


@given(st.lists(dates, max_size=6), dates, dates, st.sampled_from([THREE_A_YEAR, QUARTERLY]))
def test_one_meeting_more_never_puts_a_year_off_its_course(
    held: list[date], more: date, on: date, row: Meeting
) -> None:
    before, after = course(row, FIRST, on, held), course(row, FIRST, on, [*held, more])
    assert before
    assert after
    assert after.behind <= before.behind
    assert 0 <= after.held <= after.asked


@pytest.mark.parametrize(
    ("until", "asked", "given", "on", "expected"),
    [
        ("2026-09-30", 2, 0, "2026-03-31", Times(2, 0, 0, d("2026-03-31"))),
        ("2026-09-30", 2, 0, "2026-04-01", Times(2, 1, 0, d("2026-03-31"))),  # half a year has gone by
        ("2026-09-30", 2, 1, "2026-04-01", Times(2, 1, 1, d("2026-09-30"))),
        ("2026-09-30", 2, 2, "2025-10-01", Times(2, 0, 2, None)),  # both at once
        ("2026-09-30", 2, 1, "2026-10-01", Times(2, 2, 1, d("2026-09-30"))),
        ("2026-01-31", 1, 0, "2026-01-31", Times(1, 0, 0, d("2026-01-31"))),  # what is left of a year
        ("2026-01-31", 1, 0, "2026-02-01", Times(1, 1, 0, d("2026-01-31"))),
    ],
)
def test_what_is_given_whenever_it_suits(
    until: str, asked: int, given: int, on: str, expected: Times
) -> None:
    assert times_so_far(Span(FIRST, d(until)), asked, given, d(on)) == expected
    assert expected.behind == max(0, expected.by_now - given)
