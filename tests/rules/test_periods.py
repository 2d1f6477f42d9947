"""Somebody who left and came back: periods, and the days between them."""

from datetime import date

import pytest

from checklists.calendar import Span
from checklists.facts import Engagement, Person
from checklists.kinds.register import people_there
from checklists.periods import back_on, is_away, periods, read_away, with_gap, write_away
from tests.rules.examples import d

GAP, OTHER = Span(d("2025-05-04"), d("2025-08-31")), Span(d("2026-01-05"), d("2026-01-05"))

CASES: dict[str, tuple[str, str | None, tuple[Span, ...], list[tuple[str, str | None]]]] = {
    "never away": ("2024-01-01", None, (), [("2024-01-01", None)]),
    "once": ("2024-01-01", None, (GAP,), [("2024-01-01", "2025-05-03"), ("2025-09-01", None)]),
    "twice, in whatever order": (
        "2024-01-01",
        "2026-03-01",
        (OTHER, GAP),
        [("2024-01-01", "2025-05-03"), ("2025-09-01", "2026-01-04"), ("2026-01-06", "2026-03-01")],
    ),
    "away from the first day": ("2025-05-04", None, (GAP,), [("2025-09-01", None)]),
    "away to the last": ("2024-01-01", "2025-08-31", (GAP,), [("2024-01-01", "2025-05-03")]),
    "began within": ("2025-06-01", None, (GAP,), [("2025-09-01", None)]),
    "began later": ("2025-09-01", None, (GAP,), [("2025-09-01", None)]),
    "ended before": ("2024-01-01", "2025-05-03", (GAP,), [("2024-01-01", "2025-05-03")]),
    "never there": ("2025-05-04", "2025-08-31", (GAP,), []),
}


@pytest.mark.parametrize(("from_on", "until_on", "away", "left"), CASES.values(), ids=CASES)
def test_days_away_are_taken_out(
    from_on: str, until_on: str | None, away: tuple[Span, ...], left: list[tuple[str, str | None]]
) -> None:
    found = periods(d(from_on), d(until_on) if until_on else None, away)
    assert found == [(d(first), d(last) if last else None) for first, last in left]


def test_each_day_is_in_a_period_or_away() -> None:
    found = periods(d("2024-01-01"), None, (GAP, OTHER))
    for text in ("2025-05-03", "2025-05-04", "2025-08-31", "2025-09-01", "2026-01-05", "2026-01-06"):
        there = any(first <= d(text) <= (last or date.max) for first, last in found)
        assert there != is_away((GAP, OTHER), d(text)), text


def test_a_gap_is_from_the_day_after_to_the_day_before() -> None:
    assert with_gap((), d("2025-05-03"), d("2025-09-01")) == [GAP]
    assert with_gap([GAP], d("2026-01-04"), d("2026-01-06")) == [GAP, OTHER]
    assert with_gap([GAP], d("2026-01-04"), d("2026-01-05")) == [GAP], "back on the next day"


def test_what_is_kept_is_read_again() -> None:
    assert read_away(write_away([OTHER, GAP])) == (GAP, OTHER)
    assert (read_away(None), write_away([])) == ((), None)
    assert (back_on([OTHER, GAP]), back_on([])) == (d("2026-01-06"), None)


def test_who_came_back_is_one_part_with_two_times() -> None:
    span = Span(d("2025-01-01"), d("2026-12-31"))
    people = tuple(Person("ada", *each) for each in periods(d("2024-01-01"), None, [GAP]))
    assert list(people_there(Engagement(span, people=people))) == [
        ("ada", (Span(span.from_on, d("2025-05-03")), Span(d("2025-09-01"), span.until_on)))
    ]
