"""Somebody leaves the organisation: from the day after, nobody is asked anything about that person."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from checklists.periods import back_on, read_away
from portal.access import Audience, Viewer, require
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.records import Assignment, Worker
from portal.register.actions.check_entries import NOT_YOURS
from portal.register.actions.write_rows import engagements_of, finish, lock_people, say_days

BEFORE_BACK = "The last day cannot be before the day on which the person came back, {day}."


def record_leaving(
    session: Session, viewer: Viewer, place: OrganisationPlace, worker_id: uuid.UUID, left_on: date | None
) -> None:
    """The last day, or None for somebody who stays after all. What was before stays as it was.

    The assignments that go on end with that day, and those that would begin later are none. The same again
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
    put_back(session, worker_id, kept.left_on)
    if left_on:
        end_assignments(session, worker_id, left_on)
    say_days(session, [worker_id])
    session.execute(sa.update(Worker).where(Worker.id == worker_id).values(left_on=left_on))
    data = {
        "organisation": str(place.organisation_id),
        "worker": str(worker_id),
        "left": left_on.isoformat() if left_on else None,
    }
    finish(session, viewer.person_id, "person-left" if left_on else "person-stays", data, engagements)


def put_back(session: Session, worker_id: uuid.UUID, left_on: date | None) -> None:
    """The assignments that ended because the person left then go on."""
    ended = sa.update(Assignment).where(
        Assignment.worker_id == worker_id, Assignment.until_on.is_not(None), Assignment.until_on == left_on
    )
    session.execute(ended.values(until_on=None))


def end_assignments(session: Session, worker_id: uuid.UUID, left_on: date) -> None:
    mine = Assignment.worker_id == worker_id
    session.execute(sa.delete(Assignment).where(mine, Assignment.from_on > left_on))
    going_on = sa.or_(Assignment.until_on.is_(None), Assignment.until_on > left_on)
    session.execute(sa.update(Assignment).where(mine, going_on).values(until_on=left_on))
