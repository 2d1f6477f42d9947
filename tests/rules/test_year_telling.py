"""What the council is told of a period: judged by what was sent, and nothing that could point at anybody."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from checklists.year.giving_figures import Pair
from checklists.year.rolling_up import TOTAL, Rolled, roll_up
from checklists.year.rows import Measure
from checklists.year.telling import Telling, Told, tell
from checklists.year.vocabulary import Every, Over, ReachedBy, Verdict

KEPT = Measure(
    "kept", "Kept well", "1", "S", Every.QUARTER, "Kept", "All", at_least=Decimal(80), second_miss="8.4"
)
CAME = Measure("came", "Came", "2", "S", Every.QUARTER, "Came", "All", at_least=Decimal(50))
BOTH = Measure(
    "both", "Both", "3", "S", Every.QUARTER, "N", "D", at_least=Decimal(90), joint=("kept", "came")
)
FIRST_ON = date(2026, 4, 1)


def exact(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def rolled(period: str, measure: Measure = KEPT, **parts: tuple[int, int | None] | None) -> Rolled:
    pairs = {key: Pair(*map(exact, each)) if each else None for key, each in parts.items()}
    return roll_up(measure, period, pairs)


def told(
    now: list[Rolled], before: Mapping[tuple[str, str], list[Rolled]], joint: tuple[Measure, ...] = ()
) -> Told:
    return tell(now[0].figure.period, now, joint, Telling(FIRST_ON, 5, before))[-1]


@pytest.mark.parametrize(
    ("q1", "q2", "verdict", "to_date", "unsent", "hides"),
    [
        pytest.param((80, 100), (70, 100), Verdict.NOT_MET, Fraction(3, 4), (), False, id="both are sent"),
        pytest.param(None, (90, 100), Verdict.MET, None, ("2026-Q1",), False, id="nothing was sent before"),
        pytest.param((3, 100), (90, 100), Verdict.MET, Fraction(93, 200), (), True, id="hidden before"),
        pytest.param((80, 100), (2, 4), Verdict.TOO_FEW, Fraction(82, 104), (), True, id="too few now"),
    ],
)
def test_a_year_to_date_is_of_what_was_sent(
    q1: tuple[int, int] | None,
    q2: tuple[int, int],
    verdict: Verdict,
    to_date: Fraction | None,
    unsent: tuple[str, ...],
    *,
    hides: bool,
) -> None:
    before = {("kept", "2026-Q1"): [rolled("2026-Q1", a=q1)]} if q1 else {}
    found = told([rolled("2026-Q2", a=q2)], before)
    assert (found.verdict, found.unsent, found.hides_to_date) == (verdict, unsent, hides)
    assert (found.to_date.value if found.to_date else None) == to_date
    if unsent:
        assert found.verdict_to_date is Verdict.NOT_GIVEN


def test_nothing_is_judged_while_a_partner_is_missing() -> None:
    found = told([rolled("2026-Q1", a=(90, 100), b=None)], {})
    assert (found.verdict, found.to_date) == (Verdict.NOT_GIVEN, None)


@pytest.mark.parametrize(
    ("asked", "q1", "verdict"),
    [
        pytest.param(("2026-Q1", "2026-Q2"), None, Verdict.NOT_GIVEN, id="the first quarter was not sent"),
        pytest.param(("2026-Q1", "2026-Q2"), 20, Verdict.MET, id="it was"),
        pytest.param(("2026-Q1", "2026-Q2"), 19, Verdict.OPEN, id="it was, and is too little"),
        pytest.param(("2026-Q2", "2026-Q3"), None, Verdict.OPEN, id="it was not given here"),
    ],
)
def test_of_the_whole_contract_nothing_is_judged_while_a_first_period_was_not_sent(
    asked: tuple[str, ...], q1: int | None, verdict: Verdict
) -> None:
    trained = replace(KEPT, denominator=None, at_least=Decimal(32), over=Over.CONTRACT)
    trained = replace(trained, reached_by=ReachedBy.ALL_PARTNERS)
    before = {("kept", "2026-Q1"): [rolled("2026-Q1", trained, a=(q1, None))]} if q1 else {}
    here = frozenset(("kept", each) for each in asked)
    now = [rolled("2026-Q2", trained, a=(12, None))]
    (found,) = tell("2026-Q2", now, (), Telling(FIRST_ON, 5, before, here))
    assert found.verdict is verdict


def test_a_correction_counts_and_a_second_miss_is_told() -> None:
    first, corrected = rolled("2026-Q1", a=(80, 100)), rolled("2026-Q1", a=(70, 100))
    now = [rolled("2026-Q2", a=(70, 100))]
    found = [told(now, {("kept", "2026-Q1"): each}).judged for each in ([first], [first, corrected])]
    assert [each and each.second_miss for each in found] == [False, True]


def test_a_number_that_each_partner_is_to_reach_has_no_verdict_of_all() -> None:
    signed = replace(KEPT, denominator=None, at_least=Decimal(35))
    now = rolled("2026-Q2", signed, a=(20, None), b=(20, None))
    found = told([now], {})
    assert (found.verdict, found.verdict_to_date) == (Verdict.NO_TARGET, Verdict.NOT_GIVEN)
    before = {("kept", "2026-Q1"): [rolled("2026-Q1", signed, a=(9, None))]}
    alone = rolled("2026-Q2", signed, b=(20, None))
    assert told([alone], before).verdict is Verdict.NO_TARGET, "another partner had it before"
    together = replace(signed, reached_by=ReachedBy.ALL_PARTNERS)
    assert told([rolled("2026-Q2", together, a=(20, None), b=(20, None))], {}).verdict is Verdict.MET


def test_a_joint_measure_is_of_the_totals_and_hides_what_they_hide() -> None:
    kept, came = rolled("2026-Q1", a=(40, 50)), rolled("2026-Q1", CAME, a=(50, 50))
    found = told([kept, came], {}, (BOTH,))
    assert (found.rolled.figure.numerator, found.verdict) == (Decimal(90), Verdict.MET)
    few = rolled("2026-Q1", CAME, a=(3, 50))
    assert TOTAL in told([kept, few], {}, (BOTH,)).rolled.hidden
