"""Keep that somebody's mail of a day was made, with all that it says: once a person and day."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.notices.actions.keep_notices import NewNotice, keep_notices
from portal.notices.queries.reminded import Rail
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import Digest, MessageKind, Notice, Reminded


def keep_digest(
    session: Session,
    to: Addressee,
    person_id: uuid.UUID,
    on: date,
    letter: Letter,
    rails: Collection[tuple[Rail, int]],
    new: Iterable[NewNotice],
    known: Collection[uuid.UUID],
) -> bool:
    """The mail, the steps that it tells of, and what stands in the portal: `new` and `known` already. False
    where the day's mail was made before. Commits."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    first = session.scalar(
        insert(Digest)
        .values(person_id=person_id, on_date=on)
        .on_conflict_do_nothing()
        .returning(Digest.person_id)
    )
    if first is None:
        session.rollback()
        return False
    message_id = keep_reminder(session, to, person_id, on, letter, rails, new)
    mark_digest = sa.update(Digest).where(Digest.person_id == person_id, Digest.on_date == on)
    session.execute(mark_digest.values(message_id=message_id))
    in_mail(session, known, message_id)
    session.commit()
    return True


def keep_reminder(
    session: Session,
    to: Addressee,
    person_id: uuid.UUID,
    on: date,
    letter: Letter,
    rails: Collection[tuple[Rail, int]],
    new: Iterable[NewNotice],
) -> uuid.UUID:
    """A mail, the steps that it tells of, and the same in the portal; its id. In the caller's transaction."""
    message_id = write_message(session, to, MessageKind.DIGEST, letter)
    keep_notices(session, new, message_id)
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
        for rail, step in dict.fromkeys(rails)
    ]
    if rows:
        insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        session.execute(insert(Reminded).on_conflict_do_nothing(), rows)
    return message_id


def claim_unsent(session: Session, notice_ids: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Those of them that no mail has said yet, locked until the caller's transaction ends."""
    query = sa.select(Notice.id).where(Notice.id.in_(notice_ids), Notice.message_id.is_(None))
    return list(session.scalars(query.with_for_update()))


def in_mail(session: Session, notice_ids: Collection[uuid.UUID], message_id: uuid.UUID) -> None:
    """These are said by that message. In the caller's transaction."""
    if notice_ids:
        said = sa.update(Notice).where(Notice.id.in_(notice_ids), Notice.message_id.is_(None))
        session.execute(said.values(message_id=message_id))
