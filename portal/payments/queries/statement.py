"""What a statement of a quarter says, line by line; and how it is kept, so that it never changes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from checklists.year.settling import is_closing

NOTHING = Decimal("0.00")


class Note(StrEnum):
    """The engagement has only a part of the quarter; the quarter before is not approved yet; the rule changed
    within the year, so that nothing is worked out of what is paid back; the year has fewer than four
    quarters, and its targets as many parts; earlier quarters of it were not given here, so that nothing is
    worked out either."""

    IN_PART = "in-part"
    NOT_NEXT = "not-next"
    RULE_CHANGED = "rule-changed"
    SHORT_YEAR = "short-year"
    EARLIER_ELSEWHERE = "earlier-elsewhere"


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: `weight` is what it may cost and `deduction` what it does, in pounds and pence. `target`,
    `achieved` and `shortfall` are fractions, written as 19/20, and empty where there is nothing to say;
    `figure` is what was given, such as 90/100. `more` is how many would have met the target."""

    key: str
    title: str
    part: str
    weight: Decimal
    is_share: bool
    target: str
    achieved: str
    shortfall: str
    figure: str
    verdict: str
    more: int | None
    deduction: Decimal


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of a quarter that was approved, with what was deducted then and what is by a later figure."""

    quarter: str
    key: str
    title: str
    was: Decimal
    now: Decimal
    figure_was: str
    figure_now: str

    @property
    def pounds(self) -> Decimal:
        """What is paid more; below nothing where it is less."""
        return self.was - self.now


@dataclass(frozen=True, slots=True)
class PaidBack:
    """What is paid back of a year's deductions: `pounds` are new, and below nothing where a correction takes
    them again. `true_up` of what was `deducted` is paid back in all; `wanting` are the titles of the lines
    that are not known to be met."""

    year: int
    pounds: Decimal
    true_up: Decimal
    deducted: Decimal
    wanting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Of one quarter; or, after the last one, of what is still to be settled, without a fee or lines of its
    own. `released` was withheld earlier and is paid now. Where no accounts were given since `missing_since`,
    all of it waits, and `consequence` says so in the contract's words. `notes` are whatever else whoever
    approves has to know."""

    title: str
    clause: str
    area: str
    quarter: str
    from_on: date
    until_on: date
    due_on: date | None
    fee: Decimal
    lines: tuple[Line, ...]
    corrections: tuple[Correction, ...] = ()
    paid_back: tuple[PaidBack, ...] = ()
    released: Decimal = NOTHING
    missing_since: date | None = None
    consequence: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def is_closing(self) -> bool:
        """Whether it follows the last quarter."""
        return is_closing(self.quarter)

    @property
    def settles(self) -> bool:
        """Whether anything of what was approved before is paid or changed by it."""
        return bool(self.released or self.corrections or any(each.pounds for each in self.paid_back))

    @property
    def is_withheld(self) -> bool:
        return self.missing_since is not None

    @property
    def deduction(self) -> Decimal:
        return sum((each.deduction for each in self.lines), NOTHING)

    @property
    def corrected(self) -> Decimal:
        """What corrections of earlier quarters come to; below nothing where too much was paid for these."""
        return sum((each.pounds for each in self.corrections), NOTHING)

    @property
    def returned(self) -> Decimal:
        """What is paid back of a year's deductions, or taken again."""
        return sum((each.pounds for each in self.paid_back), NOTHING)

    @property
    def settled(self) -> Decimal:
        """All that it settles of earlier statements."""
        return self.corrected + self.returned + self.released

    @property
    def earned(self) -> Decimal:
        """All that is to be paid now, whether it waits or not; below nothing where too much was paid."""
        return self.fee - self.deduction + self.settled

    @property
    def withheld(self) -> Decimal:
        return max(self.earned, NOTHING) if self.is_withheld else NOTHING

    @property
    def paid(self) -> Decimal:
        return self.earned - self.withheld


def as_data(statement: Statement) -> dict[str, object]:
    """For JSON: pounds and days as text, so that none becomes another one."""
    found: dict[str, object] = json_data(asdict(statement))
    return found


def json_data(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: json_data(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [json_data(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def from_data(data: Mapping[str, Any]) -> Statement:
    missing = data["missing_since"]
    due_on = data["due_on"]
    back = (in_pounds(each, "pounds", "true_up", "deducted") for each in data["paid_back"])
    return Statement(
        **{
            **data,
            "from_on": date.fromisoformat(data["from_on"]),
            "until_on": date.fromisoformat(data["until_on"]),
            "due_on": date.fromisoformat(due_on) if due_on else None,
            "fee": Decimal(data["fee"]),
            "released": Decimal(data["released"]),
            "lines": tuple(Line(**in_pounds(each, "weight", "deduction")) for each in data["lines"]),
            "corrections": tuple(Correction(**in_pounds(each, "was", "now")) for each in data["corrections"]),
            "paid_back": tuple(PaidBack(**{**each, "wanting": tuple(each["wanting"])}) for each in back),
            "missing_since": date.fromisoformat(missing) if missing else None,
            "notes": tuple(map(Note, data["notes"])),
        }
    )


def in_pounds(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**data, **{name: Decimal(data[name]) for name in names}}
