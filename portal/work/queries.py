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
    """A piece of work, open or ended."""

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

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_taken(self) -> bool:
        return self.state == WorkState.TAKEN.value

    @property
    def has_failed(self) -> bool:
        return self.state == WorkState.FAILED.value


def list_failed(session: Session) -> list[WorkLine]:
    """What was tried often enough, the last first."""
    failed = Work.state == WorkState.FAILED.value
    return [*lines_of(session, failed, Work.ended_at.desc())]


def list_open(session: Session) -> list[WorkLine]:
    """What waits or is being done, what is due first in front."""
    is_open = Work.state.in_((WorkState.WAITING.value, WorkState.TAKEN.value))
    return [*lines_of(session, is_open, Work.due_at.asc())]


def find_asked(session: Session, work_id: uuid.UUID, person_id: uuid.UUID) -> WorkLine | None:
    """What that person has asked for, open or ended; None where it was somebody else."""
    own = sa.and_(Work.id == work_id, Work.asked_by == person_id)
    return next(iter(lines_of(session, own, Work.asked_at.desc())), None)


def lines_of(
    session: Session,
    wanted: sa.ColumnElement[bool],
    order: sa.UnaryExpression[datetime] | sa.UnaryExpression[datetime | None],
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
        .limit(SHOWN)
    )
    return [WorkLine(**row._asdict()) for row in session.execute(query)]
