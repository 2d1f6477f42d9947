"""What has failed, what waits, and how far something has got."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Work, WorkState

SHOWN = 200


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A piece of work as whoever looks after the installation sees it."""

    work_id: uuid.UUID
    kind: str
    subject: str
    state: str
    tries: int
    due_at: datetime
    asked_at: datetime
    ended_at: datetime | None
    taken_at: datetime | None
    steps_done: int
    steps_of: int | None
    problem: str


def list_failed(session: Session) -> list[WorkLine]:
    """What was tried often enough, the last first."""
    failed = Work.state == WorkState.FAILED.value
    return [*lines_of(session, failed, Work.ended_at.desc())]


def list_open(session: Session) -> list[WorkLine]:
    """What waits or is being done, what is due first in front."""
    is_open = Work.state.in_((WorkState.WAITING.value, WorkState.TAKEN.value))
    return [*lines_of(session, is_open, Work.due_at.asc())]


def find_progress(session: Session, kind: str, subject: str) -> WorkLine | None:
    """How far a piece of work has got; the last that was asked for, open or ended."""
    wanted = sa.and_(Work.kind == kind, Work.subject == subject)
    return next(iter(lines_of(session, wanted, Work.asked_at.desc(), limit=1)), None)


def lines_of(
    session: Session,
    wanted: sa.ColumnElement[bool],
    order: sa.UnaryExpression[datetime] | sa.UnaryExpression[datetime | None],
    limit: int = SHOWN,
) -> list[WorkLine]:
    query = (
        sa.select(
            Work.id.label("work_id"),
            Work.kind,
            Work.subject,
            Work.state,
            Work.tries,
            Work.due_at,
            Work.asked_at,
            Work.ended_at,
            Work.taken_at,
            Work.steps_done,
            Work.steps_of,
            Work.problem,
        )
        .where(wanted)
        .order_by(order, Work.id)
        .limit(limit)
    )
    return [WorkLine(**row._asdict()) for row in session.execute(query)]
