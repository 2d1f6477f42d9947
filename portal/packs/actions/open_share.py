"""Share a pack with the contract's commissioner for some days, or take that back."""

import uuid
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.packs.queries.packs import of_lead
from portal.places.contracts import ContractPlace
from portal.records import NamedRow, Pack, PackShare

LONGEST = 366
"""Days."""

OTHERWISE = "Only the lead provider's reviewers and managers share packs."
NAMES_PEOPLE = "This pack names people. Make one for the commissioner, without names, and share that one."
NOT_MADE = "The pack is not made yet. Share it when it is."


def open_share(session: Session, viewer: Viewer, place: ContractPlace, pack_id: uuid.UUID, days: int) -> None:
    """From today on for so many days; in place of what was said before. Pressed twice it is shared once.
    Raises NotAllowed, NotHere or CannotDo. Commits."""
    require(place.audiences, Audience.REVIEWER, OTHERWISE)
    pack = lock_pack(session, place, pack_id)
    refuse(pack, days)
    from_on = clock.today()
    until_on = from_on + timedelta(days=days - 1)
    if is_so_already(session, pack_id, from_on, until_on):
        return
    end_open(session, viewer, pack_id)
    session.execute(
        sa.insert(PackShare).values(
            id=uuid.uuid4(),
            pack_id=pack_id,
            from_on=from_on,
            until_on=until_on,
            shared_by=viewer.person_id,
            shared_at=clock.now(),
        )
    )
    record_event(
        session,
        "pack-shared",
        viewer.person_id,
        contract_id=place.contract_id,
        data={"pack": str(pack_id), "reference": pack.reference, "until": until_on.isoformat()},
    )
    session.commit()


def end_share(
    session: Session, viewer: Viewer, place: ContractPlace, pack_id: uuid.UUID, share_id: uuid.UUID
) -> None:
    """From now on it is not shared. One that has ended stays as it was. Raises NotAllowed or NotHere.
    Commits."""
    require(place.audiences, Audience.REVIEWER, OTHERWISE)
    pack = lock_pack(session, place, pack_id)
    its = sa.and_(PackShare.id == share_id, PackShare.pack_id == pack_id)
    if session.scalar(sa.select(PackShare.id).where(its)) is None:
        raise NotHere
    if end_open(session, viewer, pack_id, PackShare.id == share_id):
        record_event(
            session,
            "pack-share-ended",
            viewer.person_id,
            contract_id=place.contract_id,
            data={"pack": str(pack_id), "reference": pack.reference},
        )
    session.commit()


def lock_pack(session: Session, place: ContractPlace, pack_id: uuid.UUID) -> NamedRow:
    row = session.execute(
        sa.select(Pack.reference, Pack.finished_at, Pack.without_names)
        .where(Pack.id == pack_id, of_lead(place))
        .with_for_update(key_share=True)
    ).one_or_none()
    if row is None:
        raise NotHere
    return row


def refuse(pack: NamedRow, days: int) -> None:
    if pack.finished_at is None:
        raise CannotDo({"": NOT_MADE})
    if not pack.without_names:
        raise CannotDo({"": NAMES_PEOPLE})
    if not 1 <= days <= LONGEST:
        raise CannotDo({"days": f"Enter for how many days it is shared, from 1 to {LONGEST}."})


def is_so_already(session: Session, pack_id: uuid.UUID, from_on: date, until_on: date) -> bool:
    same = sa.exists().where(
        PackShare.pack_id == pack_id,
        PackShare.from_on == from_on,
        PackShare.until_on == until_on,
        PackShare.ended_at.is_(None),
    )
    return bool(session.scalar(sa.select(same)))


def end_open(session: Session, viewer: Viewer, pack_id: uuid.UUID, *narrowed: sa.ColumnElement[bool]) -> int:
    """How many were open."""
    ended = (
        sa.update(PackShare)
        .where(PackShare.pack_id == pack_id, PackShare.ended_at.is_(None), *narrowed)
        .values(ended_by=viewer.person_id, ended_at=clock.now())
        .returning(PackShare.id)
    )
    return len(session.scalars(ended).all())
