"""Figures as they are typed into a form or a workbook: read pair by pair, each side with what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from checklists.year.reading_figures import Unread, read_number
from checklists.year.rows import Measure

NUMERATOR, DENOMINATOR = "numerator", "denominator"
FIGURE = "figure"
"""What either is called to whoever types it: the boxes of a form have labels of their own."""
WHOLE = "a whole number, 0 or more"
PART = "a number with at most 2 decimals, 0 or more"


@dataclass(frozen=True, slots=True)
class Pair:
    """Numerator and denominator of a measure; None where nothing is given. A number has no denominator."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def is_given(self) -> bool:
        return self.numerator is not None


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a side of a pair, and what is expected there."""

    sentence: str
    expected: str


@dataclass(slots=True)
class PairRead:
    """What was read of a pair: by side what is wrong, and whether something is only missing."""

    pair: Pair = field(default_factory=Pair)
    wrong: dict[str, Wrong] = field(default_factory=dict)


def has_two(measure: Measure) -> bool:
    """Whether a denominator is asked for beside the numerator."""
    return measure.denominator is not None


def expected_of(measure: Measure) -> str:
    return PART if measure.fractions else WHOLE


def read_pair(measure: Measure, typed: Mapping[str, str]) -> PairRead:
    """Both sides as they were typed, by NUMERATOR and DENOMINATOR. Where a side cannot be read, or is blank,
    nothing is said of what would follow from it."""
    read, found = PairRead(), dict[str, Decimal | None]()
    for side in (NUMERATOR, DENOMINATOR) if has_two(measure) else (NUMERATOR,):
        try:
            found[side] = read_number(FIGURE, typed.get(side, ""), measure)
        except Unread as error:
            read.wrong[side] = Wrong(str(error), expected_of(measure))
    if not read.wrong:
        read.pair = Pair(found[NUMERATOR], found.get(DENOMINATOR))
        read.wrong = wrong_together(measure, read.pair)
    return read


def wrong_together(measure: Measure, pair: Pair) -> dict[str, Wrong]:
    if not has_two(measure):
        return {}
    if (pair.numerator is None) != (pair.denominator is None):
        blank = NUMERATOR if pair.numerator is None else DENOMINATOR
        return {blank: Wrong("The figure is missing, and the other one is given.", expected_of(measure))}
    if pair.numerator is None or pair.denominator is None or not measure.is_share:
        return {}
    if pair.numerator > pair.denominator:
        of = f"the {pair.denominator:f} of “{measure.denominator}”"
        sentence = f"The figure {pair.numerator:f} is more than {of}."
        return {NUMERATOR: Wrong(sentence, f"no more than the denominator, {pair.denominator:f}")}
    return {}


def jumps(before: Pair | None, now: Pair) -> bool:
    """Whether a number differs from the last period's by more than half of that.

    >>> jumps(Pair(Decimal(10)), Pair(Decimal(15))), jumps(Pair(Decimal(10)), Pair(Decimal(16)))
    (False, True)
    >>> jumps(Pair(Decimal(0)), Pair(Decimal(1))), jumps(None, Pair(Decimal(1)))
    (True, False)
    """
    if before is None:
        return False
    sides = ((before.numerator, now.numerator), (before.denominator, now.denominator))
    return any(old is not None and new is not None and 2 * abs(new - old) > old for old, new in sides)


__all__ = [
    "DENOMINATOR",
    "NUMERATOR",
    "Pair",
    "PairRead",
    "Wrong",
    "expected_of",
    "has_two",
    "jumps",
    "read_pair",
]
