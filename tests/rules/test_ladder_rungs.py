"""Who is reminded, one rung further at a time, and when the lead itself is."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from checklists.ladder import (
    BEFORE_VISIT,
    CHECKS,
    PROMISE,
    USUAL,
    Ladder,
    Rung,
    Step,
    overdue_by,
    promise_ends,
    rungs_of,
    step_due,
)
from tests.rules.examples import d
from tests.rules.nights import KNOWN, nights, told_over


def climbed(ladder: Ladder, last_on: str, on_nights: Iterable[date]) -> list[tuple[int, Rung]]:
    told: set[int] = set()
    found = []
    for night in on_nights:
        step = step_due(ladder, d(last_on), night, told, KNOWN)
        if step is not None:
            told.add(step.days)
            found.append((step.days, rungs_of(step, required=True)[-1]))
    return found


C, S, M, CO, P = Rung
CLIMBS: dict[str, tuple[Ladder, str, Sequence[date], list[tuple[int, Rung]]]] = {
    "as usual": (
        USUAL,
        "2027-03-17",
        nights("2027-01-01", "2027-04-15"),
        [(60, C), (30, C), (14, C), (7, S), (1, S), (0, M), (-7, CO), (-14, P), (-21, P), (-28, P)],
    ),
    "a check has fewer steps before the end": (
        CHECKS,
        "2027-03-17",
        nights("2026-12-01", "2027-04-08"),
        [(90, C), (60, C), (30, C), (14, C), (0, S), (-7, M), (-14, CO), (-21, P)],
    ),
    "before a visit": (
        BEFORE_VISIT,
        "2027-03-17",
        nights("2027-02-01", "2027-04-15"),
        [(28, C), (14, C), (7, S), (2, S)],
    ),
    "known two years late": (
        USUAL,
        "2025-03-12",
        nights("2027-03-15", "2027-04-14"),
        [(-733, C), (-740, S), (-748, M), (-755, CO), (-762, P)],
    ),
    "it lay with the lead from before its end until three weeks after": (
        USUAL,
        "2027-03-17",
        [*nights("2027-01-15", "2027-02-20"), *nights("2027-04-07", "2027-05-06")],
        [(60, C), (30, C), (-21, S), (-28, M), (-35, CO), (-42, P), (-49, P)],
    ),
}


@pytest.mark.parametrize("case", CLIMBS)
def test_nobody_is_written_to_before_those_below_were(case: str) -> None:
    """One rung further at a time, however late a thing becomes known: a chief officer is never told that
    reminders have not helped where there were none."""
    ladder, last_on, on_nights, expected = CLIMBS[case]
    assert climbed(ladder, last_on, on_nights) == expected


def test_each_rung_is_told_as_well_as_those_below() -> None:
    assert rungs_of(Step(30, Rung.CONTACT), required=True) == (C,)
    assert rungs_of(Step(0, Rung.MANAGER), required=True) == (C, S, M)
    assert rungs_of(Step(-14, Rung.COMMISSIONER), required=True) == (C, S, M, CO, P)


def test_of_what_is_preferred_only_the_contact_is_told() -> None:
    assert all(rungs_of(Step(0, rung), required=False) == (Rung.CONTACT,) for rung in Rung)


def test_who_of_them_is_the_partners() -> None:
    assert [rung.is_partner for rung in Rung] == [True, True, False, True, False]


@pytest.mark.parametrize(
    ("sent_on", "days", "expected"),
    [
        ("2026-11-25", 5, "2026-12-02"),
        ("2026-11-28", 5, "2026-12-04"),  # sent on a Saturday: the clock begins on Monday
        ("2026-12-22", 5, "2026-12-31"),
        ("2026-12-31", 1, "2027-01-04"),
        ("2026-04-01", 3, "2026-04-08"),
        ("2026-11-25", 20, "2026-12-23"),
    ],
)
def test_until_when_the_lead_promises_to_decide(sent_on: str, days: int, expected: str) -> None:
    assert promise_ends(d(sent_on), days, KNOWN) == d(expected)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-01", 0),
        ("2026-12-02", 0),
        ("2026-12-03", 1),
        ("2026-12-04", 2),
        ("2026-12-06", 2),
        ("2026-12-07", 3),
        ("2026-12-29", 17),
    ],
)
def test_how_late_the_lead_is(on: str, expected: int) -> None:
    assert overdue_by(d("2026-12-02"), d(on), KNOWN) == expected


def test_the_reviewers_are_reminded_once_the_promise_is_over_and_weekly() -> None:
    """On a Wednesday the promise ends; until that evening it is kept."""
    found = told_over(PROMISE, "2026-12-02", nights("2026-11-25", "2026-12-24"))
    assert found == [("2026-12-03", -1), ("2026-12-10", -8), ("2026-12-17", -15), ("2026-12-24", -22)]
