"""A roll-up as it is sent and kept: what the lead knows of a period, and what of it the council sees."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from checklists.year.figures import Figure
from checklists.year.giving_figures import Pair
from checklists.year.rolling_up import TOTAL, Rolled
from checklists.year.rows import Measure
from checklists.year.vocabulary import Every, Verdict


@dataclass(frozen=True, slots=True)
class Part:
    """What one partner gave."""

    engagement: str
    partner: str
    pair: Pair


@dataclass(frozen=True, slots=True)
class Line:
    """A measure. `rule`, `value` and the like are the words in which it was sent; `aim` is what is to be
    reached as a number, where there is one to be drawn; `hidden` are the engagements whose figures the
    council does not see, and TOTAL; `unsent` the periods that are wanting for the year to date."""

    key: str
    title: str
    clause: str
    every: Every
    counts: str
    out_of: str
    is_share: bool
    rule: str
    target: str
    aim: str
    total: Pair
    value: str
    verdict: Verdict
    again: str
    to_date: Pair
    to_date_value: str
    to_date_verdict: Verdict
    unsent: tuple[str, ...]
    hidden: frozenset[str]
    hides_value: bool
    hides_to_date: bool
    parts: tuple[Part, ...]

    @property
    def hides_total(self) -> bool:
        return TOTAL in self.hidden

    @property
    def is_whole(self) -> bool:
        return all(each.pair.is_given for each in self.parts)


@dataclass(frozen=True, slots=True)
class Missing:
    """A section that is not accepted; `why` in words."""

    partner: str
    title: str
    why: str


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
    person: str

    @property
    def period(self) -> str:
        return self.snapshot.period


def as_data(snapshot: Snapshot) -> dict[str, Any]:
    """For JSON: numbers as text, so that none becomes another one."""
    return {
        **asdict(replace(snapshot, lines=())),
        "lines": [line_data(each) for each in snapshot.lines],
        "notes": [{"words": each.words, "on": each.on.isoformat()} for each in snapshot.notes],
        "missing": [asdict(each) for each in snapshot.missing],
    }


def line_data(line: Line) -> dict[str, Any]:
    return {
        **asdict(line),
        "every": line.every.value,
        "total": pair_data(line.total),
        "to_date": pair_data(line.to_date),
        "verdict": line.verdict.value,
        "to_date_verdict": line.to_date_verdict.value,
        "unsent": list(line.unsent),
        "hidden": sorted(line.hidden),
        "parts": [[each.engagement, each.partner, *pair_data(each.pair)] for each in line.parts],
    }


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
        "every": Every(data["every"]),
        "total": pair_from(*data["total"]),
        "to_date": pair_from(*data["to_date"]),
        "verdict": Verdict(data["verdict"]),
        "to_date_verdict": Verdict(data["to_date_verdict"]),
        "unsent": tuple(data["unsent"]),
        "hidden": frozenset(data["hidden"]),
        "parts": tuple(part_from(*each) for each in data["parts"]),
    }
    return Line(**{**data, **changed})


def part_from(engagement: str, partner: str, numerator: str | None, denominator: str | None) -> Part:
    return Part(engagement, partner, pair_from(numerator, denominator))


def pair_from(numerator: str | None, denominator: str | None) -> Pair:
    return Pair(*(None if each is None else Decimal(each) for each in (numerator, denominator)))


def rolled_of(line: Line, period: str) -> Rolled:
    """What was sent, as the rules know it."""
    measure = Measure(line.key, line.title, line.clause, "", line.every, line.counts, line.out_of or None)
    figure = Figure(line.key, period, line.total.numerator, line.total.denominator)
    parts = {each.engagement: each.pair if each.pair.is_given else None for each in line.parts}
    return Rolled(measure, figure, parts, line.hidden)


def is_alike(one: Snapshot, other: Snapshot) -> bool:
    """Whether they say the same."""
    return as_data(one) == as_data(other)
