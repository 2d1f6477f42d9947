"""A roll-up as it is sent and kept: what the lead knows of a period, and what of it the council sees."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from checklists.year.figures import Figure
from checklists.year.giving_figures import Pair
from checklists.year.rolling_up import TOTAL, Rolled
from checklists.year.rows import Measure
from checklists.year.vocabulary import Direction, Every, Over, ReachedBy, Verdict, YearOf

WORDS = ("key", "title", "clause", "source", "numerator", "denominator", "fractions", "fewest", "second_miss")
NUMBERS = ("at_least", "at_most", "change", "tolerance")
"""What is kept of a measure as it is, and as a number."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one partner gave."""

    engagement: str
    partner: str
    pair: Pair


@dataclass(frozen=True, slots=True)
class Line:
    """A measure as the checklist had it then. `value`, `target` and `to_date_value` are None where there is
    nothing to say; `hidden` are the engagements whose figures the council does not see, and TOTAL; `unsent`
    the periods that are wanting for the year to date."""

    measure: Measure
    total: Pair
    value: Fraction | None
    target: Fraction | None
    verdict: Verdict
    is_again: bool
    to_date: Pair
    to_date_value: Fraction | None
    to_date_verdict: Verdict
    unsent: tuple[str, ...]
    hidden: frozenset[str]
    hides_value: bool
    hides_to_date: bool
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        return self.measure.key

    @property
    def title(self) -> str:
        return self.measure.title

    @property
    def hides_total(self) -> bool:
        return TOTAL in self.hidden

    @property
    def is_whole(self) -> bool:
        return all(each.pair.is_given for each in self.parts)


@dataclass(frozen=True, slots=True)
class Missing:
    """A section that is not accepted; `why` in words. What was sent first knew no more than the partner's
    name: then `engagement` is empty."""

    partner: str
    title: str
    why: str
    engagement: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`words` is what the lead says with it."""

    period: str
    words: str
    fewest: int
    lines: tuple[Line, ...]
    missing: tuple[Missing, ...]
    notes: tuple[Noted, ...]

    def find(self, key: str) -> Line | None:
        return next((each for each in self.lines if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot that was sent: the `number` of its period, when, and by whom of the lead."""

    roll_up_id: uuid.UUID
    number: int
    snapshot: Snapshot
    sent_at: datetime
    sent_on: date
    person_id: uuid.UUID
    person: str

    @property
    def period(self) -> str:
        return self.snapshot.period


def as_data(snapshot: Snapshot) -> dict[str, object]:
    """For JSON: numbers as text, so that none becomes another one."""
    return {
        **asdict(replace(snapshot, lines=())),
        "lines": [line_data(each) for each in snapshot.lines],
        "notes": [{"words": each.words, "on": each.on.isoformat()} for each in snapshot.notes],
        "missing": [asdict(each) for each in snapshot.missing],
    }


def line_data(line: Line) -> dict[str, object]:
    return {
        "measure": measure_data(line.measure),
        "total": pair_data(line.total),
        "value": fraction_data(line.value),
        "target": fraction_data(line.target),
        "verdict": line.verdict.value,
        "is_again": line.is_again,
        "to_date": pair_data(line.to_date),
        "to_date_value": fraction_data(line.to_date_value),
        "to_date_verdict": line.to_date_verdict.value,
        "unsent": list(line.unsent),
        "hidden": sorted(line.hidden),
        "hides_value": line.hides_value,
        "hides_to_date": line.hides_to_date,
        "parts": [[each.engagement, each.partner, *pair_data(each.pair)] for each in line.parts],
    }


def measure_data(measure: Measure) -> dict[str, object]:
    """Without what says when and by whom it is given."""
    numbers = {name: decimal_data(getattr(measure, name)) for name in NUMBERS}
    words = {name: getattr(measure, name) for name in WORDS}
    return {
        **words,
        **numbers,
        "every": measure.every.value,
        "year_of": measure.year_of.value,
        "over": measure.over.value,
        "reached_by": measure.reached_by.value,
        "direction": measure.direction.value if measure.direction else None,
        "joint": list(measure.joint),
    }


def decimal_data(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def fraction_data(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def pair_data(pair: Pair) -> list[str | None]:
    return [None if each is None else f"{each:f}" for each in (pair.numerator, pair.denominator)]


def from_data(data: Mapping[str, Any]) -> Snapshot:
    return Snapshot(
        data["period"],
        data["words"],
        data["fewest"],
        tuple(line_from(each) for each in data["lines"]),
        tuple(Missing(**each) for each in data["missing"]),
        tuple(Noted(each["words"], date.fromisoformat(each["on"])) for each in data["notes"]),
    )


def line_from(data: Mapping[str, Any]) -> Line:
    changed = {
        "measure": measure_from(data["measure"]),
        "total": pair_from(*data["total"]),
        "value": fraction_from(data["value"]),
        "target": fraction_from(data["target"]),
        "verdict": Verdict(data["verdict"]),
        "to_date": pair_from(*data["to_date"]),
        "to_date_value": fraction_from(data["to_date_value"]),
        "to_date_verdict": Verdict(data["to_date_verdict"]),
        "unsent": tuple(data["unsent"]),
        "hidden": frozenset(data["hidden"]),
        "parts": tuple(part_from(*each) for each in data["parts"]),
    }
    return Line(**{**data, **changed})


def measure_from(data: Mapping[str, Any]) -> Measure:
    """Of what was sent before a target could be that of all partners together, it is each partner's."""
    changed = {
        **{name: None if data[name] is None else Decimal(data[name]) for name in NUMBERS},
        "every": Every(data["every"]),
        "year_of": YearOf(data["year_of"]),
        "over": Over(data["over"]),
        "reached_by": ReachedBy(data.get("reached_by", ReachedBy.EACH_PARTNER)),
        "direction": Direction(data["direction"]) if data["direction"] else None,
        "joint": tuple(data["joint"]),
    }
    return Measure(**{**data, **changed})


def fraction_from(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def part_from(engagement: str, partner: str, numerator: str | None, denominator: str | None) -> Part:
    return Part(engagement, partner, pair_from(numerator, denominator))


def pair_from(numerator: str | None, denominator: str | None) -> Pair:
    return Pair(*(None if each is None else Decimal(each) for each in (numerator, denominator)))


def rolled_of(line: Line, period: str) -> Rolled:
    """What was sent, as the rules know it."""
    figure = Figure(line.key, period, line.total.numerator, line.total.denominator)
    parts = {each.engagement: each.pair if each.pair.is_given else None for each in line.parts}
    return Rolled(line.measure, figure, parts, line.hidden)


def is_alike(one: Snapshot, other: Snapshot) -> bool:
    """Whether they say the same to those who read them."""
    return as_data(without_engagements(one)) == as_data(without_engagements(other))


def without_engagements(snapshot: Snapshot) -> Snapshot:
    """Of what is missing, which what was sent first does not have."""
    return replace(snapshot, missing=tuple(replace(each, engagement="") for each in snapshot.missing))
