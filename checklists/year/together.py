"""Whose a verdict is, where several partners deliver a contract.

A target that all partners reach together is the contract's: none of them has missed it alone. A number that
each partner is to reach is each one's own: their sum says nothing of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.year.figures import Figure
from checklists.year.judging import FEWEST, Judged, Setting, judge
from checklists.year.periods import Calendar, Period
from checklists.year.rolling_up import Rolled
from checklists.year.rows import Measure
from checklists.year.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Whose:
    """Of whom the figures of a contract are: `rolled` is all that its partners were asked for of the periods
    that have ended."""

    rolled: Sequence[Rolled]
    first_on: date

    def partners(self, measure: Measure, period: Period) -> frozenset[str]:
        """Who was asked for the measure in the period, or in one before it: by their figures it is judged."""
        calendar = Calendar(self.first_on, measure.year_of)
        keys = set(measure.joint) or {measure.key}
        found: set[str] = set()
        for each in self.rolled:
            its = calendar.find(each.figure.period) if each.measure.key in keys else None
            if its is not None and its.span.from_on <= period.span.from_on:
                found |= set(each.parts)
        return frozenset(found)

    def is_partners(self, measure: Measure, period: Period, partner: str) -> bool:
        """Whether the verdict is that partner's: where it alone was asked, it is the contract's as well."""
        return not measure.is_together or self.partners(measure, period) <= {partner}

    def is_contracts(self, measure: Measure, period: Period) -> bool:
        return not measure.is_number_of_each or len(self.partners(measure, period)) <= 1


def judge_contract(
    rolled: Sequence[Rolled],
    measures: Iterable[Measure],
    first_on: date,
    fewest: int = FEWEST,
    last_on: date | None = None,
) -> list[Judged]:
    """By all that is accepted, added up. Nothing is judged while a figure of somebody is wanting."""
    whose = Whose(rolled, first_on)
    figures = {(each.measure.key, each.figure.period): each.for_judging for each in rolled}
    setting = Setting(tuple(measures), figures, first_on, fewest, last_on)
    return [of_contract(each, whose) for each in judge(setting)]


def of_contract(judged: Judged, whose: Whose) -> Judged:
    """What is said of the contract, of its figures as they are judged together."""
    return judged if whose.is_contracts(judged.measure, judged.period) else unjudged(judged)


def judge_partner(
    rolled: Sequence[Rolled],
    measures: Iterable[Measure],
    partner: str,
    first_on: date,
    fewest: int = FEWEST,
    last_on: date | None = None,
) -> list[Judged]:
    """By its own accepted figures of these measures."""
    judged = tuple(measures)
    keys = {key for each in judged for key in (each.key, *each.joint)}
    whose = Whose([each for each in rolled if each.measure.key in keys], first_on)
    figures = {
        (each.measure.key, each.figure.period): figure_of(each, partner)
        for each in whose.rolled
        if partner in each.parts
    }
    found = judge(Setting(judged, figures, first_on, fewest, last_on))
    return [
        each if whose.is_partners(each.measure, each.period, partner) else unjudged(each) for each in found
    ]


def figure_of(rolled: Rolled, partner: str) -> Figure:
    pair = rolled.parts[partner]
    key, period = rolled.measure.key, rolled.figure.period
    return Figure(key, period, pair.numerator, pair.denominator) if pair else Figure(key, period, None)


def unjudged(judged: Judged) -> Judged:
    """What is said of a figure whose target is somebody else's: nothing."""
    nothing = Verdict.NO_TARGET
    return replace(judged, target=None, verdict=nothing, second_miss=False, to_date=nothing)


__all__ = ["Whose", "judge_contract", "judge_partner", "of_contract"]
