"""What a table of people would change in a register: who is new, and what is new about the others."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.names import folded
from checklists.same_person import name_key
from evidence.spreadsheet import Value
from portal.importing.sheets.tables import ReadRow
from portal.register.sheets.columns import TRAINING
from portal.register.sheets.people import TOLD, lacking_of_check
from portal.register.sheets.whose import (
    Facts,
    Known,
    Register,
    left_before_back,
    started_after_leaving,
    who_is_meant,
)

__all__ = ["CHECK", "WORKER_FACTS", "Facts", "Known", "Planned", "Register", "plan"]

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

WRITTEN_EMPTY: Facts = {
    "adults_list": False,
    "childrens_list": False,
    "certificate_number": "",
    "risk_decided_by": "",
    "risk_reason": "",
}
"""How it is kept that nothing is said of these."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row comes to. Without `known` the person is new. `changed` are the facts that become others;
    with `back_on` somebody who had left begins a second period, under `engagements` that may be old ones."""

    row: ReadRow
    known: Known | None
    changed: Facts
    check: Facts | None
    training: tuple[tuple[str, date], ...]
    engagements: tuple[str, ...]
    back_on: date | None = None

    @property
    def is_change(self) -> bool:
        said = (self.changed, self.check, self.training, self.engagements, self.back_on)
        return not self.known or any(said)

    @property
    def left_on(self) -> date | None:
        """The last day that the row says; none where it is that of an earlier period."""
        left = self.row.values["left_on"]
        is_of_now = self.known is None or not left_before_back(self.known, self.row)
        return left if isinstance(left, date) and is_of_now else None


def checks_lacking(register: Register, rows: Sequence[ReadRow]) -> Iterator[tuple[int, str, str]]:
    """What rows must say of their checks and do not, where it is not known from before."""
    for index, row in enumerate(rows):
        if any(row.values[key] for key in TOLD):
            said = check_said(row, who_is_meant(register, row))
            yield from ((index, *each) for each in lacking_of_check(said))


def engaged_unsaid(register: Register, rows: Sequence[ReadRow]) -> Iterator[tuple[int, str, str]]:
    """New people of whom nobody says whether they are staff or volunteers: it is asked, and never guessed."""
    for index, row in enumerate(rows):
        asked = row.question is None or bool(row.question.answer)
        if asked and not row.is_left and not row.values["engaged_as"] and not who_is_meant(register, row):
            yield index, "engaged_as", "is not said"


def meant_twice(register: Register, rows: Sequence[ReadRow]) -> Iterator[tuple[int, str, str]]:
    """Rows about somebody of the register whom an earlier row is about already."""
    first: dict[uuid.UUID, int] = {}
    for index, row in enumerate(rows):
        if not row.is_left and (known := who_is_meant(register, row)):
            number = first.setdefault(known.worker_id, row.number)
            if number != row.number:
                yield index, "name", f"is the person of your register whom row {number} is about too"


def plan(register: Register, rows: Iterable[ReadRow], otherwise: Sequence[str]) -> tuple[Planned, ...]:
    """Row by row. `otherwise` are the engagements of new people whose row names none."""
    return tuple(plan_row(register, row, otherwise) for row in rows)


def plan_row(register: Register, row: ReadRow, otherwise: Sequence[str]) -> Planned:
    known = who_is_meant(register, row)
    check, training = check_of(row, known), training_of(row)
    named = str(row.values["contracts"] or "").split()
    if known is None:
        return Planned(row, None, {}, check, training, tuple(named or otherwise))
    started = row.values["started_on"]
    back = started if isinstance(started, date) and started_after_leaving(known, row) else None
    return Planned(
        row,
        known,
        changes(known, row),
        None if check in known.checks else check,
        tuple(each for each in training if each not in known.training),
        tuple(each for each in named if back or each not in known.engagements),
        back,
    )


def changes(known: Known, row: ReadRow) -> Facts:
    """What the row says otherwise; an empty cell says nothing, and another way to write the same is none."""
    said = {key: row.values[key] for key in WORKER_FACTS}
    if started_after_leaving(known, row) or said["started_on"] == known.back_on:
        del said["started_on"]
    if left_before_back(known, row):
        del said["left_on"]
    return {
        key: value
        for key, value in said.items()
        if value is not None and value != known.facts[key] and not is_alike(key, value, known.facts[key])
    }


def is_alike(key: str, one: Value, other: Value) -> bool:
    if key == "name":
        return name_key(str(one)) == name_key(str(other or ""))
    return isinstance(one, str) and isinstance(other, str) and folded(one) == folded(other)


def check_of(row: ReadRow, known: Known | None) -> Facts | None:
    if not any(row.values[key] for key in TOLD):
        return None
    said = check_said(row, known)
    if said["outcome"] != "risk-decision":
        said |= dict.fromkeys(("risk_decided_by", "risk_decided_on", "risk_reason"))
    return {key: WRITTEN_EMPTY.get(key) if value is None else value for key, value in said.items()}


def check_said(row: ReadRow, known: Known | None) -> Facts:
    """What a row says of a check; where a cell is empty, what is known of that certificate already."""
    said = {key: row.values[key] for key in CHECK}
    before = next((each for each in known.checks if is_same_check(said, each)), {}) if known else {}
    return {key: before.get(key) if value is None else value for key, value in said.items()}


def is_same_check(said: Facts, known: Facts) -> bool:
    """By the number of the certificate; by the date of issue where not both have a number; the newest where
    the row has neither."""
    number, other = said["certificate_number"], known["certificate_number"]
    if number and other:
        return number == other
    return not number if said["issued_on"] is None else said["issued_on"] == known["issued_on"]


def training_of(row: ReadRow) -> tuple[tuple[str, date], ...]:
    return tuple(
        (key.removeprefix(TRAINING), value)
        for key, value in row.values.items()
        if key.startswith(TRAINING) and isinstance(value, date)
    )
