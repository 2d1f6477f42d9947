"""What partners gave of a measure for a period, put together for the council: added up, never averaged."""

from collections.abc import Mapping
from dataclasses import dataclass
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


def roll_up(measure: Measure, period: str, parts: Mapping[str, Pair | None], fewest: int = FEWEST) -> Rolled:
    """`parts` is by partner what was accepted of the measure for the period."""
    figures = {
        key: Figure(measure.key, period, each.numerator, each.denominator)
        for key, each in parts.items()
        if each is not None and each.is_given
    }
    whole = added_up(measure, period, figures)
    table = {**figures, TOTAL: whole}
    return Rolled(measure, whole, parts, hidden(table, [Sum(TOTAL, tuple(figures))], fewest))


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


__all__ = ["TOTAL", "Rolled", "roll_up"]
