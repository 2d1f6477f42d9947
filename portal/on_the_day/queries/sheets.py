"""The sheet of a visit with one partner: what there is to look at, what was seen, and who signed."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.access import NotHere
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import (
    Engagement,
    Finding,
    Person,
    StoredFile,
    VisitEngagement,
    VisitNote,
    VisitPhoto,
    VisitRow,
    VisitSheet,
    VisitSigning,
    Worker,
)
from portal.records.register import ShownAs
from portal.visits.queries.booked import VisitLine, get_visit

GONE = "Somebody who is no longer on the register"


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A visit and one of the partners that it is with, or one of the contract's where it is about all."""

    visit: VisitLine
    engagement_id: uuid.UUID
    partner: str
    area: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo; `scan` as files have it."""

    file_id: uuid.UUID
    name: str
    size: int
    scan: str


@dataclass(frozen=True, slots=True)
class Row:
    """A thing to look at. `called` names a worker as the reader may read it; of a requirement it is empty.
    `result` is a word of RowResult, empty until it was looked at; without a `stratum` it was picked."""

    row_id: uuid.UUID
    requirement_key: str
    worker_id: uuid.UUID | None
    called: str
    job: str
    stratum: str
    place: int
    result: str
    note: str
    saved_by: str
    saved_at: datetime | None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class Draw:
    """How the sample was drawn: see `checklists.sampling`."""

    seed: str
    pool: Mapping[str, Sequence[str]]
    sizes: Mapping[str, int]
    drawn_by: str
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class Signing:
    """That it was signed, and, where it was reopened, when and why."""

    signed_by: str
    signed_at: datetime
    reopened_at: datetime | None
    reopened_because: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """`notes` are by the words of NoteAbout; `signings` the latest first."""

    sheet_id: uuid.UUID | None
    draw: Draw | None
    rows: tuple[Row, ...]
    notes: Mapping[str, str]
    signings: tuple[Signing, ...]

    @property
    def signed(self) -> Signing | None:
        first = next(iter(self.signings), None)
        return first if first and first.reopened_at is None else None

    @property
    def open_rows(self) -> tuple[Row, ...]:
        """Those that nobody has looked at."""
        return tuple(each for each in self.rows if not each.result)


NO_SHEET = Sheet(None, None, (), {}, ())


@dataclass(frozen=True, slots=True)
class PartnerOfVisit:
    """With how much has been looked at, of how many; and whether it is signed off."""

    engagement_id: uuid.UUID
    partner: str
    area: str
    rows: int
    looked_at: int
    is_signed: bool


def engaged(place: ContractPlace, visit: VisitLine) -> sa.Select[*tuple[object, ...]]:
    """The partners of a visit that have its day."""
    those = sa.select(VisitEngagement.engagement_id).where(VisitEngagement.visit_id == visit.visit_id)
    query = (
        sa.select(Engagement.id, PARTNER.name.label("partner"), Engagement.area)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(
            Engagement.contract_id == place.contract_id,
            Engagement.starts_on <= visit.on_date,
            Engagement.ends_on >= visit.on_date,
        )
    )
    return query.where(Engagement.id.in_(those)) if visit.partners else query


def get_sheet_place(
    session: Session, place: ContractPlace, visit_id: uuid.UUID, engagement_id: uuid.UUID
) -> SheetPlace:
    """Raises NotHere where the visit is not with that partner, or is no longer booked."""
    visit = get_visit(session, place, visit_id)
    row = session.execute(engaged(place, visit).where(Engagement.id == engagement_id)).one_or_none()
    if row is None:
        raise NotHere
    return SheetPlace(visit, engagement_id, row.partner, row.area)


def list_partners(session: Session, place: ContractPlace, visit: VisitLine) -> list[PartnerOfVisit]:
    """Those whom the visit is with, by name."""
    sheets = counted_by_engagement(session, visit.visit_id)
    query = engaged(place, visit).order_by(Engagement.sort_name, Engagement.id)
    return [
        PartnerOfVisit(row.id, row.partner, row.area, *sheets.get(row.id, (0, 0, False)))
        for row in session.execute(query)
    ]


def counted_by_engagement(session: Session, visit_id: uuid.UUID) -> dict[uuid.UUID, tuple[int, int, bool]]:
    """Of each sheet of the visit: its rows, how many of them were looked at, and whether it is signed off."""
    signed = sa.exists().where(VisitSigning.sheet_id == VisitSheet.id, VisitSigning.reopened_at.is_(None))
    query = (
        sa.select(VisitSheet.engagement_id, signed.label("is_signed"))
        .add_columns(sa.func.count(VisitRow.id).label("rows"), sa.func.count(VisitRow.result).label("looked"))
        .outerjoin(VisitRow, VisitRow.sheet_id == VisitSheet.id)
        .where(VisitSheet.visit_id == visit_id)
        .group_by(VisitSheet.id, VisitSheet.engagement_id)
    )
    return {row.engagement_id: (row.rows, row.looked, bool(row.is_signed)) for row in session.execute(query)}


def find_sheet(session: Session, where: SheetPlace, *, by_partner: bool = False) -> Sheet:
    """The sheet as it is now; NO_SHEET before anything was done. The partner reads its workers' names, the
    lead what the partner shows of them."""
    drawer = aliased(Person)
    row = session.execute(
        sa.select(
            VisitSheet.id,
            VisitSheet.seed,
            VisitSheet.pool,
            VisitSheet.sizes,
            VisitSheet.drawn_at,
            drawer.name.label("drawn_by"),
        )
        .outerjoin(drawer, drawer.id == VisitSheet.drawn_by)
        .where(VisitSheet.visit_id == where.visit.visit_id, VisitSheet.engagement_id == where.engagement_id)
    ).one_or_none()
    if row is None:
        return NO_SHEET
    draw = Draw(row.seed, row.pool, row.sizes, row.drawn_by or "", row.drawn_at) if row.drawn_at else None
    return Sheet(
        row.id,
        draw,
        rows_of(session, row.id, by_partner),
        notes_of(session, row.id),
        signings_of(session, row.id),
    )


def rows_of(session: Session, sheet_id: uuid.UUID, by_partner: bool) -> tuple[Row, ...]:
    """Requirements first, in the order in which they came onto the sheet."""
    query = (
        sa.select(VisitRow, Person.name.label("saver"), Worker.name, Worker.staff_code, Worker.shown_as)
        .add_columns(Worker.job, Worker.removed_at)
        .outerjoin(Worker, Worker.id == VisitRow.worker_id)
        .outerjoin(Person, Person.id == VisitRow.saved_by)
        .where(VisitRow.sheet_id == sheet_id)
        .order_by(VisitRow.requirement_key.is_(None), VisitRow.place)
    )
    photos = photos_of(session, sheet_id)
    found = []
    for row in session.execute(query):
        kept: VisitRow = row.VisitRow
        shows_name = by_partner or row.shown_as == ShownAs.NAME.value
        called = (row.name if shows_name else row.staff_code) or row.staff_code or row.name
        found.append(
            Row(
                kept.id,
                kept.requirement_key or "",
                kept.worker_id,
                (GONE if row.removed_at else called) if kept.worker_id else "",
                row.job or "",
                kept.stratum,
                kept.place,
                kept.result or "",
                kept.note,
                row.saver or "",
                kept.saved_at,
                tuple(photos[kept.id]),
            )
        )
    return tuple(found)


def finding_of(row_id: uuid.UUID) -> str:
    """What a finding is made of, so that each row makes one."""
    return f"row {row_id}"


def findings_of(session: Session, visit_id: uuid.UUID, rows: Sequence[Row]) -> frozenset[uuid.UUID]:
    """The rows of which findings were made."""
    made = {uuid.uuid5(visit_id, finding_of(each.row_id)): each.row_id for each in rows if each.result}
    if not made:
        return frozenset()
    found = session.scalars(sa.select(Finding.id).where(Finding.id.in_(made)))
    return frozenset(made[each] for each in found)


def photos_of(session: Session, sheet_id: uuid.UUID) -> defaultdict[uuid.UUID, list[Photo]]:
    query = (
        sa.select(VisitPhoto.row_id, StoredFile.id, StoredFile.name, StoredFile.size, StoredFile.scan)
        .join(StoredFile, StoredFile.id == VisitPhoto.file_id)
        .join(VisitRow, VisitRow.id == VisitPhoto.row_id)
        .where(VisitRow.sheet_id == sheet_id)
        .order_by(StoredFile.uploaded_at, StoredFile.id)
    )
    found: defaultdict[uuid.UUID, list[Photo]] = defaultdict(list)
    for row in session.execute(query):
        found[row.row_id].append(Photo(row.id, row.name, row.size, row.scan))
    return found


def notes_of(session: Session, sheet_id: uuid.UUID) -> dict[str, str]:
    query = sa.select(VisitNote.about, VisitNote.words).where(VisitNote.sheet_id == sheet_id)
    return {row.about: row.words for row in session.execute(query)}


def signings_of(session: Session, sheet_id: uuid.UUID) -> tuple[Signing, ...]:
    query = (
        sa.select(
            Person.name.label("signed_by"),
            VisitSigning.signed_at,
            VisitSigning.reopened_at,
            VisitSigning.reopened_because,
        )
        .join(Person, Person.id == VisitSigning.signed_by)
        .where(VisitSigning.sheet_id == sheet_id)
        .order_by(VisitSigning.signed_at.desc())
    )
    return tuple(Signing(**row._asdict()) for row in session.execute(query))
