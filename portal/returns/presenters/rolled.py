"""What comes together of a period: each measure added up and judged, what is missing, what the council may
see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checklists.calendar import Span
from checklists.year.giving import SectionState
from checklists.year.judging import Judged
from checklists.year.rolling_up import TOTAL, Rolled
from checklists.year.rows import Measure
from checklists.year.together import judge_contract, judge_partner
from checklists.year.vocabulary import Over, OwedState, Verdict
from portal.returns.presenters.gaps import NOT_GIVEN, Gaps, gaps_of
from portal.returns.presenters.listed import address_of
from portal.returns.queries.period import Line
from portal.words.measures import (
    VERDICT,
    again_words,
    is_elses,
    rule_for_contract,
    value_in_words,
    verdict_on,
)
from portal.words.returns import OF_LEAD

Verdicts = Mapping[str, Judged]
"""Of a period, by measure."""

NOT_ALL = "Not judged: figures are missing"


@dataclass(frozen=True, slots=True)
class PartView:
    """What one partner gave; it leads to the return. `is_hidden`: the council does not see it. `verdict` is
    said where the target is each partner's and none of the sum."""

    partner: str
    words: str
    is_hidden: bool
    href: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class MeasureView:
    """`again` says what follows where it is missed a second time, in the contract's words."""

    title: str
    rule: str
    words: str
    value: str
    verdict: str
    again: str
    is_hidden: bool
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class MissingView:
    partner: str
    title: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class RolledPage:
    measures: tuple[MeasureView, ...]
    missing: tuple[MissingView, ...]


def rolled_page(
    rolled: Sequence[Rolled], lines: Iterable[Line], period: str, lasts: Span, fewest: int
) -> RolledPage | None:
    """None where no return of the period gives figures."""
    shown = [each for each in rolled if each.figure.period == period]
    if not shown:
        return None
    measures = [each.measure for each in shown]
    judged = of_period(judge_contract(rolled, measures, lasts.from_on, fewest, lasts.until_on), period)
    given = tuple(data_lines(lines, period))
    theirs, gaps = {str(each.engagement_id): each for each in given}, gaps_of(given)
    own = by_partner(rolled, theirs, period, lasts.from_on, fewest)
    views = tuple(measure_view(each, judged.get(each.measure.key), theirs, own, gaps) for each in shown)
    return RolledPage(views, tuple(missing_of(given)))


def by_partner(
    rolled: Sequence[Rolled], theirs: Mapping[str, Line], period: str, first_on: date, fewest: int
) -> Mapping[str, Verdicts]:
    """On the numbers that each is to reach, as they were asked for the period. Earlier periods count only for
    what is reached over the contract: with hundreds of partners the others are left out."""
    of_each = [each for each in rolled if each.measure.is_number_of_each]
    counted = [each for each in of_each if period == each.figure.period or each.measure.over is Over.CONTRACT]
    measures = tuple(each.measure for each in counted if each.figure.period == period)
    judged = (
        (key, judge_partner(counted, measures, key, first_on, fewest, line.ends_on))
        for key, line in theirs.items()
    )
    return {key: of_period(found, period) for key, found in judged}


def of_period(judged: Iterable[Judged], period: str) -> Verdicts:
    return {each.measure.key: each for each in judged if each.period.key == period}


def data_lines(lines: Iterable[Line], period: str) -> Iterable[Line]:
    """Without those of partners for whom the period goes on: of them nothing is missing yet."""
    begun = (each for each in lines if each.interval.state is not OwedState.AHEAD)
    of_period = (each for each in begun if each.asked.owed.part == period)
    return (each for each in of_period if any(each.asked.figures(part) for part in each.asked.sections))


def measure_view(
    rolled: Rolled,
    judged: Judged | None,
    lines: Mapping[str, Line],
    own: Mapping[str, Verdicts],
    gaps: Gaps,
) -> MeasureView:
    measure = rolled.measure
    is_known = judged is not None and rolled.is_whole and judged.verdict is not Verdict.NOT_GIVEN
    verdict = verdict_on(measure, judged.verdict) if judged and is_known else NOT_ALL
    again = judged is not None and judged.second_miss
    is_of_each = judged is not None and is_elses(measure, judged.verdict)
    parts = tuple(
        PartView(
            lines[key].partner,
            in_words(pair.numerator, pair.denominator)
            if pair
            else gaps.get((key, measure.key, rolled.figure.period), NOT_GIVEN),
            key in rolled.hidden,
            address_of(lines[key].engagement_id, lines[key], reads=True) if lines[key].was_sent else "",
            verdict_of(own[key].get(measure.key)) if is_of_each and pair else "",
        )
        for key, pair in rolled.parts.items()
    )
    return MeasureView(
        measure.title,
        rule_words(measure, judged),
        in_words(rolled.figure.numerator, rolled.figure.denominator),
        value_in_words(measure, judged.value) if judged and measure.denominator else "-",
        verdict,
        again_words(measure) if again else "",
        TOTAL in rolled.hidden,
        parts,
    )


def rule_words(measure: Measure, judged: Judged | None) -> str:
    """Of a year's target also what the period answers for."""
    part = judged.target if judged and measure.is_yearly else None
    here = f", {value_in_words(measure, part)} in this period" if part is not None else ""
    verdict = judged.verdict if judged else Verdict.NOT_GIVEN
    return rule_for_contract(measure, verdict) + here


def verdict_of(own: Judged | None) -> str:
    return VERDICT[own.verdict].lower() if own else ""


def in_words(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """How many of how many.

    >>> in_words(Decimal(8), Decimal(10)), in_words(None, None)
    ('8 of 10', 'Not given')
    """
    if numerator is None:
        return NOT_GIVEN
    return f"{numerator:,f}" if denominator is None else f"{numerator:,f} of {denominator:,f}"


def missing_of(lines: Iterable[Line]) -> Iterable[MissingView]:
    """Which section of whom is not accepted, and how it stands."""
    for line in lines:
        href = address_of(line.engagement_id, line, reads=True) if line.was_sent else ""
        late = ", late" if line.interval.state is OwedState.LATE and not line.lies_with_lead else ""
        for section in line.asked.sections:
            state = line.states[section.key]
            if line.asked.figures(section) and state is not SectionState.ACCEPTED:
                yield MissingView(line.partner, section.title, OF_LEAD[state] + late, href)
