"""What is true of a return that is owed on every day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.calendar import Span
from checklists.vocabulary import Force
from checklists.year.owed import Owed
from checklists.year.owed_timeline import Given, late_days, owed_timeline, stands_in_the_way, state_on
from checklists.year.vocabulary import OwedState
from tests.rules.examples import d, when
from tests.rules.year_examples import asked

OWED = Owed("thing", "2025-Q1", d("2026-01-01"), d("2026-01-22"))
DAYS = Span(d("2025-12-01"), d("2026-03-31"))


def sent(
    on: str, accepted: str | None = None, returned: str | None = None, reopened: str | None = None
) -> Given:
    return Given(d(on), when(accepted), when(returned), when(reopened))


@pytest.mark.parametrize(
    ("given_times", "expected"),
    [
        ([], ["ahead ..2025-12-31", "due ..2026-01-22", "late ..2026-03-31"]),
        ([sent("2026-01-10", "2026-02-20")], ["ahead ..2025-12-31", "due ..2026-01-09", "met ..2026-03-31"]),
        ([sent("2025-12-20", "2026-01-05")], ["ahead ..2025-12-19", "met ..2026-03-31"]),
        (
            [sent("2026-01-25", "2026-02-20")],
            ["ahead ..2025-12-31", "due ..2026-01-22", "late ..2026-01-24", "met late ..2026-03-31"],
        ),
        # it lies with the lead: never late
        ([sent("2026-01-20")], ["ahead ..2025-12-31", "due ..2026-03-31"]),
        # sent too late, it stays late until somebody accepts it
        ([sent("2026-01-25")], ["ahead ..2025-12-31", "due ..2026-01-22", "late ..2026-03-31"]),
        # given back after it was due: late from the next day on
        (
            [sent("2026-01-20", returned="2026-02-01")],
            ["ahead ..2025-12-31", "due ..2026-02-01", "late ..2026-03-31"],
        ),
        (
            [sent("2026-01-20", returned="2026-02-01"), sent("2026-02-05", "2026-02-09")],
            ["ahead ..2025-12-31", "due ..2026-02-01", "late ..2026-02-04", "met late ..2026-03-31"],
        ),
        # given back in time, and never sent again
        (
            [sent("2026-01-05", returned="2026-01-10")],
            ["ahead ..2025-12-31", "due ..2026-01-22", "late ..2026-03-31"],
        ),
        # opened again
        (
            [sent("2026-01-20", "2026-01-22", reopened="2026-02-10")],
            [
                "ahead ..2025-12-31",
                "due ..2026-01-19",
                "met ..2026-02-09",
                "due ..2026-02-10",
                "late ..2026-03-31",
            ],
        ),
    ],
)
def test_a_timeline_of_what_is_owed(given_times: list[Given], expected: list[str]) -> None:
    found = owed_timeline(OWED, given_times, DAYS)
    assert found[0].from_on == DAYS.from_on
    shown = [f"{each.state}{' late' if each.late_on else ''} ..{each.until_on}" for each in found]
    assert shown == expected


def test_what_has_no_due_day_is_never_late() -> None:
    never = Owed("thing", "2025", d("2026-01-01"), None)
    assert [each.state for each in owed_timeline(never, [], DAYS)] == [OwedState.AHEAD, OwedState.DUE]


@pytest.mark.parametrize(
    ("on", "known", "state"),
    [
        ("2026-01-31", None, OwedState.MET),
        ("2026-01-31", "2026-02-20", OwedState.MET),
        ("2026-01-31", "2026-02-19", OwedState.DUE),  # it lay with the lead, who had not said yet
        ("2026-01-31", "2026-01-09", OwedState.LATE),  # nothing was sent: that day it would have been late
        ("2026-01-09", "2026-01-09", OwedState.DUE),
        ("2025-12-31", "2026-03-01", OwedState.AHEAD),
    ],
)
def test_on_and_known(on: str, known: str | None, state: OwedState) -> None:
    times = [sent("2026-01-10", "2026-02-20")]
    assert state_on(OWED, times, d(on), when(known)).state is state


def test_a_reopening_is_known_from_its_day() -> None:
    times = [sent("2026-01-10", "2026-01-12", reopened="2026-02-10")]
    assert state_on(OWED, times, d("2026-02-12"), d("2026-02-09")).state is OwedState.MET
    assert state_on(OWED, times, d("2026-02-12"), d("2026-02-10")).state is OwedState.LATE


@pytest.mark.parametrize(
    ("blocks", "force", "on", "expected"),
    [
        (True, Force.MUST, "2026-01-23", True),
        (True, Force.MUST, "2026-01-22", False),
        (True, Force.SHOULD, "2026-01-23", False),
        (False, Force.MUST, "2026-01-23", False),
    ],
)
def test_a_contract_says_whether_a_late_return_blocks(
    blocks: bool, force: Force, on: str, expected: bool
) -> None:
    row = asked(blocks=blocks, force=force)
    assert stands_in_the_way(row, state_on(OWED, [], d(on))) is expected


@pytest.mark.parametrize(
    ("times", "on", "days"),
    [
        ([], "2026-01-22", 0),
        ([], "2026-01-25", 3),
        ([sent("2026-01-25", "2026-02-20")], "2026-03-01", 3),
        ([sent("2026-01-20", "2026-02-20")], "2026-03-01", 0),
    ],
)
def test_how_late_it_is_or_was(times: list[Given], on: str, days: int) -> None:
    assert late_days(OWED, state_on(OWED, times, d(on)), d(on)) == days


moments = st.dates(d("2025-12-01"), d("2026-03-31"))
chances = st.none() | moments
givens = st.lists(st.builds(Given, moments, chances, chances, chances), max_size=4)


@given(givens, chances)
def test_a_timeline_tiles_its_days_and_says_each_day_what_it_says_alone(
    times: list[Given], known: date | None
) -> None:
    found = owed_timeline(OWED, times, DAYS, known)
    assert (found[0].from_on, found[-1].until_on) == (DAYS.from_on, DAYS.until_on)
    for each in found:
        for day in (each.from_on, each.until_on):
            assert state_on(OWED, times, day, known).state is each.state


@given(givens, moments)
def test_what_is_met_was_accepted(times: list[Given], on: date) -> None:
    """An unknown is never a pass: without an acceptance nothing is met."""
    if state_on(OWED, times, on).state is OwedState.MET:
        assert any(each.accepted_on and each.sent_on <= on for each in times)
