"""Payment by results: what of a quarter's fee is deducted, line by line, and what is paid back after the
last one of the year.

Everything is exact until the end of each line, where half-pennies are rounded half up.
"""

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil

from checklists.calendar import Span
from checklists.year.figures import Total
from checklists.year.judging import Setting, against, earlier_totals
from checklists.year.periods import Calendar, Period
from checklists.year.rows import Area, Measure, Payment, PaymentPart
from checklists.year.targets import Against, Weighed, shortfall, weigh
from checklists.year.vocabulary import Every, Shortfall, TrueUp, Verdict

PENNY = Decimal("0.01")
NOTHING = Decimal("0.00")
QUARTERS = 4
WHOLE_YEAR = frozenset(range(1, QUARTERS + 1))
"""The numbers of its quarters."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of a quarter, or of the year. `weight` is what it may cost, in pounds; `deduction` what it
    does, in pounds and pence. A line of too few people costs nothing, one that is not given costs all."""

    measure: Measure
    weight: Fraction
    weighed: Weighed
    deduction: Decimal
    total: Total | None = None


@dataclass(frozen=True, slots=True)
class QuarterPaid:
    """`paid`, `withheld` and `deduction` together are the fee; `deduction` is what the lines come to."""

    period: Period
    fee: Decimal
    lines: tuple[Line, ...]
    is_withheld: bool = False

    @property
    def deduction(self) -> Decimal:
        return sum((line.deduction for line in self.lines), NOTHING)

    @property
    def withheld(self) -> Decimal:
        return self.fee - self.deduction if self.is_withheld else NOTHING

    @property
    def paid(self) -> Decimal:
        return self.fee - self.deduction - self.withheld


@dataclass(frozen=True, slots=True)
class YearPaid:
    """The quarters of a year so far. `lines` tell each measure over the year, once all its quarters are
    there, with what was deducted for it; `true_up` is what is paid back of that. `is_there` where they are,
    also where nothing is worked out over the year; `has_gap` where one before those that are there is
    wanting, so that the year never comes to be there."""

    year: int
    quarters: tuple[QuarterPaid, ...]
    lines: tuple[Line, ...]
    true_up: Decimal
    is_there: bool = False
    has_gap: bool = False

    @property
    def fee(self) -> Decimal:
        return sum((each.fee for each in self.quarters), NOTHING)

    @property
    def deduction(self) -> Decimal:
        return sum((each.deduction for each in self.quarters), NOTHING)

    @property
    def withheld(self) -> Decimal:
        return sum((each.withheld for each in self.quarters), NOTHING)

    @property
    def paid(self) -> Decimal:
        return self.fee - self.deduction - self.withheld + self.true_up

    @property
    def is_over(self) -> bool:
        return bool(self.lines)

    @property
    def is_short(self) -> bool:
        """Whether it has fewer quarters than a year has."""
        return len(self.quarters) < QUARTERS

    def ends_with(self, period: Period) -> bool:
        """Whether that is its last quarter, as far as they are there."""
        return bool(self.quarters) and self.quarters[-1].period == period


def pay_year(
    payment: Payment, area: Area, setting: Setting, quarters: Sequence[Period], withheld: Collection[str] = ()
) -> YearPaid:
    """The quarters of one year, in their order, each by its own figures. `withheld` are the keys of those
    whose payment waits."""
    paid = tuple(pay_quarter(payment, area, setting, each, each.key in withheld) for each in quarters)
    return year_of(payment, setting, paid)


def year_of(
    payment: Payment, setting: Setting, quarters: Sequence[QuarterPaid], numbers: Set[int] = WHOLE_YEAR
) -> YearPaid:
    """The year of quarters that are worked out, each by the rule of its time. Nothing is paid back before all
    of these numbers are there, nor where they do not have the same lines with the same targets."""
    paid, year = tuple(quarters), quarters[0].period.year
    asked = {tuple(judging(line.measure) for line in each.lines) for each in paid}
    there = {each.period.number for each in paid}
    has_gap = any(number < max(there) for number in numbers - there)
    if there != numbers or len(asked) > 1:
        return YearPaid(year, paid, (), NOTHING, there == numbers, has_gap)
    lines = year_lines(setting, paid)
    return YearPaid(year, paid, lines, true_up(payment, lines), is_there=True)


def judging(measure: Measure) -> tuple[object, ...]:
    """By what a line is judged: otherwise put, it is the same."""
    bounds = (measure.at_least, measure.at_most, measure.change, measure.direction, measure.tolerance)
    return measure.key, *bounds, measure.over, measure.is_share, measure.joint, measure.fewest


def numbers_within(calendar: Calendar, year: int, span: Span) -> Set[int]:
    """Of a year's quarters those of which a day lies in the span: a year in which something begins or ends
    has fewer."""
    of_year = calendar.of_year(Every.QUARTER, year)
    return frozenset(each.number for each in of_year if each.span.clip(span))


def pay_quarter(
    payment: Payment, area: Area, setting: Setting, quarter: Period, is_withheld: bool = False
) -> QuarterPaid:
    fee = Fraction(area.fee, QUARTERS)

    lines, left = [], rounded(fee * most(payment))
    for measure, part, share in shares(payment, setting):
        weight = fee * share_of(payment.at_risk) * share
        now = setting.total(measure, [quarter.key])
        found = weigh(measure, now, against(setting, measure, quarter))
        deduction = min(left, rounded(weight * deducted_share(measure, part, found)))
        left -= deduction
        lines.append(Line(measure, weight, found, deduction, now))
    return QuarterPaid(quarter, rounded(fee), tuple(lines), is_withheld)


def shares(payment: Payment, setting: Setting) -> Iterable[tuple[Measure, PaymentPart, Fraction]]:
    """Each measure with its share of what is at risk: that of its part, parted equally."""
    measures = {each.key: each for each in setting.measures}
    for part in payment.parts:
        for key in part.measures:
            yield measures[key], part, share_of(part.weight) / len(part.measures)


def share_of(percent: Decimal) -> Fraction:
    return Fraction(percent) / 100


def most(payment: Payment) -> Fraction:
    """The share of the fee beyond which nothing is deducted, however the lines are rounded."""
    return share_of(payment.at_risk if payment.cap is None else payment.cap)


def deducted_share(measure: Measure, part: PaymentPart, weighed: Weighed) -> Fraction:
    """The share of a line's weight that is deducted, from 0 to 1."""
    missing = shortfall(measure, weighed)
    if part.shortfall is Shortfall.PROPORTION or not missing:
        return missing
    if part.shortfall is Shortfall.ALL_OR_NOTHING:
        return Fraction(1)
    reached = 1 - missing
    steps = [share_of(step.deducts) for step in part.steps if reached < share_of(step.below)]
    return max(steps, default=Fraction(0))


def rounded(pounds: Fraction) -> Decimal:
    """To the penny, half a penny up.

    >>> rounded(Fraction(1, 200)), rounded(Fraction(4511, 1000))
    (Decimal('0.01'), Decimal('4.51'))
    """
    pence, rest = divmod(pounds * 100, 1)
    return (Decimal(int(pence) + (1 if rest >= Fraction(1, 2) else 0)) / 100).quantize(PENNY, ROUND_HALF_UP)


def year_lines(setting: Setting, quarters: Sequence[QuarterPaid]) -> tuple[Line, ...]:
    """Each measure over the whole year, with its deductions of all quarters."""
    of_quarters = zip(*(each.lines for each in quarters), strict=True)
    return tuple(year_line(setting, [each.period for each in quarters], lines) for lines in of_quarters)


def year_line(setting: Setting, periods: Sequence[Period], lines: Sequence[Line]) -> Line:
    """Not given over the year where it is not given in one of the quarters: nobody knows then. Of a year that
    has fewer quarters as many parts of its target are asked."""
    measure = lines[0].measure
    is_whole = all(line.weighed.verdict is not Verdict.NOT_GIVEN for line in lines)
    now = setting.total(measure, [each.key for each in periods]) if is_whole else None
    earlier = earlier_totals(setting, measure, periods[0])
    part = Fraction(len(periods), QUARTERS)
    weighed = weigh(measure, now, Against(setting.fewest, part, earlier))
    weight = sum((line.weight for line in lines), Fraction(0))
    return Line(measure, weight, weighed, sum((line.deduction for line in lines), NOTHING), now)


def true_up(payment: Payment, lines: Sequence[Line]) -> Decimal:
    """What is paid back of the year's deductions. What is not known to be met is not."""
    met = [line for line in lines if line.weighed.verdict is Verdict.MET]
    if payment.true_up is None or (payment.true_up is TrueUp.ALL and len(met) < len(lines)):
        return NOTHING
    return sum((line.deduction for line in met), NOTHING)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that a later correction changes: what was approved stays, and `pounds` are added to the next
    payment, or taken from it where they are less than nothing."""

    measure: Measure
    approved: Decimal
    anew: Decimal

    @property
    def pounds(self) -> Decimal:
        return self.approved - self.anew


def more_needed(line: Line) -> int | None:
    """What would change it: how many more would have met the target, of the same number of people; None where
    it is met, or more would not help."""
    target, given = line.weighed.target, line.total
    if line.measure.at_least is None or line.weighed.verdict is not Verdict.NOT_MET:
        return None
    if target is None or given is None:
        return None
    wanted = target * given.denominator if given.denominator is not None else target
    return ceil(wanted - given.numerator)


__all__ = [
    "QUARTERS",
    "Difference",
    "Line",
    "QuarterPaid",
    "YearPaid",
    "more_needed",
    "numbers_within",
    "pay_quarter",
    "pay_year",
    "rounded",
    "year_of",
]
