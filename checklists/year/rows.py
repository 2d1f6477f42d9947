"""The rows of a checklist that are asked for through the year: returns, measures, payments, events,
meetings."""

from dataclasses import dataclass
from decimal import Decimal

from checklists.vocabulary import Force
from checklists.year.vocabulary import (
    Direction,
    Every,
    Form,
    Over,
    Party,
    ReachedBy,
    Shortfall,
    TrueUp,
    YearOf,
)

OF_PARTNER = (Party.PARTNER,)


@dataclass(frozen=True, slots=True)
class Due:
    """So many days after something, calendar days or working ones."""

    days: int
    working: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a return that is given by itself; `nil` where nothing to report is an answer."""

    key: str
    title: str
    form: Form
    nil: bool = False


@dataclass(frozen=True, slots=True)
class Return:
    """What is given for every period.

    `due` is counted from the period's last day, from the request, or back from the meeting of the key
    `meeting`; None where nothing is late by itself. `lead_due` is the lead's own term, where it passes on to
    the council what its partners give. `times` is how many are asked for in a period. One that `blocks`
    stands in the way of readiness while it is late. `source` is what the contract says, in short.
    """

    key: str
    title: str
    clause: str
    source: str
    asks: str
    every: Every
    force: Force = Force.MUST
    asked_of: tuple[Party, ...] = OF_PARTNER
    year_of: YearOf = YearOf.CONTRACT
    times: int = 1
    meeting: str | None = None
    due: Due | None = None
    lead_due: Due | None = None
    sections: tuple[Section, ...] = ()
    nil: bool = False
    certified: bool = False
    blocks: bool = False
    consequence: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with at most one target.

    With a `denominator` its value is a share, and `at_least`, `at_most` and `tolerance` are per cent of it;
    without one it is a number. `over` says what the target is one of: a year's is parted among its periods,
    tolerance and all. `reached_by` says who is to reach it, each partner or all together. `change` is per
    cent against the denominator, or against the first period where none is given: -5 is five per cent fewer.
    A `joint` measure has no figures of its own: those of the measures that it names are added up.
    `fractions`: its figures need not be whole, as hours are. `plan_due` is by when an action plan follows a
    miss, `second_miss` what follows where the next period misses too."""

    key: str
    title: str
    clause: str
    source: str
    every: Every
    numerator: str
    denominator: str | None = None
    asked_of: tuple[Party, ...] = OF_PARTNER
    year_of: YearOf = YearOf.CONTRACT
    given_in: str | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    change: Decimal | None = None
    direction: Direction | None = None
    over: Over = Over.PERIOD
    reached_by: ReachedBy = ReachedBy.EACH_PARTNER
    tolerance: Decimal = Decimal(0)
    joint: tuple[str, ...] = ()
    fractions: bool = False
    fewest: int | None = None
    plan_due: Due | None = None
    consequence: str | None = None
    second_miss: str | None = None

    @property
    def is_share(self) -> bool:
        """Whether its value is a share of its denominator, which it cannot exceed."""
        return self.denominator is not None and self.change is None

    @property
    def is_yearly(self) -> bool:
        """Whether its target is one of a year."""
        return self.over is Over.YEAR

    @property
    def is_together(self) -> bool:
        """Whether its target is reached by all partners of the contract, and by none of them alone."""
        return self.reached_by is ReachedBy.ALL_PARTNERS

    @property
    def is_number_of_each(self) -> bool:
        """Whether its target is a number that each partner is to reach: what they come to is no measure of
        it, as it is of a share."""
        stated = self.at_least is not None or self.at_most is not None
        return stated and self.denominator is None and not self.is_together

    @property
    def takes_years(self) -> bool:
        """Whether whole years may be given of it, in place of their periods."""
        return self.over is not Over.PERIOD

    @property
    def has_target(self) -> bool:
        targets = (self.at_least, self.at_most, self.change, self.direction)
        return any(each is not None for each in targets)


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its fee, in whole pounds a year."""

    key: str
    title: str
    fee: int


@dataclass(frozen=True, slots=True)
class Step:
    """Where less than `below` per cent of the target is reached, `deducts` per cent of the line go."""

    below: Decimal
    deducts: Decimal


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """A part of what is at risk: `weight` per cent of it, shared equally among its measures."""

    key: str
    title: str
    weight: Decimal
    measures: tuple[str, ...]
    shortfall: Shortfall = Shortfall.PROPORTION
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """How results change what is paid, quarter by quarter.

    `at_risk` is per cent of the fee; `cap` per cent of the fee beyond which nothing is deducted, where that
    is less. `withheld_without` is the key of the return without which payment may be withheld."""

    key: str
    title: str
    clause: str
    source: str
    areas: tuple[Area, ...]
    at_risk: Decimal
    parts: tuple[PaymentPart, ...]
    year_of: YearOf = YearOf.CONTRACT
    cap: Decimal | None = None
    true_up: TrueUp | None = None
    arrears_months: int | None = None
    withheld_without: str | None = None
    consequence: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What is told when it has happened.

    `due` is counted from the day on which it was known; `at_once` is that day itself; `as_set`: whoever asks
    says by when; none of them where the contract names no term. `forward` is the lead's own term towards the
    council, from when it was told. `procedure` is the named one that it follows. Of one that is
    `confidential` only that it was raised is told, when and to whom: never the case, and not to the council.
    """

    key: str
    title: str
    clause: str
    source: str
    asks: str
    asked_of: tuple[Party, ...] = OF_PARTNER
    due: Due | None = None
    at_once: bool = False
    as_set: bool = False
    forward: Due | None = None
    procedure: str | None = None
    consequence: str | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is to take place `times` in every period, or `as_agreed`; `topics` are those that are fixed."""

    key: str
    title: str
    clause: str
    source: str
    asks: str
    asked_of: tuple[Party, ...] = OF_PARTNER
    times: int | None = None
    every: Every | None = None
    year_of: YearOf = YearOf.CONTRACT
    as_agreed: bool = False
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearRows:
    """All that a contract asks for through the year."""

    returns: tuple[Return, ...] = ()
    measures: tuple[Measure, ...] = ()
    payments: tuple[Payment, ...] = ()
    events: tuple[Event, ...] = ()
    meetings: tuple[Meeting, ...] = ()


NO_YEAR = YearRows()

YearRow = Return | Measure | Payment | Event | Meeting


def is_asked_of(row: Return | Measure | Event | Meeting, party: Party) -> bool:
    """Whether the contract asks it of that party: what it asks of the lead itself is told apart from what it
    asks of each partner."""
    return party in row.asked_of


__all__ = [
    "NO_YEAR",
    "Area",
    "Due",
    "Event",
    "Measure",
    "Meeting",
    "Payment",
    "PaymentPart",
    "Return",
    "Section",
    "Step",
    "YearRow",
    "YearRows",
    "is_asked_of",
]
