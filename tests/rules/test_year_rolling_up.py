"""Figures of partners put together: added up, never averaged, and nothing judged while one is missing."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from checklists.year.giving_figures import Pair
from checklists.year.rolling_up import TOTAL, roll_up
from checklists.year.rows import Measure
from checklists.year.vocabulary import Every

SHARE = Measure("m", "Kept well", "1", "S", Every.QUARTER, "Kept", "All")


def pair(numerator: int, denominator: int | None) -> Pair:
    return Pair(Decimal(numerator), None if denominator is None else Decimal(denominator))


@pytest.mark.parametrize(
    ("parts", "expected", "is_whole", "hidden"),
    [
        pytest.param(
            {"a": pair(9, 18), "b": pair(90, 100)}, (99, 118), True, set(), id="no average of two shares"
        ),
        pytest.param({"a": pair(9, 18), "b": None}, (9, 18), False, set(), id="one has given nothing"),
        pytest.param({"a": pair(9, 18), "b": Pair()}, (9, 18), False, set(), id="one left it blank"),
        pytest.param({"a": None}, (None, None), False, set(), id="nothing at all"),
        pytest.param({"a": pair(7, None), "b": pair(8, None)}, (15, None), True, set(), id="numbers"),
        pytest.param({"a": pair(2, 18)}, (2, 18), True, {"a", TOTAL}, id="few of one partner"),
    ],
)
def test_what_comes_together(
    parts: Mapping[str, Pair | None],
    expected: tuple[int | None, int | None],
    is_whole: bool,
    hidden: set[str],
) -> None:
    rolled = roll_up(SHARE, "2026-Q1", parts)
    assert (rolled.figure.numerator, rolled.figure.denominator) == expected
    assert (rolled.is_whole, set(rolled.hidden)) == (is_whole, hidden)
    assert rolled.for_judging.is_given is is_whole
