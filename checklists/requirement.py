"""One row of a checklist, and the checklist."""

from dataclasses import dataclass, field
from datetime import date

from checklists.vocabulary import BarredList, Basis, Condition, DbsLevel, Force, Kind, LegalForm

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
class Requirement:
    """One row of a checklist.

    `months` is how long accepted evidence counts from the date it bears (None: as long as it says itself).
    `warn_days` is how many days before its end an accepted slot is said to be near its end.
    `years` and `deadline_months` belong to accounts, `parts` to covers, `level` and `lists` to registers.
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
    characteristics: tuple[str, ...] = ()

    def cover(self, part: str) -> Cover:
        """The cover of that key; raises KeyError."""
        for cover in self.parts:
            if cover.key == part:
                return cover
        raise KeyError(part)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The requirements of a contract, in the order in which they are shown."""

    key: str
    title: str
    in_force_from: date
    requirements: tuple[Requirement, ...]

    def requirement(self, key: str) -> Requirement:
        """The requirement of that key; raises KeyError."""
        for requirement in self.requirements:
            if requirement.key == key:
                return requirement
        raise KeyError(key)
