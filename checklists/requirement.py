"""One row of a checklist, and the checklist."""

from dataclasses import dataclass, field
from datetime import date

from checklists.vocabulary import BarredList, Basis, By, Condition, DbsLevel, Force, Kind, LegalForm
from checklists.year.rows import NO_YEAR, YearRows

WHOLE = ""
"""The key of a slot's only part, and of a waiver for the whole slot."""


@dataclass(frozen=True, slots=True)
class Cover:
    """One insurance that is asked for: at least `amount` pounds on `basis`."""

    key: str
    title: str
    insurance: str
    amount: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Topic:
    """Something in which everyone on a register is trained. The key is the same in every contract that asks
    for it, so that a person's training is recorded once."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of a checklist.

    `months` is how long accepted evidence counts from the date it bears (None: as long as it says itself).
    `warn_days` is how many days before its end an accepted slot is said to be near its end.
    `parts` belong to covers. `years`, `deadline_months` and `audited` belong to accounts. A register asks for
    checks (`level`, `lists`) or for training (`topics`). `characteristics` (of an EQIA), `sections` (of any
    other exercise) and `after_incident` (done again after one) belong to assessments. `still_years` is for
    how many years a confirmation may be said to be still in force before it is signed anew. An assessment
    without an interval of its own is done again `on_request`; one that is `carried_out_by` somebody else asks
    nothing of the partner. A document that `asks_end` (an accreditation, a licence) says until when it is
    valid: nothing counts without that. `consequence` is what follows where it is not in order, in the
    contract's words.
    """

    key: str
    title: str
    kind: Kind
    force: Force
    clause: str
    group: str
    asks: str
    look_for: tuple[str, ...] = ()
    statement: str | None = None
    months: int | None = None
    warn_days: int = 30
    condition: Condition | None = None
    parts: tuple[Cover, ...] = ()
    years: int | None = None
    deadline_months: dict[LegalForm, int] = field(default_factory=dict, hash=False)
    level: DbsLevel | None = None
    lists: tuple[BarredList, ...] = ()
    topics: tuple[Topic, ...] = ()
    characteristics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    after_incident: bool = False
    audited: bool = False
    still_years: int | None = None
    on_request: bool = False
    carried_out_by: By | None = None
    asks_end: bool = False
    consequence: str | None = None

    @property
    def is_the_partners(self) -> bool:
        """Whether the partner has to see to it."""
        return self.carried_out_by is None

    def cover(self, part: str) -> Cover:
        """The cover of that key; raises KeyError."""
        for cover in self.parts:
            if cover.key == part:
                return cover
        raise KeyError(part)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The requirements of a contract, in the order in which they are shown, and what it asks for through the
    year."""

    key: str
    title: str
    in_force_from: date
    requirements: tuple[Requirement, ...]
    year: YearRows = NO_YEAR

    def requirement(self, key: str) -> Requirement:
        """The requirement of that key; raises KeyError."""
        if requirement := self.find(key):
            return requirement
        raise KeyError(key)

    def find(self, key: str) -> Requirement | None:
        return next((each for each in self.requirements if each.key == key), None)
