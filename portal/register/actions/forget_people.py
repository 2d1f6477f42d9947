"""Forget people who left long ago: what names them is erased, what was counted and decided stays."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import add_months
from portal import clock
from portal.acting.record_event import Happened, append_events, columns_of
from portal.acting.sealing import seal_written
from portal.history.actions.redact_name import Leaver, redact_name
from portal.records import Assignment, DbsCheck, Worker
from portal.standing.actions.lock_engagements import lock_all_of

PEOPLE_AT_ONCE = 20
"""People per round, each of which is a transaction."""

NOTHING_OF_WORKER = {"name": "", "staff_code": "", "job": "", "eligibility": "", "renewal_applied_on": None}
NOTHING_OF_CHECK = {"certificate_number": "", "seen_by": "", "risk_decided_by": "", "risk_reason": ""}


def forget_people(session: Session, today: date, months: int) -> int:
    """How many were forgotten: those who left more than so many months before. Commits."""
    leavers, count = list_leavers(session, today, months), 0
    for start in range(0, len(leavers), PEOPLE_AT_ONCE):
        count += forget(session, leavers[start : start + PEOPLE_AT_ONCE], today, months)
        session.commit()
    return count


def list_leavers(
    session: Session, today: date, months: int, *wanted: sa.ColumnElement[bool]
) -> list[uuid.UUID]:
    """Everybody who has left more than so many months before and is not yet forgotten: since the day on which
    the person left, else the last one of any engagement where all have ended and the person did not come back
    since."""
    last = sa.func.max(Assignment.until_on)
    open_ended = sa.func.count() - sa.func.count(Assignment.until_on)
    stayed = Worker.away.is_(None)
    query = (
        sa.select(Worker.id, sa.func.coalesce(Worker.left_on, last).label("left_on"))
        .outerjoin(Assignment, Assignment.worker_id == Worker.id)
        .where(Worker.removed_at.is_(None), *wanted)
        .group_by(Worker.id, Worker.left_on, Worker.away)
        .having(sa.or_(Worker.left_on.is_not(None), sa.and_(open_ended == 0, last.is_not(None), stayed)))
        .order_by(Worker.id)
    )
    return [row.id for row in session.execute(query) if add_months(row.left_on, months) < today]


def forget(session: Session, worker_ids: list[uuid.UUID], today: date, months: int) -> int:
    """What names them goes from all that was written, with an event for each; how many they were: whoever
    came back a moment ago is not among them."""
    theirs = Worker.id.in_(worker_ids)
    lock_all_of(session, set(session.scalars(sa.select(Worker.organisation_id).where(theirs))))
    session.execute(sa.select(Worker.id).where(theirs).order_by(Worker.id).with_for_update(key_share=True))
    leavers = list_called(session, list_leavers(session, today, months, theirs))
    erase(session, [each.worker_id for each in leavers])
    for leaver in leavers:
        left = redact_name(session, leaver)
        data = {"worker": str(leaver.worker_id), "organisation": str(leaver.organisation_id)}
        happened = Happened("person-forgotten", None, data=data)
        append_events(session, [columns_of(happened)], [*seal_written(session), *left])
    return len(leavers)


def erase(session: Session, worker_ids: Collection[uuid.UUID | None]) -> None:
    """Their own rows, and those of their checks."""
    nothing = NOTHING_OF_WORKER | {"removed_at": clock.now()}
    session.execute(sa.update(Worker).where(Worker.id.in_(worker_ids)).values(nothing))
    session.execute(sa.update(DbsCheck).where(DbsCheck.worker_id.in_(worker_ids)).values(NOTHING_OF_CHECK))


def list_called(session: Session, worker_ids: list[uuid.UUID]) -> list[Leaver]:
    """They, as they are called until now."""
    numbers: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    checks = sa.select(DbsCheck.worker_id, DbsCheck.certificate_number)
    for row in session.execute(checks.where(DbsCheck.worker_id.in_(worker_ids))):
        numbers[row.worker_id].append(row.certificate_number)
    columns = sa.select(Worker.id, Worker.organisation_id, Worker.name, Worker.staff_code)
    rows = session.execute(columns.where(Worker.id.in_(worker_ids)).order_by(Worker.id))
    return [
        Leaver(row.organisation_id, row.name, (row.staff_code, *numbers[row.id]), worker_id=row.id)
        for row in rows
    ]
