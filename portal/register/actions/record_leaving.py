"""Somebody leaves the organisation: from the day after, nobody is asked anything about that person."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise, takewhile

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from checklists.periods import back_on, read_away
from portal.access import Audience, Viewer, require
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.records import Assignment, AssignmentDays, Worker
from portal.register.actions.check_entries import NOT_YOURS
from portal.register.actions.send_records import latest_records, send_records
from portal.register.actions.write_rows import (
    DAYS,
    NO_DAYS,
    Days,
    days_of,
    engagements_of,
    finish,
    lock_people,
    say_days,
)

BEFORE_BACK = "The last day cannot be before the day on which the person came back, {day}."


def record_leaving(
    session: Session, viewer: Viewer, place: OrganisationPlace, worker_id: uuid.UUID, left_on: date | None
) -> None:
    """The last day, or None for somebody who stays after all. What was before stays as it was.

    The assignments that go on end with that day, and those that would begin later are none. Where another
    day is said, or none, they are first as they were; what they ask for goes to their leads. The same again
    is nothing. Raises NotAllowed, NotHere or CannotDo.
    """
    require(place.audiences, Audience.OWN, NOT_YOURS)
    lock_people(session, place, [worker_id])
    columns = (Worker.started_on, Worker.left_on, Worker.away)
    kept = session.execute(sa.select(*columns).where(Worker.id == worker_id)).one()
    if kept.left_on == left_on:
        return
    if left_on and left_on < kept.started_on:
        raise CannotDo({"left_on": "The last day cannot be before the first."})
    came_back = back_on(read_away(kept.away))
    if left_on and came_back and left_on < came_back:
        raise CannotDo({"left_on": BEFORE_BACK.format(day=in_words(came_back))})
    engagements = engagements_of(session, [worker_id])
    say_leaving(session, {worker_id: (kept.left_on, left_on)})
    session.execute(sa.update(Worker).where(Worker.id == worker_id).values(left_on=left_on))
    data = {
        "organisation": str(place.organisation_id),
        "worker": str(worker_id),
        "left": left_on.isoformat() if left_on else None,
    }
    records = latest_records(session, [worker_id]) if kept.left_on else []
    sent = send_records(session, viewer.person_id, records)
    finish(session, viewer.person_id, "person-left" if left_on else "person-stays", data, engagements, sent)


def say_leaving(session: Session, days: Mapping[uuid.UUID, tuple[date | None, date | None]]) -> None:
    """Of each person the last day as it was said before and as it is now. In the caller's transaction."""
    for worker_id, (before, _) in days.items():
        put_back(session, worker_id, before)
    say_days(session, days.keys())
    left = {worker_id: left_on for worker_id, (_, left_on) in days.items() if left_on}
    for worker_id, left_on in left.items():
        end_assignments(session, worker_id, left_on)
    if left:
        say_days(session, left.keys(), is_leaving=True)


def put_back(session: Session, worker_id: uuid.UUID, left_on: date | None) -> None:
    """The assignments that the leaving ended go on as they would have, and those that it took back are there
    again."""
    if left_on is None:
        return
    said, now = list_said(session, worker_id), days_of(session, Assignment, [worker_id])
    for (_, engagement_id), (_, until_on, _) in now.items():
        if until_on == left_on:
            its = (Assignment.worker_id == worker_id, Assignment.engagement_id == engagement_id)
            before = until_before(said.get(engagement_id, ()), left_on)
            session.execute(sa.update(Assignment).where(*its).values(until_on=before))
    for engagement_id, days in said.items():
        if (worker_id, engagement_id) not in now and (kept := days_before(days, left_on)):
            place = {"worker_id": worker_id, "engagement_id": engagement_id}
            session.execute(sa.insert(Assignment).values(**place, **dict(zip(DAYS, kept, strict=True))))


def until_before(said: Sequence[Days], left_on: date) -> date | None:
    """The last day of an assignment that ends with the leaving, as it was before; that very day, where it had
    been said of the assignment itself."""
    ended = list(takewhile(lambda days: days[1] == left_on, reversed(said)))
    if any(earlier == later for later, earlier in pairwise(ended)):
        return left_on
    _, until_on, _ = said[-len(ended) - 1] if len(ended) < len(said) else NO_DAYS
    return until_on if until_on and until_on > left_on else None


def days_before(said: Sequence[Days], left_on: date) -> Days | None:
    """The days of an assignment that was to begin, and that the leaving took back; None where it did not."""
    *_, before, now = (NO_DAYS, NO_DAYS, *said)
    from_on = before[0]
    return before if now == NO_DAYS and from_on and from_on > left_on else None


def list_said(session: Session, worker_id: uuid.UUID) -> dict[uuid.UUID, list[Days]]:
    """By engagement, the days that were said of somebody, oldest first."""
    columns = (AssignmentDays.engagement_id, *(getattr(AssignmentDays, name) for name in DAYS))
    query = sa.select(*columns).where(AssignmentDays.worker_id == worker_id)
    found: defaultdict[uuid.UUID, list[Days]] = defaultdict(list)
    for row in session.execute(query.order_by(AssignmentDays.recorded_at)):
        found[row.engagement_id].append((row.from_on, row.until_on, row.away))
    return found


def end_assignments(session: Session, worker_id: uuid.UUID, left_on: date) -> None:
    mine = Assignment.worker_id == worker_id
    session.execute(sa.delete(Assignment).where(mine, Assignment.from_on > left_on))
    going_on = sa.or_(Assignment.until_on.is_(None), Assignment.until_on > left_on)
    session.execute(sa.update(Assignment).where(mine, going_on).values(until_on=left_on))
