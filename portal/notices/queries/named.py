"""Whom and what the events name, by the ids and keys that they have."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from portal.records import Commitment, Message, Occurrence, Organisation, Person, StoredFile
from portal.standing.queries.in_force import list_versions

HARMFUL = "harmful-file-found"
PUBLISHED, DIFFERENCES = "checklist-published", ("added", "changed", "removed")

PEOPLE = ("person", "successor", "manager", "manager_before", "deputy", "deputy_before")
NAMED = (*PEOPLE, "organisation", "message")
"""Keys of an event's data under which the id of a person, an organisation or a message stands."""

THINGS = {
    "commitment": (Commitment.id, Commitment.title),
    "occurrence": (Occurrence.id, Occurrence.reference),
}
"""By the key under which its id stands, by what a thing is told from others of its kind."""

OF_PEOPLE = frozenset(
    {
        "invitation-came-back",
        "address-changed",
        "contact-left",
        "contract-handed-over",
        "contract-let-go",
        "part-changed",
        "person-left",
        "person-removed",
        "review-given",
        "sessions-ended",
    }
)
"""The events that name somebody so."""


def ids_in(rows: Iterable[Any], keys: Iterable[str]) -> set[uuid.UUID]:
    """What stands under these keys in the data of events that name people."""
    wanted = tuple(keys)
    return {
        uuid.UUID(row.data[key])
        for row in rows
        if row.name in OF_PEOPLE
        for key in wanted
        if row.data.get(key)
    }


def called_in(row: sa.Row[*tuple[Any, ...]], names: Mapping[str, str]) -> dict[str, str]:
    keys = NAMED if row.name in OF_PEOPLE else ("file", *THINGS)
    return {key: names[row.data[key]] for key in keys if row.data.get(key) in names}


def names_in(session: Session, rows: Sequence[sa.Row[*tuple[object, ...]]]) -> dict[str, str]:
    """Of people, organisations, harmful files and things, and of whom a message was for, by id."""
    found: dict[str, str] = {}
    if files := {uuid.UUID(row.data["file"]) for row in rows if row.name == HARMFUL}:
        query = sa.select(StoredFile.id, StoredFile.name).where(StoredFile.id.in_(files))
        found |= {str(row.id): row.name for row in session.execute(query)}
    if ids := ids_in(rows, ("message",)):
        to_whom = sa.select(Message.id, Message.to_name).where(Message.id.in_(ids))
        found |= {str(row.id): row.to_name for row in session.execute(to_whom)}
    for table, keys in ((Person, PEOPLE), (Organisation, ("organisation",))):
        if ids := ids_in(rows, keys):
            query = sa.select(table.id, table.name).where(table.id.in_(ids))
            found |= {str(row.id): row.name for row in session.execute(query)}
    for key, (id_, called) in THINGS.items():
        if ids := {uuid.UUID(row.data[key]) for row in rows if row.data.get(key)}:
            query = sa.select(id_.label("id"), called.label("name")).where(id_.in_(ids))
            found |= {str(row.id): row.name for row in session.execute(query)}
    return found


def requirements_of(
    session: Session, contract_ids: Sequence[uuid.UUID]
) -> dict[tuple[uuid.UUID, str], Requirement]:
    """By contract and key, as the newest version words it that has it."""
    return {
        (contract_id, requirement.key): requirement
        for contract_id, versions in list_versions(session, contract_ids).items()
        for version in versions
        for requirement in version.requirements
    }


def titles_in(
    row: sa.Row[*tuple[object, ...]], asked: Mapping[tuple[uuid.UUID, str], Requirement]
) -> dict[str, str]:
    """By key, those of the requirements of which the version that was published says anything."""
    if row.name != PUBLISHED:
        return {}
    keys = {key for sort in DIFFERENCES for key in row.data.get(sort, ())}
    return {key: each.title for key in keys if (each := asked.get((row.contract_id, key)))}
