"""What partners gave of a measure for a period, put together for the council: added up, never averaged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checklists.year.figures import Figure
from checklists.year.giving_figures import Pair
from checklists.year.judging import FEWEST
from checklists.year.rows import Measure
from checklists.year.small_numbers import Sum, hidden

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Rolled:
    """A measure in a period. `parts` is by partner what is accepted, and None of whom nothing is; `figure`
    adds up what is given. `hidden` are the partners whose figures the council does not see, and TOTAL where
    it does not see the sum."""

    measure: Measure
    figure: Figure
    parts: Mapping[str, Pair | None]
    hidden: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """Whether every partner's figure is in it; where one is missing nothing can be judged."""
        return all(each is not None and each.is_given for each in self.parts.values())

    @property
    def for_judging(self) -> Figure:
        return self.figure if self.is_whole else Figure(self.measure.key, self.figure.period, None)


def roll_up(
    measure: Measure,
    period: str,
    parts: Mapping[str, Pair | None],
    fewest: int = FEWEST,
    before: Sequence[Rolled] = (),
) -> Rolled:
    """`parts` is by partner what was accepted of the measure for the period; `before` what the council was
    told of it already."""
    figures = {
        key: Figure(measure.key, period, each.numerator, each.denominator)
        for key, each in parts.items()
        if each is not None and each.is_given
    }
    whole = added_up(measure, period, figures)
    table = {**figures, TOTAL: whole}
    told = [told_of(each) for each in before]
    known = {key for key, each in table.items() if any(same(shown.get(key), each) for shown in told)}
    never = frozenset[str]().union(*(each.hidden for each in before))
    sums = [Sum(TOTAL, tuple(figures))]
    found = Rolled(measure, whole, parts, hidden(table, sums, fewest, never, known))
    if any(gives_away(each, found) for each in before):
        return replace(found, hidden=hidden(table, sums, fewest, {*never, TOTAL}, known))
    return found


def gives_away(before: Rolled, now: Rolled) -> bool:
    """Whether both totals together would tell a hidden figure, which only one of them has in it."""
    if TOTAL in before.hidden or TOTAL in now.hidden:
        return False
    then, given = given_of(before), given_of(now)
    return bool((then ^ given) & (before.hidden | now.hidden))


def given_of(rolled: Rolled) -> set[str]:
    return {key for key, each in rolled.parts.items() if each is not None and each.is_given}


def told_of(rolled: Rolled) -> dict[str, Pair]:
    """The figures that the council saw of it."""
    whole = {TOTAL: Pair(rolled.figure.numerator, rolled.figure.denominator)}
    given = {key: each for key, each in rolled.parts.items() if each is not None}
    return {key: each for key, each in (given | whole).items() if key not in rolled.hidden and each.is_given}


def same(told: Pair | None, figure: Figure) -> bool:
    return told is not None and (told.numerator, told.denominator) == (figure.numerator, figure.denominator)


def added_up(measure: Measure, period: str, figures: Mapping[str, Figure]) -> Figure:
    """Numerators and denominators by themselves; nothing is given where nobody gave anything."""
    numerators = [each.numerator for each in figures.values() if each.numerator is not None]
    denominators = [each.denominator for each in figures.values() if each.denominator is not None]
    return Figure(
        measure.key,
        period,
        sum(numerators, Decimal(0)) if numerators else None,
        sum(denominators, Decimal(0)) if denominators else None,
    )


__all__ = ["TOTAL", "Rolled", "added_up", "roll_up"]
