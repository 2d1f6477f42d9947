"""Packs that were asked for, how far each has got, and who may open it."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace
from portal.records import Engagement, NamedRow, Pack, PackShare, Person, Work, WorkState

MAKE = "make-pack"
"""The work of making one pack."""

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the making of a pack has got; `of` is None as long as nobody knows of how many files."""

    done: int
    of: int | None
    is_taken: bool
    has_failed: bool


NOT_BEGUN = Progress(0, None, is_taken=False, has_failed=False)


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack. `partner` is empty where it is of the whole contract, and has several names where it is of some
    partners of it; `asked_by` is empty where a machine asked. `size` is in bytes; what has no `finished_at`
    is being made."""

    pack_id: uuid.UUID
    reference: str
    contract_id: uuid.UUID
    engagement_id: uuid.UUID | None
    partner: str | None
    occasion: str
    on_date: date
    without_names: bool
    asked_by: str | None
    asked_at: datetime
    known_at: datetime | None
    checklist_version_id: uuid.UUID | None
    key: str | None
    size: int | None
    sha256: str | None
    files: int
    files_asked: int
    unread: tuple[str, ...]
    template_sha256: str | None
    template_why: str | None
    finished_at: datetime | None
    engagement_ids: tuple[uuid.UUID, ...]
    progress: Progress

    def is_about(self, only: Collection[uuid.UUID]) -> bool:
        """Whether any of these engagements is in it."""
        those = {self.engagement_id} if self.engagement_id else {*self.engagement_ids}
        return not those or bool(those & {*only})

    @property
    def is_ready(self) -> bool:
        return self.finished_at is not None


def count_packs(session: Session, place: ContractPlace) -> int:
    """How many packs of the contract are the lead's own."""
    return count_of(session, of_lead(place))


def list_packs(session: Session, place: ContractPlace, start: int = 0) -> list[PackLine]:
    """A page of these, newest first."""
    return lines_of(session, of_lead(place), start)


def count_own_packs(session: Session, place: EngagementPlace) -> int:
    """How many packs of its part are the partner's own."""
    return count_of(session, of_partner(place))


def list_own_packs(session: Session, place: EngagementPlace, start: int = 0) -> list[PackLine]:
    """A page of these, newest first."""
    return lines_of(session, of_partner(place), start)


def list_shared(session: Session, place: ContractPlace, today: date) -> list[PackLine]:
    """What the contract's commissioner may open today, newest first."""
    return lines_of(session, of_council(place, today))


def get_pack(session: Session, place: ContractPlace, pack_id: uuid.UUID) -> PackLine:
    """One of the lead's own; raises NotHere."""
    return one_of(session, pack_id, of_lead(place))


def get_own_pack(session: Session, place: EngagementPlace, pack_id: uuid.UUID) -> PackLine:
    """One of the partner's own; raises NotHere."""
    return one_of(session, pack_id, of_partner(place))


def get_shared(session: Session, place: ContractPlace, pack_id: uuid.UUID, today: date) -> PackLine:
    """One that the commissioner may open today; raises NotHere."""
    return one_of(session, pack_id, of_council(place, today))


def open_until(session: Session, place: ContractPlace, today: date) -> dict[uuid.UUID, date]:
    """Of what the contract's commissioner may open today, by pack, the last day on which it may."""
    rows = session.execute(
        sa.select(PackShare.pack_id, sa.func.max(PackShare.until_on).label("until_on"))
        .join(Pack, Pack.id == PackShare.pack_id)
        .where(Pack.contract_id == place.contract_id, *is_open_on(today))
        .group_by(PackShare.pack_id)
    )
    return {row.pack_id: row.until_on for row in rows}


def of_lead(place: ContractPlace) -> sa.ColumnElement[bool]:
    return sa.and_(Pack.contract_id == place.contract_id, Pack.owner_id == place.lead_id)


def of_partner(place: EngagementPlace) -> sa.ColumnElement[bool]:
    return sa.and_(Pack.engagement_id == place.engagement_id, Pack.owner_id == place.partner_id)


def of_council(place: ContractPlace, today: date) -> sa.ColumnElement[bool]:
    is_shared = sa.exists().where(PackShare.pack_id == Pack.id, *is_open_on(today))
    return sa.and_(Pack.contract_id == place.contract_id, Pack.finished_at.is_not(None), is_shared)


def is_open_on(today: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Of a share."""
    return PackShare.from_on <= today, PackShare.until_on >= today, PackShare.ended_at.is_(None)


def one_of(session: Session, pack_id: uuid.UUID, theirs: sa.ColumnElement[bool]) -> PackLine:
    found = lines_of(session, sa.and_(Pack.id == pack_id, theirs))
    if not found:
        raise NotHere
    return next(iter(found))


LINE = (
    Pack.id.label("pack_id"),
    Pack.reference,
    Pack.contract_id,
    Pack.engagement_id,
    PARTNER.name.label("partner"),
    Pack.occasion,
    Pack.on_date,
    Pack.without_names,
    Person.name.label("asked_by"),
    Pack.asked_at,
    Pack.known_at,
    Pack.checklist_version_id,
    Pack.key,
    Pack.size,
    Pack.sha256,
    Pack.files,
    Pack.files_asked,
    Pack.unread,
    Pack.template_sha256,
    Pack.template_why,
    Pack.finished_at,
    Pack.engagement_ids,
)


def count_of(session: Session, wanted: sa.ColumnElement[bool]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(Pack).where(wanted)) or 0


def lines_of(session: Session, wanted: sa.ColumnElement[bool], start: int | None = None) -> list[PackLine]:
    """All of them, or a page from the `start`-th on."""
    query = (
        sa.select(*LINE)
        .outerjoin(Person, Person.id == Pack.asked_by)
        .outerjoin(Engagement, Engagement.id == Pack.engagement_id)
        .outerjoin(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(wanted)
        .order_by(Pack.asked_at.desc(), Pack.id)
    )
    rows = session.execute(query if start is None else query.offset(start).limit(A_PAGE)).all()
    unfinished = [row.pack_id for row in rows if row.finished_at is None]
    progress = progress_of(session, unfinished) if unfinished else {}
    names = names_of(session, {each for row in rows for each in those(row)})
    return [line_of(row, names, progress.get(row.pack_id, NOT_BEGUN)) for row in rows]


def those(row: NamedRow) -> tuple[uuid.UUID, ...]:
    return tuple(map(uuid.UUID, row.engagement_ids or ()))


def names_of(session: Session, engagement_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """By engagement its partner's name, in the order of names."""
    if not engagement_ids:
        return {}
    rows = session.execute(
        sa.select(Engagement.id, PARTNER.name)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.id.in_(engagement_ids))
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return {row.id: row.name for row in rows}


def line_of(row: NamedRow, names: Mapping[uuid.UUID, str], progress: Progress) -> PackLine:
    some = those(row)
    several = "; ".join(dict.fromkeys(name for each, name in names.items() if each in some))
    said: dict[str, Any] = {**row._asdict(), "unread": tuple(row.unread), "engagement_ids": some}
    return PackLine(**said | {"partner": row.partner or several}, progress=progress)


def progress_of(session: Session, pack_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Progress]:
    """By pack, of what was asked for last."""
    rows = session.execute(
        sa.select(Work.subject, Work.state, Work.steps_done, Work.steps_of)
        .where(Work.kind == MAKE, Work.subject.in_([str(each) for each in pack_ids]))
        .order_by(Work.asked_at)
    )
    return {
        uuid.UUID(row.subject): Progress(
            row.steps_done,
            row.steps_of,
            row.state == WorkState.TAKEN.value,
            row.state == WorkState.FAILED.value,
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class ShareLine:
    """That the commissioner may open it on these days; `ended_at` where it was taken back."""

    share_id: uuid.UUID
    from_on: date
    until_on: date
    shared_by: str
    shared_at: datetime
    ended_at: datetime | None


def list_shares(session: Session, pack_id: uuid.UUID) -> list[ShareLine]:
    """Newest first."""
    rows = session.execute(
        sa.select(
            PackShare.id.label("share_id"),
            PackShare.from_on,
            PackShare.until_on,
            Person.name.label("shared_by"),
            PackShare.shared_at,
            PackShare.ended_at,
        )
        .join(Person, Person.id == PackShare.shared_by)
        .where(PackShare.pack_id == pack_id)
        .order_by(PackShare.shared_at.desc(), PackShare.id)
    )
    return [ShareLine(**row._asdict()) for row in rows]
