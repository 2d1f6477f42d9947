"""Commitments of a tender: how each of their years stands on a day."""

from datetime import date
from decimal import Decimal

import pytest

from checklists.calendar import Span
from checklists.year.promised import (
    Giving,
    Kept,
    accepted_figure,
    came_late,
    kept,
    promised_years,
)
from checklists.year.rows import Due

FIRST, LAST = date(2026, 4, 1), date(2027, 3, 31)
YEAR = promised_years(FIRST, Span(FIRST, LAST), (), Due(20))[0]
RUNS, ENDED, AFTER = date(2027, 3, 31), date(2027, 4, 1), date(2027, 4, 21)


def given(figure: int, *, is_accepted: bool | None = None, on: date = RUNS) -> Giving:
    return Giving(Decimal(figure), on, is_accepted)


@pytest.mark.parametrize(
    ("givings", "on", "expected"),
    [
        pytest.param([], RUNS, Kept.AHEAD, id="the year's last day is one of it"),
        pytest.param([], ENDED, Kept.DUE, id="the year has ended"),
        pytest.param([], date(2027, 4, 20), Kept.DUE, id="the last day in time"),
        pytest.param([], AFTER, Kept.OVERDUE, id="nothing was given in time"),
        pytest.param([given(9)], AFTER, Kept.GIVEN, id="nobody has decided, and it is no pass"),
        pytest.param([given(5, is_accepted=True)], RUNS, Kept.MET, id="as much as was promised"),
        pytest.param([given(4, is_accepted=True)], RUNS, Kept.SO_FAR, id="less while the year runs"),
        pytest.param([given(4, is_accepted=True)], ENDED, Kept.SHORT, id="less in the end"),
        pytest.param([given(5, is_accepted=False)], ENDED, Kept.RETURNED, id="came back"),
        pytest.param([given(5, is_accepted=False)], AFTER, Kept.OVERDUE, id="came back, and time is over"),
        pytest.param(
            [given(5, is_accepted=True), given(4)], AFTER, Kept.GIVEN, id="a correction waits to be decided"
        ),
        pytest.param(
            [given(5, is_accepted=True), given(4, is_accepted=True)], AFTER, Kept.SHORT, id="put right"
        ),
        pytest.param(
            [given(5, is_accepted=True), given(4, is_accepted=False)],
            AFTER,
            Kept.RETURNED,
            id="a correction came back",
        ),
    ],
)
def test_how_a_year_stands(givings: list[Giving], on: date, expected: Kept) -> None:
    assert kept(Decimal(5), YEAR, givings, on) is expected


def test_a_correction_does_not_count_before_it_is_accepted() -> None:
    assert accepted_figure([given(5, is_accepted=True), given(4), given(3, is_accepted=False)]) == 5
    assert accepted_figure([given(5)]) is None


def test_what_was_given_in_time_stays_in_time() -> None:
    late, good = given(5, on=AFTER), given(5)
    assert came_late(YEAR, [late])
    assert not came_late(YEAR, [good, late])
    assert not came_late(YEAR, [])


def test_the_years_that_days_cut_short() -> None:
    found = promised_years(FIRST, Span(date(2026, 10, 1), date(2028, 1, 31)), ())
    assert [(each.year, each.span) for each in found] == [
        (2026, Span(date(2026, 10, 1), LAST)),
        (2027, Span(date(2027, 4, 1), date(2028, 1, 31))),
    ]
    assert found[0].due_on == date(2027, 4, 28), "twenty working days"
