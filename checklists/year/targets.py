"""Kinds of target, and whether one is met."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from checklists.year.figures import Total
from checklists.year.rows import Measure
from checklists.year.vocabulary import Direction, Verdict

PER_CENT = Fraction(1, 100)
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Weighed:
    """`value` and `target` are shares where the measure has a denominator, and numbers where it has none.
    Of a direction the target is what the earlier periods come to together; of a change what the change
    leads to."""

    value: Fraction | None
    target: Fraction | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Against:
    """What a total is weighed against: `part` of a year that it answers for, the totals of the periods before
    it, and from how many people on anything is judged."""

    fewest: int
    part: Fraction = WHOLE
    earlier: Sequence[Total] = ()


def weigh(measure: Measure, total: Total | None, against: Against) -> Weighed:
    """The total of one period, or of several added up. An unknown is never met."""
    if measure.change is not None:
        return weigh_change(measure, measure.change, total, against)
    target = target_of(measure, against)
    if total is None:
        return Weighed(None, target, Verdict.NOT_GIVEN)
    if not measure.has_target:
        return Weighed(total.value, None, Verdict.NO_TARGET)
    if target is None or total.value is None or is_from_few(measure, total, against.fewest):
        return Weighed(total.value, target, Verdict.TOO_FEW)
    tolerance = scaled(measure, measure.tolerance) * part_of(measure, against)
    meets = goes_right if measure.direction else reaches
    return Weighed(total.value, target, verdict(meets(measure, total.value, target, tolerance)))


def verdict(is_met: bool) -> Verdict:
    return Verdict.MET if is_met else Verdict.NOT_MET


def fewest_of(measure: Measure, fewest: int) -> int:
    """From how many people on the measure is judged."""
    return measure.fewest or fewest


def is_from_few(measure: Measure, total: Total, fewest: int) -> bool:
    """Whether a share is one of too few people. A number says itself how many there are."""
    return measure.is_share and (total.denominator or 0) < fewest_of(measure, fewest)


def target_of(measure: Measure, against: Against) -> Fraction | None:
    """The value that is to be reached; None without one, and of a direction before there is any to follow."""
    if measure.direction:
        return together(measure, against)
    stated = measure.at_least if measure.at_least is not None else measure.at_most
    if stated is None:
        return None
    return scaled(measure, stated) * part_of(measure, against)


def part_of(measure: Measure, against: Against) -> Fraction:
    """The part of the target that the total answers for."""
    return against.part if measure.is_yearly else WHOLE


def scaled(measure: Measure, number: Decimal) -> Fraction:
    """Per cent as a share, of a measure that has a denominator."""
    return Fraction(number) * (PER_CENT if measure.is_share else WHOLE)


def together(measure: Measure, against: Against) -> Fraction | None:
    """What the earlier periods come to: their people added up, or the average of their numbers. Those of too
    few people are left out; None where none is left."""
    counted = [each for each in against.earlier if not is_from_few(measure, each, against.fewest)]
    if not counted:
        return None
    numerator = sum((each.numerator for each in counted), Fraction(0))
    if not measure.is_share:
        return numerator / len(counted)
    return numerator / sum((each.denominator or Fraction(0) for each in counted), Fraction(0))


def reaches(measure: Measure, value: Fraction, target: Fraction, tolerance: Fraction) -> bool:
    if measure.at_least is not None:
        return value >= target - tolerance
    return value <= target + tolerance


def goes_right(measure: Measure, value: Fraction, before: Fraction, tolerance: Fraction) -> bool:
    """Stable is as the earlier periods together, within the tolerance. What cannot rise or fall any further
    needs not: everybody of a share, and nobody."""
    rises, falls = value > before + tolerance, value < before - tolerance
    if measure.direction is Direction.INCREASING:
        return rises or (measure.is_share and value == WHOLE)
    if measure.direction is Direction.DECREASING:
        return falls or value == 0
    return not falls if measure.direction is Direction.STABLE_OR_INCREASING else not rises


def weigh_change(measure: Measure, change: Decimal, total: Total | None, against: Against) -> Weighed:
    """What there is now for what there was: its denominator, or the first period where none is given. The
    first period itself, and one that is compared with too few, cannot be judged."""
    target = WHOLE + Fraction(change) * PER_CENT
    if total is None:
        return Weighed(None, target, Verdict.NOT_GIVEN)
    before = total.denominator
    if before is None and against.earlier:
        before = against.earlier[0].numerator
    if not before:
        return Weighed(None, target, Verdict.TOO_FEW)
    value = total.numerator / before
    if before < fewest_of(measure, against.fewest):
        return Weighed(value, target, Verdict.TOO_FEW)
    tolerance = Fraction(measure.tolerance) * PER_CENT
    return Weighed(
        value, target, verdict(value <= target + tolerance if change < 0 else value >= target - tolerance)
    )


def shortfall(measure: Measure, weighed: Weighed) -> Fraction:
    """How far it is from its target, as a share of that: 0 where it is met or cannot be judged, 1 where
    nothing is reached or given. A direction is met or it is not."""
    if weighed.verdict in (Verdict.MET, Verdict.TOO_FEW):
        return Fraction(0)
    value, target = weighed.value, weighed.target
    if weighed.verdict is not Verdict.NOT_MET or value is None or not target or measure.direction:
        return WHOLE
    rises = measure.at_least is not None or (measure.change or 0) > 0
    missing = WHOLE - value / target if rises else value / target - WHOLE
    return min(WHOLE, max(Fraction(0), missing))
