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


def test_what_the_council_saw_before_is_no_hiding_place() -> None:
    before = roll_up(SHARE, "2026-Q1", {"a": pair(40, 60), "b": pair(30, 50)})
    assert before.hidden == frozenset()
    now = roll_up(SHARE, "2026-Q1", {"a": pair(40, 60), "b": pair(2, 50)}, before=[before])
    assert now.hidden == {"b", TOTAL}, "a is known, so b could be worked out of the total"


def test_what_was_hidden_stays_hidden() -> None:
    before = roll_up(SHARE, "2026-Q1", {"a": pair(40, 60), "b": pair(3, 50), "c": pair(20, 40)})
    assert before.hidden == {"b", "c"}
    parts = {"a": pair(40, 60), "b": pair(13, 50), "c": pair(20, 40)}
    assert roll_up(SHARE, "2026-Q1", parts, before=[before]).hidden == {"b", "c"}
    assert roll_up(SHARE, "2026-Q1", parts, fewest=1, before=[before]).hidden == {"b", "c"}


@pytest.mark.parametrize("backwards", [False, True], ids=["one is given later", "one is taken out"])
def test_two_totals_do_not_tell_a_hidden_figure(*, backwards: bool) -> None:
    some: dict[str, Pair | None] = {"a": pair(40, 60), "b": pair(3, 50), "c": pair(20, 40), "d": None}
    every: dict[str, Pair | None] = {**some, "d": pair(2, 30)}
    first, then = (every, some) if backwards else (some, every)
    before = roll_up(SHARE, "2026-Q1", first)
    assert TOTAL not in before.hidden
    assert TOTAL in roll_up(SHARE, "2026-Q1", then, before=[before]).hidden
