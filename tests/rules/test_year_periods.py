"""Periods of all kinds: their keys, their days, and that they tile every year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.calendar import Span
from checklists.year.periods import SUCH_AS, Calendar, kind_of
from checklists.year.vocabulary import Every, YearOf
from tests.rules.examples import d

OCTOBER = Calendar(d("2021-10-01"))
JANUARY = Calendar(d("2021-10-01"), YearOf.CALENDAR)


@pytest.mark.parametrize(
    ("calendar", "key", "from_on", "until_on"),
    [
        (OCTOBER, "2021", "2021-10-01", "2022-09-30"),
        (OCTOBER, "2021-H1", "2021-10-01", "2022-03-31"),
        (OCTOBER, "2021-H2", "2022-04-01", "2022-09-30"),
        (OCTOBER, "2021-Q1", "2021-10-01", "2021-12-31"),
        (OCTOBER, "2021-Q4", "2022-07-01", "2022-09-30"),
        (OCTOBER, "2022-01", "2022-01-01", "2022-01-31"),
        (OCTOBER, "2021-P01", "2021-10-01", "2021-10-28"),
        (OCTOBER, "2021-P13", "2022-09-02", "2022-09-29"),
        (OCTOBER, "2021-P14", "2022-09-30", "2022-10-27"),
        (OCTOBER, "2022-P01", "2022-10-28", "2022-11-24"),
        (OCTOBER, "2021-W02", "2021-10-08", "2021-10-14"),
        (JANUARY, "2022", "2022-01-01", "2022-12-31"),
        (JANUARY, "2022-H2", "2022-07-01", "2022-12-31"),
        (JANUARY, "2022-Q2", "2022-04-01", "2022-06-30"),
        (JANUARY, "2022-02", "2022-02-01", "2022-02-28"),
        (Calendar(d("2024-02-29")), "2024-Q4", "2024-11-29", "2025-02-27"),
        (Calendar(d("2024-02-29")), "2028-Q1", "2028-02-29", "2028-05-28"),
        (Calendar(d("2021-01-31")), "2021-02", "2021-02-28", "2021-03-30"),
        (Calendar(d("2021-10-15")), "2021-10", "2021-10-15", "2021-11-14"),
    ],
)
def test_a_key_names_its_days(calendar: Calendar, key: str, from_on: str, until_on: str) -> None:
    found = calendar.find(key)
    assert found
    assert (found.key, found.span) == (key, Span(d(from_on), d(until_on)))
    assert calendar.holding(found.every, found.span.until_on) == found


@pytest.mark.parametrize(
    "key",
    [
        "",
        "2026-Q5",
        "2026-Q0",
        "2026-H3",
        "2026-13",
        "2026-00",
        "2026-P15",
        "2026-W54",
        "26-Q1",
        "Q1 2026",
        "2026Q1",
        "2026-1",
        "1999-Q1",
        "2100-Q1",
        "0000",
        "2022-P14",
        "٢٠٢٦",
        "2026-q1",
        "2026-Q1 ",
        "soon",
    ],
)
def test_what_is_no_period(key: str) -> None:
    assert OCTOBER.find(key) is None


@pytest.mark.parametrize("every", SUCH_AS)
def test_a_period_is_shown_by_example(every: Every) -> None:
    assert kind_of(SUCH_AS[every]) is every
    assert OCTOBER.find(SUCH_AS[every])


def test_a_period_is_said_in_words() -> None:
    found = OCTOBER.find("2021-Q2")
    assert found
    assert found.in_words == "1 January 2022 to 31 March 2022"


@given(
    st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    st.sampled_from(list(SUCH_AS)),
    st.sampled_from(YearOf),
    st.dates(date(2010, 1, 1), date(2040, 12, 31)),
)
def test_every_day_has_one_period_and_the_next_begins_the_day_after(
    first_on: date, every: Every, year_of: YearOf, day: date
) -> None:
    calendar = Calendar(first_on, year_of)
    period = calendar.holding(every, day)
    assert day in period.span
    assert calendar.find(period.key) == period
    following = calendar.following(period)
    assert following.span.from_on == period.span.until_on + timedelta(days=1)
    assert (following.year, following.number) in {(period.year, period.number + 1), (period.year + 1, 1)}
