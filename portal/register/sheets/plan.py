"""What a table of people would change in a register: who is new, and what is new about the others."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from evidence.spreadsheet import Value
from portal.importing.sheets.tables import ReadRow
from portal.register.sheets.columns import TRAINING
from portal.register.sheets.people import TOLD

WORKER_FACTS = ("name", "staff_code", "job", "engaged_as", "started_on", "left_on", "eligibility", "shown_as")
CHECK = (
    "level",
    "adults_list",
    "childrens_list",
    "certificate_number",
    "issued_on",
    "seen_by",
    "seen_on",
    "update_service",
    "outcome",
    "risk_decided_by",
    "risk_decided_on",
    "risk_reason",
)
"""What a check says, in the words of the columns."""

Facts = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is on the register. `checks` are what CHECK names, `training` topics and days."""

    worker_id: uuid.UUID
    facts: Facts
    checks: tuple[Facts, ...] = ()
    training: frozenset[tuple[str, date]] = frozenset()
    engagements: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row comes to. Without `known` the person is new. `changed` are the facts that become others."""

    row: ReadRow
    known: Known | None
    changed: Facts
    check: Facts | None
    training: tuple[tuple[str, date], ...]
    engagements: tuple[str, ...]

    @property
    def is_change(self) -> bool:
        return not self.known or bool(self.changed or self.check or self.training or self.engagements)


@dataclass(slots=True)
class Register:
    """The people who are there, to be found as a table names them: by staff code, else by name and role."""

    people: Sequence[Known]
    _by_code: dict[str, Known] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], list[Known]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.people:
            if code := folded(each.facts["staff_code"]):
                self._by_code[code] = each
            if name := folded(each.facts["name"]):
                self._by_name.setdefault((name, folded(each.facts["job"])), []).append(each)

    def find(self, row: ReadRow) -> tuple[Known, ...]:
        """Whom the row may mean: one, nobody, or several of one name. Somebody with another staff code than
        the row gives is somebody else."""
        code = folded(row.values["staff_code"])
        if code in self._by_code and code:
            return (self._by_code[code],)
        named = self._by_name.get((folded(row.values["name"]), folded(row.values["job"])), [])
        return tuple(each for each in named if not (code and each.facts["staff_code"]))


def folded(value: Value) -> str:
    return str(value or "").casefold()


def clashes_with_register(register: Register, rows: Sequence[ReadRow]) -> Iterator[tuple[int, str, str]]:
    """The rows for which it cannot be told who is meant, or that say what cannot be of that person."""
    for index, row in enumerate(rows):
        if not row.is_right:
            continue
        found = register.find(row)
        if len(found) > 1:
            yield index, "name", "is the name of several people on the register: give the staff code"
        elif found and started_after_leaving(found[0], row):
            yield index, "started_on", "is after the day on which this person left, by the register"


def started_after_leaving(known: Known, row: ReadRow) -> bool:
    started, left = row.values["started_on"], row.values["left_on"] or known.facts["left_on"]
    return isinstance(started, date) and isinstance(left, date) and started > left


def plan(register: Register, rows: Iterable[ReadRow], otherwise: Sequence[str]) -> tuple[Planned, ...]:
    """Row by row. `otherwise` are the engagements of new people whose row names none."""
    return tuple(plan_row(register, row, otherwise) for row in rows)


def plan_row(register: Register, row: ReadRow, otherwise: Sequence[str]) -> Planned:
    found = register.find(row)
    known = found[0] if found else None
    check, training = check_of(row), training_of(row)
    named = str(row.values["contracts"] or "").split()
    if known is None:
        return Planned(row, None, {}, check, training, tuple(named or otherwise))
    return Planned(
        row,
        known,
        changes(known, row),
        None if check in known.checks else check,
        tuple(each for each in training if each not in known.training),
        tuple(each for each in named if each not in known.engagements),
    )


def changes(known: Known, row: ReadRow) -> Facts:
    """What the row says otherwise; an empty cell says nothing."""
    said = {key: row.values[key] for key in WORKER_FACTS}
    return {key: value for key, value in said.items() if value is not None and value != known.facts[key]}


def check_of(row: ReadRow) -> Facts | None:
    if not any(row.values[key] for key in TOLD):
        return None
    empty = {"certificate_number": "", "risk_decided_by": "", "risk_reason": ""}
    said = {key: row.values[key] for key in CHECK}
    if said["outcome"] != "risk-decision":
        said |= dict.fromkeys(("risk_decided_by", "risk_decided_on", "risk_reason"))
    return {key: empty.get(key) if value is None else value for key, value in said.items()}


def training_of(row: ReadRow) -> tuple[tuple[str, date], ...]:
    return tuple(
        (key.removeprefix(TRAINING), value)
        for key, value in row.values.items()
        if key.startswith(TRAINING) and isinstance(value, date)
    )
