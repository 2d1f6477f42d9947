"""Which figures the council does not see: those that could point at somebody, and those by which they
could be worked out.

A figure is shown or hidden whole: numerator and denominator give each other's rest.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checklists.year.figures import Figure, could_point


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure and those that add up to it: of a period's total the partners', of the year to date its
    periods' totals."""

    total: str
    parts: tuple[str, ...]


def hidden(
    figures: Mapping[str, Figure],
    sums: Sequence[Sum],
    fewest: int,
    before: Collection[str] = (),
    known: Collection[str] = (),
) -> frozenset[str]:
    """The keys of the figures that are hidden, for small numbers or because they would give one away. A key
    is a part of at most one sum. What is not given is not a figure, and hides nothing. `before` were hidden
    when they were told before, and stay so; `known` are figures that were shown then and are the same: there
    is nothing left to hide of them, nor behind them.

    Of a sum nothing is hidden, or two figures are at least; and where the total is shown, what its hidden
    parts come to is that of no few people either.
    """
    given = {key: each for key, each in figures.items() if each.is_given}
    told = frozenset(known)
    found = {key for key, each in given.items() if could_point(each, fewest) or key in before} - told
    while more := next_hidden(given, sums, found, fewest, told):
        found |= more
    return frozenset(found)


def next_hidden(
    given: Mapping[str, Figure], sums: Iterable[Sum], found: set[str], fewest: int, known: frozenset[str]
) -> set[str]:
    """One more that has to be hidden; empty where nothing can be worked out."""
    for each in sums:
        if each.total not in given or is_safe(given, each, found, fewest):
            continue
        shown = [key for key in each.parts if key in given and key not in found and key not in known]
        if shown:
            return {min(shown, key=lambda key: size(given[key]))}
        if each.total not in found and each.total not in known:
            return {each.total}
    return set()


def is_safe(given: Mapping[str, Figure], line: Sum, found: set[str], fewest: int) -> bool:
    parts = [given[key] for key in line.parts if key in found and key in given]
    if line.total in found:
        return bool(parts)
    return not parts or (len(parts) > 1 and all(count >= fewest for count in together(parts)))


def together(figures: Iterable[Figure]) -> list[Decimal]:
    """What they come to: numerators, denominators and the rest between them. Nobody at all is no hiding
    place: then each of them is known to be nobody."""
    given = list(figures)
    numerator = sum((each.numerator or Decimal(0) for each in given), Decimal(0))
    if all(each.denominator is None for each in given):
        return [numerator]
    denominator = sum((each.denominator or Decimal(0) for each in given), Decimal(0))
    return [numerator, denominator, denominator - numerator]


def size(figure: Figure) -> tuple[bool, Decimal]:
    """The smaller is hidden first, and those of nobody last: they hide nothing."""
    number = figure.numerator or Decimal(0)
    whole = number if figure.denominator is None else figure.denominator
    return (not number, whole)


__all__ = ["Sum", "hidden"]
