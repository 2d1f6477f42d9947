"""The checklist versions of contracts, read once each: a version never changes."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.library import from_data
from checklists.published import Published, standing_versions
from checklists.requirement import Checklist
from checklists.slots import version_ahead, version_on
from checklists.year.vocabulary import Form
from portal.access import NotHere
from portal.clock import local_day
from portal.reading_once import only_reads
from portal.records import ChecklistVersion

Versions = dict[uuid.UUID, tuple[Checklist, ...]]

VERSIONS = "checklist_versions"
"""Under this name a session keeps the versions that it has read."""

STOOD = "checklist_versions_ever"
"""The same for those of every time."""

REPLACING = aliased(ChecklistVersion)
"""The version that replaces another."""

READ: dict[uuid.UUID, Checklist] = {}
"""Versions by their row's id. They are immutable and few; an entry is never stale."""


def list_versions(session: Session, contract_ids: Iterable[uuid.UUID], known: date | None = None) -> Versions:
    """By contract, the checklist versions that stand now, or stood on that evening, oldest first; no contract
    that had none. One who only reads asks once for each contract."""
    wanted = set(contract_ids)
    kept: dict[date | None, Versions] = session.info.setdefault(VERSIONS, {}) if only_reads(session) else {}
    read = kept.setdefault(known, {})
    if missing := wanted - set(read):
        read |= read_versions(session, missing) if known is None else stood_on(session, missing, known)
    return {contract_id: read[contract_id] for contract_id in wanted if contract_id in read}


def forms_asked(session: Session, contract_id: uuid.UUID) -> frozenset[Form]:
    """In which forms a contract asks for returns, by any of its versions that stand."""
    versions = list_versions(session, [contract_id]).get(contract_id, ())
    returns = (row for version in versions for row in version.year.returns)
    return frozenset(section.form for row in returns for section in row.sections)


def stands_now() -> sa.ColumnElement[bool]:
    """Of a version that no other one replaces."""
    return ~sa.exists().where(REPLACING.replaces_id == ChecklistVersion.id)


STANDING_NOW = (
    sa.select(ChecklistVersion.contract_id, ChecklistVersion.id)
    .where(ChecklistVersion.contract_id.in_(sa.bindparam("contract_ids", expanding=True)), stands_now())
    .order_by(ChecklistVersion.in_force_from)
)


EVER = (
    sa.select(
        ChecklistVersion.contract_id,
        ChecklistVersion.id,
        ChecklistVersion.created_at,
        REPLACING.created_at.label("replaced_at"),
    )
    .outerjoin(REPLACING, REPLACING.replaces_id == ChecklistVersion.id)
    .where(ChecklistVersion.contract_id.in_(sa.bindparam("contract_ids", expanding=True)))
    .order_by(ChecklistVersion.in_force_from, ChecklistVersion.created_at)
)


def read_versions(session: Session, contract_ids: Iterable[uuid.UUID]) -> Versions:
    rows = session.execute(STANDING_NOW, {"contract_ids": tuple(contract_ids)}).all()
    read_missing(session, [row.id for row in rows])
    found: Versions = {}
    for contract_id, version_id in rows:
        found[contract_id] = (*found.get(contract_id, ()), READ[version_id])
    return found


def stood_on(session: Session, contract_ids: Iterable[uuid.UUID], known: date) -> Versions:
    published = list_published(session, contract_ids).items()
    stood = {contract_id: tuple(standing_versions(each, known)) for contract_id, each in published}
    return {contract_id: versions for contract_id, versions in stood.items() if versions}


def read_checklists(session: Session, version_ids: Sequence[uuid.UUID]) -> list[Checklist]:
    """The checklists of these versions, in their order."""
    read_missing(session, version_ids)
    return [READ[version_id] for version_id in version_ids]


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
    """By contract, all versions that were ever published, with the days on which that was, and on which they
    were replaced."""
    version = ChecklistVersion
    columns = (version.contract_id, version.id, version.created_at, REPLACING.created_at.label("replaced_at"))
    rows = session.execute(
        sa.select(*columns)
        .outerjoin(REPLACING, REPLACING.replaces_id == version.id)
        .where(ChecklistVersion.contract_id.in_(tuple(contract_ids)))
        .order_by(ChecklistVersion.created_at)
    ).all()
    read_missing(session, [row.id for row in rows])
    found: dict[uuid.UUID, tuple[Published, ...]] = {}
    for row in rows:
        replaced_on = local_day(row.replaced_at) if row.replaced_at else None
        published = Published(READ[row.id], local_day(row.created_at), replaced_on)
        found[row.contract_id] = (*found.get(row.contract_id, ()), published)
    return found


@dataclass(frozen=True, slots=True)
class Stood:
    """A version, and from when until when it stood: until it was replaced, or it stands now."""

    checklist: Checklist
    since: datetime
    until: datetime | None

    def stands_at(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


Ever = dict[uuid.UUID, tuple[Stood, ...]]


def list_stood(session: Session, contract_ids: Iterable[uuid.UUID]) -> Ever:
    """By contract, all versions that were ever published, in the order in which they are in force. One who
    only reads asks once for each contract."""
    wanted = set(contract_ids)
    kept: dict[uuid.UUID, tuple[Stood, ...]] = (
        session.info.setdefault(STOOD, {}) if only_reads(session) else {}
    )
    if missing := wanted - set(kept):
        kept |= dict.fromkeys(missing, ()) | read_stood(session, missing)
    return {contract_id: kept[contract_id] for contract_id in wanted}


def read_stood(session: Session, contract_ids: Iterable[uuid.UUID]) -> Ever:
    rows = session.execute(EVER, {"contract_ids": tuple(contract_ids)}).all()
    read_missing(session, [row.id for row in rows])
    found: Ever = {}
    for row in rows:
        stood = Stood(READ[row.id], row.created_at, row.replaced_at)
        found[row.contract_id] = (*found.get(row.contract_id, ()), stood)
    return found


def versions_at(stood: Iterable[Stood], moment: datetime) -> tuple[Checklist, ...]:
    """Those that stood at a moment, oldest first; before the first was published those that stand now."""
    known = tuple(stood)
    then = tuple(each.checklist for each in known if each.stands_at(moment))
    return then or tuple(each.checklist for each in known if each.until is None)


def versions_known(session: Session, contract_id: uuid.UUID, known: date | None) -> Sequence[Checklist]:
    """The versions that stood on that evening, or stand now, oldest first; none where nobody had published
    any."""
    return list_versions(session, [contract_id], known).get(contract_id, ())


def some_versions(session: Session, contract_id: uuid.UUID, known: date | None) -> Sequence[Checklist]:
    """The same. Raises NotHere where there are none."""
    if versions := versions_known(session, contract_id, known):
        return versions
    raise NotHere


def get_checklist(session: Session, contract_id: uuid.UUID, on: date, known: date | None = None) -> Checklist:
    """The version in force on the day, of those that were known; before the first the first. Raises NotHere
    where none was."""
    return version_on(some_versions(session, contract_id, known), on)


def get_checklist_ahead(
    session: Session, contract_id: uuid.UUID, on: date, known: date | None = None
) -> Checklist:
    """The same, with what later versions ask besides: all that may wait for a reviewer on the day."""
    return version_ahead(some_versions(session, contract_id, known), on)


def keys_ahead(
    session: Session, contract_id: uuid.UUID, on: date, known: date | None = None
) -> frozenset[str]:
    """The keys of what may wait for a reviewer on the day; none where nobody had published any checklist."""
    versions = versions_known(session, contract_id, known)
    return (
        frozenset(each.key for each in version_ahead(versions, on).requirements) if versions else frozenset()
    )
