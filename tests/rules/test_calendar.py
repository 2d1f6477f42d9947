"""Dates: months, spans and segments, also at the ends of the calendar."""

from datetime import date

import pytest

from checklists.calendar import (
    Span,
    add_months,
    day_after,
    day_before,
    in_words,
    last_day,
    month_end,
    segments,
)
from tests.rules.examples import d


@pytest.mark.parametrize(
    ("from_on", "months", "until_on"),
    [
        ("2026-03-10", 12, "2027-03-09"),
        ("2026-03-01", 12, "2027-02-28"),
        ("2023-03-01", 12, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
        ("2024-02-28", 12, "2025-02-27"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-01", 1, "2023-01-31"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2021-10-01", 36, "2024-09-30"),
        ("9998-12-31", 12, "9999-12-30"),
        ("9999-01-01", 11, "9999-11-30"),
        ("9999-01-01", 12, "9999-12-31"),
        ("9999-06-01", 12, "9999-12-31"),
    ],
)
def test_last_day_of_a_period_of_months(from_on: str, months: int, until_on: str) -> None:
    assert last_day(d(from_on), months) == d(until_on)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2023-03-31", 10, "2024-01-31"),
        ("2023-04-30", 10, "2024-02-29"),
        ("2024-02-29", 9, "2024-11-29"),
        ("2023-11-15", 2, "2024-01-15"),
        ("2023-12-01", 0, "2023-12-01"),
        ("9999-12-01", 1, "9999-12-31"),
    ],
)
def test_add_months(day: str, months: int, later: str) -> None:
    assert add_months(d(day), months) == d(later)


def test_the_ends_of_the_calendar_stay() -> None:
    assert day_after(date.max) == date.max
    assert day_before(date.min) == date.min
    assert day_after(d("2024-02-28")) == d("2024-02-29")
    assert day_before(d("2023-03-01")) == d("2023-02-28")


def test_month_end_knows_leap_years() -> None:
    assert [month_end(year, 2).day for year in (2000, 2023, 2024, 2100)] == [29, 28, 29, 28]


def test_both_ends_are_inside_a_span() -> None:
    span = Span(d("2022-04-01"), d("2023-03-31"))
    assert d("2022-04-01") in span
    assert d("2023-03-31") in span
    assert d("2022-03-31") not in span
    assert d("2023-04-01") not in span
    assert "2022-05-01" not in span


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="2022-03-31"):
        Span(d("2022-04-01"), d("2022-03-31"))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (("2022-01-01", "2022-06-30"), ("2022-04-01", "2022-12-31"), ("2022-04-01", "2022-06-30")),
        (("2022-01-01", "2022-12-31"), ("2022-04-01", "2022-04-01"), ("2022-04-01", "2022-04-01")),
        (("2022-01-01", "2022-03-31"), ("2022-03-31", "2022-12-31"), ("2022-03-31", "2022-03-31")),
        (("2022-01-01", "2022-03-31"), ("2022-04-01", "2022-12-31"), None),
    ],
)
def test_clip(one: tuple[str, str], other: tuple[str, str], both: tuple[str, str] | None) -> None:
    first, second = Span(*map(d, one)), Span(*map(d, other))
    assert first.clip(second) == second.clip(first) == (Span(*map(d, both)) if both else None)


def test_clamp_gives_the_nearest_day_of_the_span() -> None:
    span = Span(d("2022-04-01"), d("2023-03-31"))
    days = ["2021-01-01", "2022-04-01", "2022-08-09", "2023-03-31", "2030-01-01"]
    clamped = ["2022-04-01", "2022-04-01", "2022-08-09", "2023-03-31", "2023-03-31"]
    assert [span.clamp(d(day)) for day in days] == [d(day) for day in clamped]


def test_segments_are_cut_before_each_day_inside() -> None:
    span = Span(d("2022-01-01"), d("2022-01-10"))
    outside = [d("2021-12-31"), d("2022-01-11"), date.max, date.min]
    cut = segments(span, [d("2022-01-10"), d("2022-01-04"), d("2022-01-04"), d("2022-01-01"), *outside])
    assert [(each.from_on.day, each.until_on.day) for each in cut] == [(1, 3), (4, 9), (10, 10)]


def test_days_in_words() -> None:
    assert in_words(d("2027-03-31")) == "31 March 2027"
    assert in_words(d("2024-02-01")) == "1 February 2024"
