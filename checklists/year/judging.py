"""What is said of a measure, period by period: met, not met, open, too few to judge, not given.

Verdicts come of exact fractions, never of what is printed of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from operator import attrgetter

from checklists.year.figures import Figure, Standing, Total, added, total
from checklists.year.periods import IN_YEAR, Calendar, Period, kind_of
from checklists.year.rows import Measure
from checklists.year.targets import Against, weigh
from checklists.year.vocabulary import Every, Over, Verdict

FEWEST = 5
"""From fewer people than that nothing is judged, unless a measure says otherwise."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A measure in a period. `value`, `target` and `year_to_date` are shares (95 per cent is 19/20) where
    the measure has a denominator, and numbers where it has none; None where there is nothing to say.
    `second_miss`: it is not met, and was not in the period before. `to_date` is what is said of the year's
    periods up to this one together."""

    measure: Measure
    period: Period
    total: Total | None
    value: Fraction | None
    target: Fraction | None
    verdict: Verdict
    year_to_date: Fraction | None
    second_miss: bool = False
    to_date: Verdict = Verdict.NOT_GIVEN


@dataclass(frozen=True, slots=True)
class Setting:
    """What a judgement stands on: the definition's measures, the figures that stand by measure and period,
    the contract's first day, from how many people on a figure is judged, and the contract's last day; None
    where nobody knows it."""

    measures: Sequence[Measure]
    figures: Standing
    first_on: date
    fewest: int = FEWEST
    last_on: date | None = None

    def total(self, measure: Measure, periods: Iterable[str]) -> Total | None:
        """What is given of the measure in those periods, added up; of a joint one nothing where a figure of
        one of its measures is wanting."""
        keys = list(periods)
        if not measure.joint:
            return total(self.given(measure.key, keys))
        whole = [key for key in keys if all(self.given(each, [key]) for each in measure.joint)]
        return total(figure for each in measure.joint for figure in self.given(each, whole))

    def given(self, key: str, periods: Iterable[str]) -> list[Figure]:
        found = (self.figures.get((key, period)) for period in periods)
        return [each for each in found if each is not None and each.is_given]

    def calendar(self, measure: Measure) -> Calendar:
        return Calendar(self.first_on, measure.year_of)

    def periods_given(self, measure: Measure) -> set[str]:
        """Those that any figure names, also one of its joint measures, and also as not given."""
        keys = set(measure.joint) or {measure.key}
        return {period for key, period in self.figures if key in keys}


def judge(setting: Setting) -> list[Judged]:
    """Every measure of the definition with a target, and those without one of which a figure is given, for
    every period from the first to the last of which any figure is given of any measure of such periods."""
    asked = (each for each in setting.measures if each.has_target or setting.periods_given(each))
    return [judged for measure in asked for judged in judge_measure(setting, measure)]


def judge_measure(setting: Setting, measure: Measure) -> list[Judged]:
    found: list[Judged] = []
    earlier: list[Total] = []
    for period in periods_of(setting, measure):
        judged = judge_period(setting, measure, period, earlier)
        if may_turn(judged):
            judged = replace(judged, verdict=verdict_of_all(setting, judged, found))
        again, to_date = misses_again(setting, judged, found), verdict_to_date(setting, judged, found)
        found.append(replace(judged, second_miss=again, to_date=to_date))
        if judged.total is not None:
            earlier.append(judged.total)
    return found


def asked_before(setting: Setting, measure: Measure, before: Sequence[Judged]) -> Sequence[Judged]:
    """Those from the first one on of which any figure names the measure: before it nothing was asked."""
    named = setting.periods_given(measure)
    first = next((place for place, each in enumerate(before) if each.period.key in named), len(before))
    return before[first:]


def may_turn(judged: Judged) -> bool:
    """Whether more figures could turn what is said of all periods so far."""
    measure = judged.measure
    turns = Verdict.NOT_MET if measure.at_least is not None else Verdict.MET
    return measure.over is Over.CONTRACT and judged.verdict is turns


def verdict_of_all(setting: Setting, judged: Judged, before: Sequence[Judged]) -> Verdict:
    """Of what may turn: not given while an earlier figure is wanting, and open until the last period."""
    if any(each.total is None for each in asked_before(setting, judged.measure, before)):
        return Verdict.NOT_GIVEN
    is_last = setting.last_on is not None and setting.last_on <= judged.period.span.until_on
    return judged.verdict if is_last else Verdict.OPEN


def misses_again(setting: Setting, judged: Judged, before: Sequence[Judged]) -> bool:
    """Only what was judged not met in the period just before is missed again: where nothing is known of that
    one nobody knows. What is reached over the whole contract is not missed time after time until it is."""
    if judged.verdict is not Verdict.NOT_MET or not before or judged.measure.over is Over.CONTRACT:
        return False
    last, calendar = before[-1], setting.calendar(judged.measure)
    is_next = last.period.every is judged.period.every and calendar.following(last.period) == judged.period
    return is_next and last.verdict is Verdict.NOT_MET


def verdict_to_date(setting: Setting, judged: Judged, before: Sequence[Judged]) -> Verdict:
    """Of the year so far: not given where one of its periods is not, since nobody knows then."""
    measure, year = judged.measure, judged.period.year
    so_far = [*(each for each in before if each.period.year == year), judged]
    if measure.over is Over.CONTRACT or any(each.total is None for each in so_far):
        return judged.verdict if measure.over is Over.CONTRACT else Verdict.NOT_GIVEN
    now = setting.total(measure, [each.period.key for each in so_far])
    if measure.change is not None and now is not None and now.denominator is None:
        return Verdict.TOO_FEW
    earlier = [each.total for each in before if each.period.year < year and each.total is not None]
    part = Fraction(len(so_far), IN_YEAR[judged.period.every])
    return weigh(measure, now, Against(setting.fewest, part, earlier)).verdict


def judge_period(setting: Setting, measure: Measure, period: Period, earlier: Sequence[Total]) -> Judged:
    """`earlier` are the totals of the periods before it, the first one first."""
    now = setting.total(measure, [period.key])
    counted = added([*earlier, now]) if now is not None and measure.over is Over.CONTRACT else now
    part = Fraction(1, IN_YEAR[period.every])
    weighed = weigh(measure, counted, Against(setting.fewest, part, earlier))
    to_date = year_to_date(setting, measure, period)
    return Judged(measure, period, now, weighed.value, weighed.target, weighed.verdict, to_date)


def against(setting: Setting, measure: Measure, period: Period) -> Against:
    """What a period is weighed against."""
    return Against(
        setting.fewest, Fraction(1, IN_YEAR[period.every]), earlier_totals(setting, measure, period)
    )


def earlier_totals(setting: Setting, measure: Measure, period: Period) -> list[Total]:
    """Of the periods before it, the first one first; none where the measure follows none."""
    if not measure.direction and measure.change is None:
        return []
    totals = (setting.total(measure, [key]) for key in earlier_keys(setting, measure, period))
    return [each for each in totals if each is not None]


def earlier_keys(setting: Setting, measure: Measure, period: Period) -> list[str]:
    """The periods of its kind before it of which anything is given, the first one first."""
    keys = (setting.calendar(measure).find(key) for key in setting.periods_given(measure))
    alike = (each for each in keys if each is not None and each.every is period.every)
    return [
        each.key for each in sorted(alike, key=attrgetter("span")) if each.span.from_on < period.span.from_on
    ]


def year_to_date(setting: Setting, measure: Measure, period: Period) -> Fraction | None:
    """The year's periods up to this one, added up; None of a change that has no denominators."""
    of_year = setting.calendar(measure).of_year(period.every, period.year)
    so_far = setting.total(measure, [each.key for each in of_year if each.number <= period.number])
    if so_far is None or (measure.change is not None and so_far.denominator is None):
        return None
    return so_far.value


def periods_of(setting: Setting, measure: Measure) -> list[Period]:
    """Its own periods from the first to the last that any figure names, and whole years that are given of it
    in place of theirs."""
    calendar = setting.calendar(measure)
    own = named(calendar, measure.every, {key for _, key in setting.figures})
    whole: list[Period] = []
    if measure.takes_years and measure.every is not Every.YEAR:
        whole = named(calendar, Every.YEAR, setting.periods_given(measure))
    years = {each.year for each in whole}
    return sorted([*whole, *(each for each in own if each.year not in years)], key=attrgetter("span"))


def named(calendar: Calendar, every: Every, keys: Iterable[str]) -> list[Period]:
    """The periods of one kind from the first to the last that the keys name."""
    found = (calendar.find(key) for key in keys if kind_of(key) is every)
    there = sorted((each for each in found if each is not None), key=attrgetter("span"))
    return list(calendar.between(there[0], there[-1])) if there else []
