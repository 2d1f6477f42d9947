"""The checklist versions of contracts, read once each: a version never changes."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.library import from_data
from checklists.published import Published, standing_versions
from checklists.requirement import Checklist
from checklists.slots import version_on
from portal.access import NotHere
from portal.clock import local_day
from portal.database import WRITING
from portal.records import ChecklistVersion

Versions = dict[uuid.UUID, tuple[Checklist, ...]]

VERSIONS = "checklist_versions"
"""Under this name a session keeps the versions that it has read."""

READ: dict[uuid.UUID, Checklist] = {}
"""Versions by their row's id. They are immutable and few; an entry is never stale."""


def list_versions(
    session: Session, contract_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, tuple[Checklist, ...]]:
    """By contract, its checklist versions, oldest first. One who only reads asks once for each contract."""
    wanted = set(contract_ids)
    known: Versions = session.info.setdefault(VERSIONS, {}) if only_reads(session) else {}
    if missing := wanted - set(known):
        known |= read_versions(session, missing)
    return {contract_id: known[contract_id] for contract_id in wanted if contract_id in known}


def only_reads(session: Session) -> bool:
    return not session.get_bind().get_execution_options().get(WRITING)


def read_versions(session: Session, contract_ids: Iterable[uuid.UUID]) -> Versions:
    rows = session.execute(
        sa.select(ChecklistVersion.contract_id, ChecklistVersion.id)
        .where(ChecklistVersion.contract_id.in_(tuple(contract_ids)))
        .order_by(ChecklistVersion.in_force_from)
    ).all()
    read_missing(session, [row.id for row in rows])
    found: Versions = {}
    for contract_id, version_id in rows:
        found[contract_id] = (*found.get(contract_id, ()), READ[version_id])
    return found


def read_missing(session: Session, version_ids: Iterable[uuid.UUID]) -> None:
    missing = [version_id for version_id in version_ids if version_id not in READ]
    if missing:
        rows = session.execute(
            sa.select(ChecklistVersion.id, ChecklistVersion.definition).where(
                ChecklistVersion.id.in_(missing)
            )
        )
        for version_id, definition in rows:
            READ[version_id] = from_data(definition, f"checklist version {version_id}")


def list_published(
    session: Session, contract_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, tuple[Published, ...]]:
    """By contract, all versions that were ever published, with the days on which that was."""
    rows = session.execute(
        sa.select(ChecklistVersion.contract_id, ChecklistVersion.id, ChecklistVersion.created_at)
        .where(ChecklistVersion.contract_id.in_(tuple(contract_ids)))
        .order_by(ChecklistVersion.created_at)
    ).all()
    read_missing(session, [row.id for row in rows])
    found: dict[uuid.UUID, tuple[Published, ...]] = {}
    for row in rows:
        published = Published(READ[row.id], local_day(row.created_at))
        found[row.contract_id] = (*found.get(row.contract_id, ()), published)
    return found


def versions_known(session: Session, contract_id: uuid.UUID, known: date | None) -> Sequence[Checklist]:
    """The versions that stood on that evening, or stand now, oldest first; none where nobody had published
    any."""
    if known is None:
        return list_versions(session, [contract_id])[contract_id]
    return standing_versions(list_published(session, [contract_id])[contract_id], known)


def get_checklist(session: Session, contract_id: uuid.UUID, on: date, known: date | None = None) -> Checklist:
    """The version in force on the day, of those that were known; before the first the first. Raises NotHere
    where none was."""
    versions = versions_known(session, contract_id, known)
    if not versions:
        raise NotHere
    return version_on(versions, on)
