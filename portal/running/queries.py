"""What lies in the database of work, mail and files, counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Message, MessageState, StoredFile, Work, WorkState
from portal.records.migrations import head

RECENT = timedelta(days=7)
UNDONE = (WorkState.WAITING.value, WorkState.TAKEN.value, WorkState.FAILED.value)


@dataclass(frozen=True, slots=True)
class Piled:
    """How much lies there, and since when the oldest of it does."""

    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """Files as they are recorded; bytes."""

    files: int
    size: int


WorkPiles = Mapping[tuple[str, str], Piled]
"""By kind and state, without what is done."""

MailPiles = Mapping[str, Piled]
"""By state; what was sent or has failed counts for seven days."""


def count_work(session: Session) -> WorkPiles:
    query = (
        sa.select(
            Work.kind,
            Work.state,
            sa.func.count().label("number"),
            sa.func.min(Work.asked_at).label("since"),
        )
        .where(Work.state.in_(UNDONE))
        .group_by(Work.kind, Work.state)
        .order_by(Work.kind, Work.state)
    )
    return {(row.kind, row.state): Piled(row.number, row.since) for row in session.execute(query)}


def count_mail(session: Session, now: datetime) -> MailPiles:
    is_open = Message.state.in_((MessageState.WAITING.value, MessageState.HANDING_OVER.value))
    is_ended = Message.state.in_((MessageState.SENT.value, MessageState.FAILED.value))
    query = (
        sa.select(Message.state, sa.func.count().label("number"), sa.func.min(Message.made_at).label("since"))
        .where(sa.or_(is_open, sa.and_(is_ended, Message.made_at > now - RECENT)))
        .group_by(Message.state)
        .order_by(Message.state)
    )
    return {row.state: Piled(row.number, row.since) for row in session.execute(query)}


def count_files(session: Session) -> Stored:
    size = sa.func.coalesce(sa.func.sum(StoredFile.size), 0)
    row = session.execute(sa.select(sa.func.count().label("number"), size.label("size"))).one()
    return Stored(row.number, int(row.size))


def tables_of_version() -> str:
    """The revision of the tables that this version of the portal expects."""
    return head() or ""


def count_done(session: Session, since: datetime) -> int:
    """Pieces of work that were done since then."""
    is_done = sa.and_(Work.state == WorkState.DONE.value, Work.ended_at > since)
    return session.scalar(sa.select(sa.func.count()).select_from(Work).where(is_done)) or 0
