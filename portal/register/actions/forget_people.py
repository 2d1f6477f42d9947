"""Forget people who left long ago: what names them is erased, what was counted and decided stays."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import add_months
from portal import clock
from portal.acting.record_event import record_event
from portal.records import Assignment, DbsCheck, Worker

PEOPLE_AT_ONCE = 200
"""People per round."""

NOTHING_OF_WORKER = {"name": "", "staff_code": "", "job": "", "eligibility": "", "renewal_applied_on": None}
NOTHING_OF_CHECK = {"certificate_number": "", "seen_by": "", "risk_decided_by": "", "risk_reason": ""}


def forget_people(session: Session, today: date, months: int) -> int:
    """How many were forgotten: those who left more than so many months before. Commits."""
    forgotten = [each for each, left_on in list_leavers(session) if add_months(left_on, months) < today]
    for start in range(0, len(forgotten), PEOPLE_AT_ONCE):
        forget(session, forgotten[start : start + PEOPLE_AT_ONCE])
    session.commit()
    return len(forgotten)


def list_leavers(session: Session) -> list[tuple[uuid.UUID, date]]:
    """Everybody who has left and is not yet forgotten, with the last day: that on which the person left, else
    the last one of any engagement where all have ended."""
    last = sa.func.max(Assignment.until_on)
    open_ended = sa.func.count() - sa.func.count(Assignment.until_on)
    query = (
        sa.select(Worker.id, sa.func.coalesce(Worker.left_on, last).label("left_on"))
        .outerjoin(Assignment, Assignment.worker_id == Worker.id)
        .where(Worker.removed_at.is_(None))
        .group_by(Worker.id, Worker.left_on)
        .having(sa.or_(Worker.left_on.is_not(None), sa.and_(open_ended == 0, last.is_not(None))))
        .order_by(Worker.id)
    )
    return [(row.id, row.left_on) for row in session.execute(query)]


def forget(session: Session, worker_ids: list[uuid.UUID]) -> None:
    session.execute(
        sa.update(Worker).where(Worker.id.in_(worker_ids)).values(**NOTHING_OF_WORKER, removed_at=clock.now())
    )
    session.execute(sa.update(DbsCheck).where(DbsCheck.worker_id.in_(worker_ids)).values(**NOTHING_OF_CHECK))
    for worker_id in worker_ids:
        record_event(session, "person-forgotten", None, data={"worker": str(worker_id)})
