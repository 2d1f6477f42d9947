"""When somebody is reminded: night by night, with nights that were missed and dates that changed."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from checklists.ladder import (
    BEFORE_VISIT,
    CHECKS,
    INSURANCE,
    USUAL,
    Ladder,
    Rung,
    Step,
    days_ahead,
    step_due,
    step_reached,
)
from checklists.working_days import is_working_day
from tests.rules.examples import d
from tests.rules.nights import KNOWN, nights, told_over

# Of each: the ladder, the last day, the nights on which there was work, what goes out.
YEAR: dict[str, tuple[Ladder, str, Sequence[date], list[tuple[str, int]]]] = {
    "as usual, and weekly until it is mended": (
        USUAL,
        "2027-03-17",  # a Wednesday
        nights("2027-01-01", "2027-04-15"),
        [
            ("2027-01-15", 60),  # 16 January is a Saturday
            ("2027-02-15", 30),
            ("2027-03-03", 14),
            ("2027-03-10", 7),
            ("2027-03-16", 1),
            ("2027-03-17", 0),
            ("2027-03-24", -7),
            ("2027-03-31", -14),
            ("2027-04-07", -21),
            ("2027-04-14", -28),
        ],
    ),
    "a check": (
        CHECKS,
        "2027-03-17",
        nights("2026-11-01", "2027-03-24"),
        [
            ("2026-12-17", 90),
            ("2027-01-15", 60),
            ("2027-02-15", 30),
            ("2027-03-03", 14),
            ("2027-03-17", 0),
            ("2027-03-24", -7),
        ],
    ),
    "insurance": (
        INSURANCE,
        "2027-03-17",
        nights("2026-11-01", "2027-03-24"),
        [
            ("2027-01-29", 45),  # 31 January is a Sunday
            ("2027-02-24", 21),
            ("2027-03-10", 7),
            ("2027-03-16", 1),
            ("2027-03-17", 0),
            ("2027-03-24", -7),
        ],
    ),
    "before a visit, and nothing after it": (
        BEFORE_VISIT,
        "2027-03-17",
        nights("2026-11-01", "2027-06-30"),
        [("2027-02-17", 28), ("2027-03-03", 14), ("2027-03-10", 7), ("2027-03-15", 2)],
    ),
    "one night was missed": (
        USUAL,
        "2027-03-17",
        [night for night in nights("2027-01-20", "2027-03-05") if night != d("2027-02-15")],
        [("2027-01-20", 60), ("2027-02-16", 30), ("2027-03-03", 14)],
    ),
    "all were missed from the first step to the last": (
        USUAL,
        "2027-03-17",
        nights("2027-03-18", "2027-03-25"),
        [("2027-03-18", -1), ("2027-03-25", -8)],
    ),
    "two weeks were missed": (
        USUAL,
        "2027-03-17",
        [*nights("2027-02-16", "2027-03-02"), *nights("2027-03-17", "2027-03-23")],
        [("2027-02-16", 30), ("2027-03-17", 0)],
    ),
    "known three days before the end": (
        USUAL,
        "2027-03-18",
        nights("2027-03-15", "2027-03-18"),
        [("2027-03-15", 7), ("2027-03-17", 1), ("2027-03-18", 0)],
    ),
    "known on its last day": (USUAL, "2027-03-17", nights("2027-03-17", "2027-03-23"), [("2027-03-17", 0)]),
    "known two years late": (
        USUAL,
        "2025-03-12",  # a Wednesday
        nights("2027-03-13", "2027-03-26"),
        [("2027-03-15", -733), ("2027-03-22", -740)],
    ),
    "its last day is a Saturday": (
        USUAL,
        "2027-03-20",
        nights("2027-03-10", "2027-03-30"),
        # On Friday both the day before and the last day itself are reached: one reminder.
        [("2027-03-10", 14), ("2027-03-12", 7), ("2027-03-19", 0), ("2027-03-30", -10)],
    ),
    "its last day is a Sunday": (
        USUAL,
        "2027-03-21",
        nights("2027-03-10", "2027-03-30"),
        [("2027-03-10", 14), ("2027-03-12", 7), ("2027-03-19", 0), ("2027-03-30", -9)],
    ),
    "its last day is a Monday": (
        USUAL,
        "2027-03-15",
        nights("2027-03-01", "2027-03-23"),
        [("2027-03-01", 14), ("2027-03-08", 7), ("2027-03-12", 1), ("2027-03-15", 0), ("2027-03-22", -7)],
    ),
    "over Christmas": (
        USUAL,
        "2027-01-02",
        nights("2026-12-18", "2027-01-11"),
        # 26 December is a Saturday, 25 and 28 are bank holidays; 1 January is one too.
        [("2026-12-18", 14), ("2026-12-24", 7), ("2026-12-31", 0), ("2027-01-11", -9)],
    ),
    "a bank holiday on a Monday": (
        USUAL,
        "2027-06-07",
        nights("2027-05-24", "2027-06-07"),
        [("2027-05-24", 14), ("2027-05-28", 7), ("2027-06-04", 1), ("2027-06-07", 0)],
    ),
    "over the holiday for the state funeral": (
        INSURANCE,
        "2022-09-19",
        nights("2022-09-12", "2022-09-20"),
        [("2022-09-12", 7), ("2022-09-16", 0)],
    ),
    "a leap day": (
        USUAL,
        "2024-02-29",
        nights("2023-12-28", "2024-03-07"),
        [
            ("2023-12-29", 60),  # 31 December is a Sunday
            ("2024-01-30", 30),
            ("2024-02-15", 14),
            ("2024-02-22", 7),
            ("2024-02-28", 1),
            ("2024-02-29", 0),
            ("2024-03-07", -7),
        ],
    ),
    "over a leap day": (
        USUAL,
        "2028-03-01",
        nights("2028-02-29", "2028-03-01"),
        [("2028-02-29", 1), ("2028-03-01", 0)],
    ),
    "the clocks change on the Sunday before": (
        USUAL,
        "2027-03-29",  # Easter Monday; the clocks change on the 28th
        nights("2027-03-22", "2027-04-06"),
        [("2027-03-22", 7), ("2027-03-25", 0), ("2027-04-05", -7)],
    ),
    "one that a lead has set": (
        Ladder((100, 10, 0)),
        "2027-03-17",
        nights("2026-11-01", "2027-03-24"),
        [("2026-12-07", 100), ("2027-03-05", 10), ("2027-03-17", 0), ("2027-03-24", -7)],
    ),
}


@pytest.mark.parametrize("case", YEAR)
def test_what_goes_out_night_by_night(case: str) -> None:
    ladder, last_on, on_nights, expected = YEAR[case]
    assert told_over(ladder, last_on, on_nights) == expected


@pytest.mark.parametrize("day", ["2027-03-20", "2027-03-21", "2027-03-26", "2026-12-28"])
def test_nothing_goes_out_on_a_day_off(day: str) -> None:
    assert step_due(USUAL, d(day), d(day), (), KNOWN) is None
    assert step_due(USUAL, d("2026-06-30"), d(day), (), KNOWN) is None


@pytest.mark.parametrize(
    ("on", "told", "expected"),
    [
        ("2027-01-14", (), None),
        ("2027-01-15", (), 60),
        ("2027-01-15", (60,), None),
        ("2027-02-12", (60,), None),
        ("2027-02-15", (60,), 30),
        ("2027-02-16", (30,), None),
        ("2027-02-16", (14,), None),
        ("2027-02-16", (0,), None),
        ("2027-03-12", (60,), 7),
        ("2027-03-12", (7, 60), None),
        ("2027-03-17", (1,), 0),
        ("2027-03-18", (1,), -1),
        ("2027-03-18", (), -1),
        ("2027-03-18", (0,), None),
        ("2027-03-23", (0,), None),
        ("2027-03-24", (0,), -7),
        ("2027-03-25", (-7,), None),
        ("2027-03-31", (-7,), -14),
        ("2027-03-30", (-7,), None),
        ("2027-03-31", (-8,), None),
        ("2027-04-01", (-8,), -15),
        ("2027-03-31", (45,), -14),
    ],
)
def test_the_latest_step_that_is_reached_and_not_told(
    on: str, told: tuple[int, ...], expected: int | None
) -> None:
    step = step_due(USUAL, d("2027-03-17"), d(on), told, KNOWN)
    assert (step.days if step else None) == expected


def test_a_steps_name_is_not_the_days_that_are_left() -> None:
    """After a week without work the step is called 14 and ten days are left: what is said is counted on the
    day."""
    last_on, on = d("2027-03-19"), d("2027-03-09")
    assert step_due(USUAL, last_on, on, (60, 30), KNOWN) == Step(14, Rung.CONTACT)
    assert (last_on - on).days == 10


@pytest.mark.parametrize(
    ("what", "new_last_on", "on", "expected"),
    [
        ("extended by a month", "2027-04-16", "2027-03-17", 30),
        ("extended by a month, a night later", "2027-04-16", "2027-03-18", 30),
        ("extended by a year", "2028-03-17", "2027-03-17", None),
        ("renewed early for a year, ten months later", "2028-03-17", "2028-01-17", 60),
        ("corrected to a day that is past", "2027-03-01", "2027-03-17", -16),
        ("corrected by a day", "2027-03-18", "2027-03-17", 1),
    ],
)
def test_a_new_end_date_begins_a_new_ladder(
    what: str, new_last_on: str, on: str, expected: int | None
) -> None:
    """Steps are remembered with the end date that they were told for: of the new one none is told yet."""
    told = {d("2027-03-17"): [60, 30, 14, 7, 1, 0]}
    step = step_due(USUAL, d(new_last_on), d(on), told.get(d(new_last_on), ()), KNOWN)
    assert (step.days if step else None) == expected, what


def test_a_correction_that_is_taken_back_repeats_nothing() -> None:
    told = {d("2027-03-17"): [60, 30, 14], d("2027-09-17"): []}
    assert step_due(USUAL, d("2027-03-17"), d("2027-03-09"), told[d("2027-03-17")], KNOWN) is None
    assert step_due(USUAL, d("2027-03-17"), d("2027-03-10"), told[d("2027-03-17")], KNOWN) is not None


@pytest.mark.parametrize(
    ("on", "days"),
    [
        ("2027-03-10", 60),  # Wednesday
        ("2027-03-12", 62),  # Friday
        ("2026-12-24", 64),  # before four days of Christmas
        ("2027-03-25", 64),  # before Easter
        ("2026-12-31", 63),
    ],
)
def test_how_far_ahead_one_has_to_look(on: str, days: int) -> None:
    """Before days off the steps of those days are reached as well."""
    assert days_ahead(USUAL, d(on), KNOWN) == days
    furthest = d(on) + timedelta(days=days)
    assert step_reached(USUAL, furthest, d(on), KNOWN) == 60
    assert step_reached(USUAL, furthest + timedelta(days=1), d(on), KNOWN) is None


def test_every_day_that_goes_out_is_a_working_day() -> None:
    whole = nights("2026-06-01", "2027-12-31")
    for last_on in nights("2026-12-01", "2027-04-30"):
        found = told_over(USUAL, last_on.isoformat(), whole)
        assert all(is_working_day(d(day), KNOWN) for day, _ in found)
