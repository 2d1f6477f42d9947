"""Figures: corrections keep both, small ones could point at somebody, and how far one is from its target."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from checklists.year.figures import Figure, could_point, standing_figures
from checklists.year.rows import Measure
from checklists.year.targets import Weighed, shortfall
from checklists.year.vocabulary import Direction, Verdict
from tests.rules.examples import d
from tests.rules.year_examples import figure, judged, share

Q1 = "2025-Q1"


def test_a_correction_keeps_both_figures_and_is_known_from_its_day() -> None:
    first = replace(figure("thing", Q1, 90, 100), known_on=d("2026-01-15"))
    second = replace(figure("thing", Q1, 96, 100), known_on=d("2026-03-02"))
    by_now = standing_figures([second, first])["thing", Q1]
    assert (by_now.figure, by_now.before) == (second, (first,))
    then = standing_figures([second, first], d("2026-03-01"))["thing", Q1]
    assert (then.figure, then.before) == (first, ())
    assert standing_figures([first], d("2026-01-14")) == {}
    verdicts = [
        judged(share(at_least=95), (Q1, each.figure.numerator, 100))[0].verdict for each in (then, by_now)
    ]
    assert verdicts == [Verdict.NOT_MET, Verdict.MET]


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [
        (3, 40, True),
        (0, 40, False),
        (5, 40, False),
        (36, 40, True),
        (35, 40, False),
        (40, 40, False),
        (2, 4, True),
        (4, None, True),
        (5, None, False),
        (0, 0, False),
        (None, None, False),
    ],
)
def test_what_could_point_at_somebody(numerator: int | None, denominator: int | None, hidden: bool) -> None:
    """Fewer than five in it, or left out of it; nobody at all points at nobody."""
    assert could_point(figure("thing", Q1, numerator, denominator), 5) is hidden


@pytest.mark.parametrize(
    ("of", "value", "target", "expected"),
    [
        (share(at_least=95), Fraction(90, 100), Fraction(95, 100), Fraction(1, 19)),
        (share(at_least=95), Fraction(0), Fraction(95, 100), Fraction(1)),
        (share(at_most=10), Fraction(15, 100), Fraction(10, 100), Fraction(1, 2)),
        (share(at_most=10), Fraction(1), Fraction(10, 100), Fraction(1)),
        (share(at_most=0), Fraction(1, 100), Fraction(0), Fraction(1)),
        (share(change=-5), Fraction(1), Fraction(95, 100), Fraction(1, 19)),
        (share(change=10), Fraction(99, 100), Fraction(11, 10), Fraction(1, 10)),
        (share(direction=Direction.INCREASING), Fraction(1, 2), Fraction(51, 100), Fraction(1)),
    ],
)
def test_how_far_it_is_from_its_target(
    of: Measure, value: Fraction, target: Fraction, expected: Fraction
) -> None:
    assert shortfall(of, Weighed(value, target, Verdict.NOT_MET)) == expected
    assert shortfall(of, Weighed(value, target, Verdict.MET)) == 0
    assert shortfall(of, Weighed(value, target, Verdict.TOO_FEW)) == 0
    assert shortfall(of, Weighed(None, target, Verdict.NOT_GIVEN)) == 1


EARLIEST = date.min


def test_a_figure_is_known_from_the_first_day_unless_somebody_says_when() -> None:
    assert Figure("thing", Q1, Decimal(1)).known_on == EARLIEST
