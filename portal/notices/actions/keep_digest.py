"""Keep that somebody's mail of a day was made, with all that it says: once a person and day, and of each
step once a person."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.insert_unless_there import insert_unless_there
from portal.notices.actions.keep_notices import NewNotice, keep_notices
from portal.notices.actions.lock_notices import lock_notices
from portal.notices.queries.reminded import RAIL, Rail, rail_of
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import Digest, MessageKind, Notice, Pace, Reminded

NOTICES_AT_ONCE = 500
"""Notices that one statement names: a connection keeps its statements, one of 10,000 values with 2 MB."""

Step = tuple[Rail, int]
"""A step of a ladder, and what it is of."""


@dataclass(frozen=True, slots=True)
class KeptItems:
    """What a mail says: what is new in the portal with it, and what stands there already."""

    new: Sequence[NewNotice]
    known: Collection[uuid.UUID] = ()


def claim_day(session: Session, person_id: uuid.UUID, on: date) -> bool:
    """Whether the person's mail of the day is the caller's to make; it is made once. In the caller's
    transaction."""
    claimed = (
        insert_unless_there(session, Digest).values(person_id=person_id, on_date=on).on_conflict_do_nothing()
    )
    return session.scalar(claimed.returning(Digest.person_id)) is not None


def claim_steps(session: Session, person_id: uuid.UUID, on: date, steps: Iterable[Step]) -> set[Step]:
    """Those of the steps that the person was not told of, from now on told. In the caller's transaction; in
    one order, so that two who claim never wait for each other."""
    rows = [
        {
            "engagement_id": rail.engagement_id,
            "requirement_key": rail.requirement_key,
            "part_key": rail.part_key,
            "last_on": rail.last_on,
            "step": step,
            "person_id": person_id,
            "on_date": on,
        }
        for rail, step in sorted(set(steps))
    ]
    if not rows:
        return set()
    claimed = insert_unless_there(session, Reminded).on_conflict_do_nothing().returning(*RAIL, Reminded.step)
    return {(rail_of(row), row.step) for row in session.execute(claimed, rows)}


def keep_digest(session: Session, to: Addressee, on: date | None, letter: Letter, kept: KeptItems) -> None:
    """The mail, and what stands in the portal with it. Without a day it is not the one of a day. In the
    caller's transaction."""
    message_id = write_message(session, to, MessageKind.DIGEST, letter)
    keep_notices(session, kept.new, message_id)
    in_mail(session, kept.known, message_id)
    if on:
        of_day = sa.update(Digest).where(Digest.person_id == to.person_id, Digest.on_date == on)
        session.execute(of_day.values(message_id=message_id))


def claim_unsent(session: Session, notice_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Those of them that no mail has said yet and that their person still wants by mail, locked until the
    caller's transaction ends."""
    wanted = (Notice.message_id.is_(None), Notice.pace != Pace.NEVER.value)
    found = (lock_notices(session, Notice.id.in_(some), *wanted) for some in in_pieces(notice_ids))
    return list(chain.from_iterable(found))


def in_mail(session: Session, notice_ids: Collection[uuid.UUID], message_id: uuid.UUID) -> None:
    """These are said by that message. In the caller's transaction."""
    for some in in_pieces(notice_ids):
        said = sa.update(Notice).where(Notice.id.in_(some), Notice.message_id.is_(None))
        session.execute(said.values(message_id=message_id))


def in_pieces(notice_ids: Collection[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    """In the order in which they are locked."""
    ordered = sorted(notice_ids)
    return (ordered[first : first + NOTICES_AT_ONCE] for first in range(0, len(ordered), NOTICES_AT_ONCE))
