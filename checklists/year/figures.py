"""Figures as they are given: numerator and denominator, never the share alone, and what is kept of
corrections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """What was given of a measure for a period. Both numbers are None where nothing is given; a number that
    is no share has no denominator. `known_on` is the local day on which it was given."""

    measure: str
    period: str
    numerator: Decimal | None
    denominator: Decimal | None = None
    known_on: date = date.min

    @property
    def is_given(self) -> bool:
        return self.numerator is not None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The figure that stands, and those that it corrected, the first one first."""

    figure: Figure
    before: tuple[Figure, ...] = ()


def standing_figures(
    figures: Iterable[Figure], known: date | None = None
) -> dict[tuple[str, str], Corrected]:
    """By measure and period the figure that stands on the evening of the day `known`, with those before it: a
    correction of a past period keeps both. Of two that were given on one day the later in the list stands."""
    found: dict[tuple[str, str], Corrected] = {}
    for figure in sorted(figures, key=lambda each: each.known_on):
        if known is not None and figure.known_on > known:
            continue
        key = (figure.measure, figure.period)
        earlier = found.get(key)
        found[key] = Corrected(figure, (*earlier.before, earlier.figure) if earlier else ())
    return found


def could_point(figure: Figure, fewest: int) -> bool:
    """Whether it could point at somebody, so that the council does not see it: it is from fewer people than
    that, or they, or those whom it leaves out, are fewer, but for nobody at all.

    >>> could_point(Figure("m", "2026-Q1", Decimal(3), Decimal(40)), 5)
    True
    >>> could_point(Figure("m", "2026-Q1", Decimal(0), Decimal(40)), 5)
    False
    """
    if figure.numerator is None:
        return False
    counts = [figure.numerator]
    if figure.denominator is not None:
        counts += [figure.denominator, figure.denominator - figure.numerator]
    return any(0 < count < fewest for count in counts)


@dataclass(frozen=True, slots=True)
class Total:
    """Figures added up; `denominator` is None where they have none."""

    numerator: Fraction
    denominator: Fraction | None

    @property
    def value(self) -> Fraction | None:
        """The share, or the number; None of nobody."""
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None


def total(figures: Iterable[Figure]) -> Total | None:
    """All that is given added up; None where nothing is."""
    given = [(each.numerator, each.denominator) for each in figures if each.numerator is not None]
    if not given:
        return None
    numerator = sum((Fraction(each) for each, _ in given), Fraction(0))
    parts = [Fraction(each) for _, each in given if each is not None]
    return Total(numerator, sum(parts, Fraction(0)) if parts else None)


def added(totals: Iterable[Total]) -> Total:
    """Numbers added up, which have no denominator."""
    return Total(sum((each.numerator for each in totals), Fraction(0)), None)


Standing = Mapping[tuple[str, str], Figure]
"""By measure and period what stands."""
