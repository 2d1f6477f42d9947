"""What is kept of a contract that has ended, until when, and what has gone."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import add_months
from portal.access import NotHere
from portal.history.queries.contents import Contents
from portal.places.contracts import ContractPlace
from portal.records import Contract, ContractArchive, Going, StoredFile

DAYS_AHEAD = 30
"""How long what is to go is shown before it goes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of thing: how many there are, and from which day on they are no longer kept. `goes_on` is the
    day on which they go, where that is near; `gone_at` when they went, and `gone` how many."""

    kind: str
    count: int
    kept_until: date
    goes_on: date | None
    gone_at: datetime | None
    gone: int


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    archive_id: uuid.UUID
    made_at: datetime
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    key: str
    name: str
    size: int


def kept_until(ends_on: date, years: int) -> date:
    """The last day.

    >>> kept_until(date(2027, 3, 31), 6)
    datetime.date(2033, 3, 31)
    """
    return add_months(ends_on, 12 * years)


def list_kept(session: Session, place: ContractPlace, years: Mapping[str, int]) -> tuple[Kept, ...]:
    """What was shown is shown no more where the contract has gone on since, or is kept for longer."""
    query = sa.select(Going.kind, Going.goes_on, Going.gone_at, Going.count.label("gone"))
    rows = session.execute(query.where(Going.contract_id == place.contract_id))
    going = {row.kind: row for row in rows}
    contents = Contents(place.contract_id)
    found = []
    for kind, number in years.items():
        row, until = going.get(kind), kept_until(place.ends_on, number)
        gone_at, gone = (row.gone_at, row.gone or 0) if row else (None, 0)
        goes_on = row.goes_on if row and not gone_at and until < row.goes_on else None
        found.append(Kept(kind, contents.count(session, kind), until, goes_on, gone_at, gone))
    return tuple(found)


def due_soon(session: Session, years: Mapping[str, int], today: date) -> list[tuple[uuid.UUID, str, date]]:
    """Of every contract and kind that is kept no longer within so many days, and of which nobody was told
    yet: the day after the last on which it is kept. What was told before the contract went on counts no
    more."""
    soon = today + timedelta(days=DAYS_AHEAD)
    rows = session.execute(sa.select(Going.contract_id, Going.kind, Going.goes_on))
    told = {(row.contract_id, row.kind): row.goes_on for row in rows}
    ended = session.execute(sa.select(Contract.id, Contract.ends_on).where(Contract.ends_on < today))
    found = []
    for row in ended:
        for kind, number in years.items():
            until = kept_until(row.ends_on, number)
            if until < soon and told.get((row.id, kind), until) <= until:
                found.append((row.id, kind, until + timedelta(days=1)))
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """That a kind of things of a contract goes on a day. `still_goes` is False where the contract has gone on
    since it was shown, or is kept for longer."""

    contract_id: uuid.UUID
    kind: str
    goes_on: date
    still_goes: bool


def list_told(session: Session, years: Mapping[str, int], *wanted: sa.ColumnElement[bool]) -> list[Told]:
    """What is shown and not gone yet, what goes first in front."""
    query = (
        sa.select(Going.contract_id, Going.kind, Going.goes_on, Contract.ends_on)
        .join(Contract, Contract.id == Going.contract_id)
        .where(Going.gone_at.is_(None), *wanted)
        .order_by(Going.goes_on, Going.kind)
    )
    return [
        Told(row.contract_id, row.kind, row.goes_on, kept_until(row.ends_on, years[row.kind]) < row.goes_on)
        for row in session.execute(query)
    ]


def list_archives(session: Session, place: ContractPlace) -> tuple[ArchiveLine, ...]:
    """The newest first."""
    query = (
        sa.select(
            ContractArchive.id.label("archive_id"),
            ContractArchive.made_at,
            StoredFile.size,
            StoredFile.sha256,
        )
        .join(StoredFile, StoredFile.id == ContractArchive.file_id)
        .where(ContractArchive.contract_id == place.contract_id)
        .order_by(ContractArchive.made_at.desc())
    )
    return tuple(ArchiveLine(**row._asdict()) for row in session.execute(query))


def get_archive(session: Session, place: ContractPlace, archive_id: uuid.UUID) -> ArchiveFile:
    """Raises NotHere where it is another contract's."""
    row = session.execute(
        sa.select(StoredFile.key, StoredFile.name, StoredFile.size)
        .join(ContractArchive, ContractArchive.file_id == StoredFile.id)
        .where(ContractArchive.id == archive_id, ContractArchive.contract_id == place.contract_id)
    ).one_or_none()
    if row is None:
        raise NotHere
    return ArchiveFile(row.key, row.name, row.size)
