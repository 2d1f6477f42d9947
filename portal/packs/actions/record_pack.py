"""Record how the making of a pack goes: where its bytes are to be, and that it is what it is from now on."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.record_event import record_event
from portal.records import NamedRow, Organisation, Pack, Person


@dataclass(frozen=True, slots=True)
class Begun:
    """A pack that is to be made now. `before` is where a try that broke off may have left its bytes."""

    pack_id: uuid.UUID
    reference: str
    contract_id: uuid.UUID
    engagement_id: uuid.UUID | None
    engagement_ids: frozenset[uuid.UUID]
    occasion: str
    on: date
    without_names: bool
    made_by: str
    owner: str
    owner_id: uuid.UUID
    key: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Finished:
    """What it has become. `size` is in bytes."""

    size: int
    sha256: str
    known_at: datetime
    version_id: uuid.UUID
    files: int
    files_asked: int
    unread: tuple[str, ...]
    template_sha256: str | None = None
    template_why: str | None = None


def begin_pack(session: Session, pack_id: uuid.UUID, key: str) -> Begun | None:
    """This try will keep its bytes under `key`; an earlier one may no longer. None where it is finished, or
    there is none. Commits."""
    row = session.execute(
        sa.select(
            Pack.reference,
            Pack.contract_id,
            Pack.engagement_id,
            Pack.engagement_ids,
            Pack.occasion,
            Pack.on_date,
            Pack.without_names,
            Pack.key,
            Person.name.label("made_by"),
            Organisation.name.label("owner"),
            Pack.owner_id,
        )
        .join(Organisation, Organisation.id == Pack.owner_id)
        .outerjoin(Person, Person.id == Pack.asked_by)
        .where(Pack.id == pack_id, Pack.finished_at.is_(None))
        .with_for_update(of=Pack)
    ).one_or_none()
    if row is None:
        return None
    session.execute(sa.update(Pack).where(Pack.id == pack_id).values(key=key))
    session.commit()
    return Begun(
        pack_id,
        row.reference,
        row.contract_id,
        row.engagement_id,
        those(row),
        row.occasion,
        row.on_date,
        row.without_names,
        row.made_by or "",
        row.owner,
        row.owner_id,
        key,
        row.key,
    )


def those(row: NamedRow) -> frozenset[uuid.UUID]:
    """The engagements that it is of; none where it is of the whole contract."""
    if row.engagement_id:
        return frozenset({row.engagement_id})
    return frozenset(map(uuid.UUID, row.engagement_ids or ()))


def finish_pack(session: Session, begun: Begun, finished: Finished) -> bool:
    """It is made, and an event; False where another try has taken over, or was first. Commits."""
    mine = sa.and_(Pack.id == begun.pack_id, Pack.key == begun.key, Pack.finished_at.is_(None))
    row = session.execute(
        sa.update(Pack)
        .where(mine)
        .values(
            size=finished.size,
            sha256=finished.sha256,
            known_at=finished.known_at,
            checklist_version_id=finished.version_id,
            files=finished.files,
            files_asked=finished.files_asked,
            unread=list(finished.unread),
            template_sha256=finished.template_sha256,
            template_why=finished.template_why,
            finished_at=clock.now(),
        )
        .returning(Pack.asked_by)
    ).one_or_none()
    if row is not None:
        record_event(
            session,
            "pack-made",
            row.asked_by,
            contract_id=begun.contract_id,
            engagement_id=begun.engagement_id,
            data={
                "pack": str(begun.pack_id),
                "reference": begun.reference,
                "sha256": finished.sha256,
                "files": finished.files,
                "files_asked": finished.files_asked,
            },
        )
    session.commit()
    return row is not None
