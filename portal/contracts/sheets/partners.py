"""What is wrong with the row of a partner as a whole, and what the table comes to."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from checklists.calendar import in_words
from checklists.vocabulary import Condition
from evidence.spreadsheet import Sheet, Value
from portal.contracts.sheets.columns import CONDITION, partner_columns
from portal.importing.sheets.tables import Check, ReadRow, Table, read_table, with_wrong

AGREED = ("starts_on", "ends_on", "funding", "legal_form", "year_end")
"""What is said once of a partner, however many contacts it has rows for."""


@dataclass(frozen=True, slots=True)
class KnownPartner:
    """An organisation that is there. `areas` are those of its engagements in the contract; people can be
    brought into it only where it `may_be_joined`."""

    organisation_id: uuid.UUID
    name: str
    areas: frozenset[str]
    members: frozenset[str]
    may_be_joined: bool


@dataclass(frozen=True, slots=True)
class Parties:
    """The contract as the check needs it: its days, and who cannot be a partner in it."""

    starts_on: date
    ends_on: date
    lead: str
    commissioner: str


@dataclass(slots=True)
class Planned:
    """An engagement and the contacts of all its rows. `is_new` says that the engagement is not there yet;
    `not_joined` are contacts whom only the organisation itself can bring in."""

    row: ReadRow
    known: KnownPartner | None
    is_new: bool
    conditions: tuple[Condition, ...]
    contacts: list[ReadRow] = field(default_factory=list)
    not_joined: list[ReadRow] = field(default_factory=list)


def read_partners(sheets: Sequence[Sheet], used: Sequence[Condition], parties: Parties, today: date) -> Table:
    """Raises NoHeadings."""
    columns = partner_columns(used)
    table = read_table(sheets, columns, lambda values: check_partner(values, parties), today)
    return with_wrong(table, columns, told_otherwise(table.rows))


def check_partner(values: dict[str, Value], parties: Parties) -> Iterator[Check]:
    name = folded(values["name"])
    if name == folded(parties.lead):
        yield "name", "is the lead provider, which cannot be its own partner"
    if name == folded(parties.commissioner):
        yield "name", "is the commissioner, which cannot be a partner"
    starts, ends = values["starts_on"] or parties.starts_on, values["ends_on"] or parties.ends_on
    for key, day in (("starts_on", starts), ("ends_on", ends)):
        if isinstance(day, date) and (problem := outside(day, parties)):
            yield key, problem
    if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
        yield "ends_on", "is before the first day"
    if bool(values["contact"]) != bool(values["email"]):
        yield (
            ("email" if values["contact"] else "contact"),
            "is empty, though the rest of the contact is given",
        )


def outside(day: date, parties: Parties) -> str:
    """Empty for one of the contract's days."""
    if day < parties.starts_on:
        return f"is before the contract begins, on {in_words(parties.starts_on)}"
    return f"is after the contract ends, on {in_words(parties.ends_on)}" if day > parties.ends_on else ""


def told_otherwise(rows: Sequence[ReadRow]) -> Iterator[tuple[int, str, str]]:
    """Rows that say something else of the same engagement than the first one, or give the same contact."""
    first: dict[tuple[str, str], ReadRow] = {}
    contacts: dict[tuple[str, str, str], int] = {}
    for index, row in enumerate(rows):
        key, address = key_of(row), str(row.values["email"] or "")
        known = first.setdefault(key, row)
        for fact in AGREED:
            if row.values[fact] not in {None, known.values[fact]}:
                yield index, fact, f"is not what row {known.number} says of the same partner"
        if row is not known and (not address or (*key, address) in contacts):
            yield index, "name", f"is the same as row {contacts.get((*key, address), known.number)}"
        contacts.setdefault((*key, address), row.number)


def key_of(row: ReadRow) -> tuple[str, str]:
    return folded(row.values["name"]), folded(row.values["area"])


def folded(value: Value) -> str:
    return " ".join(str(value or "").casefold().split())


def plan_partners(rows: Sequence[ReadRow], known: Mapping[str, KnownPartner]) -> tuple[Planned, ...]:
    """By partner and area, in the order of rows. `known` are the organisations by `folded` name."""
    found: dict[tuple[str, str], Planned] = {}
    for row in rows:
        partner = known.get(folded(row.values["name"]))
        is_there = partner is not None and folded(row.values["area"]) in {
            folded(each) for each in partner.areas
        }
        planned = found.setdefault(key_of(row), Planned(row, partner, not is_there, conditions_of(row)))
        if row.values["email"] and not (partner and row.values["email"] in partner.members):
            (planned.contacts if not partner or partner.may_be_joined else planned.not_joined).append(row)
    return tuple(found.values())


def conditions_of(row: ReadRow) -> tuple[Condition, ...]:
    return tuple(
        Condition(key.removeprefix(CONDITION))
        for key, value in row.values.items()
        if key.startswith(CONDITION) and value is True
    )
