"""The register as rows of a spreadsheet, in the words that an import reads."""

from collections.abc import Mapping, Sequence
from datetime import date

from evidence.sheet_values import Value
from portal.importing.sheets.columns import Column
from portal.register.sheets.columns import TRAINING
from portal.register.sheets.plan import Known, Register

WORDS = {
    "staff": "Staff",
    "volunteer": "Volunteer",
    "name": "Name",
    "staff-code": "Staff code",
    "basic": "Basic",
    "standard": "Standard",
    "enhanced": "Enhanced",
    "clear": "Clear",
    "risk-decision": "Risk decision",
    "undecided": "Undecided",
}
WORDED = {"engaged_as", "shown_as", "level", "outcome"}


def register_rows(
    register: Register, columns: Sequence[Column], contracts: Mapping[str, str]
) -> list[list[Value]]:
    """A row for each person, with the newest check and the newest training in each topic."""
    return [[cell(person, column.key, contracts) for column in columns] for person in register.people]


def cell(person: Known, key: str, contracts: Mapping[str, str]) -> Value:
    if key == "contracts":
        return (
            "; ".join(sorted({contracts[each] for each in person.engagements if each in contracts})) or None
        )
    if key.startswith(TRAINING):
        return newest_training(person, key.removeprefix(TRAINING))
    checks = person.checks[0] if person.checks else {}
    value = person.facts[key] if key in person.facts else checks.get(key)
    if key in WORDED and isinstance(value, str):
        return WORDS[value]
    return value if value != "" else None


def newest_training(person: Known, topic: str) -> date | None:
    return max((day for key, day in person.training if key == topic), default=None)
