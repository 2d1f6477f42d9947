"""Record what the Update Service says of somebody's certificate on a day."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.records import DbsCheck, StatusCheck, StatusResult, Submission
from portal.register.actions.check_entries import NOT_YOURS
from portal.register.actions.write_rows import finish, lock_people


def record_status_check(
    session: Session,
    viewer: Viewer,
    place: OrganisationPlace,
    worker_id: uuid.UUID,
    check_id: uuid.UUID,
    *,
    on_date: date,
    result: str,
) -> None:
    """With new information the check counts no more from that day on. The same again is nothing.

    Raises NotAllowed, NotHere or CannotDo.
    """
    require(place.audiences, Audience.OWN, NOT_YOURS)
    lock_people(session, place, [worker_id])
    refuse_day(session, worker_id, check_id, on_date)
    if result not in set(StatusResult):
        raise CannotDo({"result": "Choose what the Update Service said."})
    same = sa.select(StatusCheck.id).where(
        StatusCheck.check_id == check_id, StatusCheck.on_date == on_date, StatusCheck.result == result
    )
    if session.scalars(same).first():
        return
    session.execute(
        sa.insert(StatusCheck).values(
            id=uuid.uuid4(),
            check_id=check_id,
            on_date=on_date,
            result=result,
            recorded_by=viewer.person_id,
            recorded_at=clock.now(),
        )
    )
    shown_to = sa.select(Submission.engagement_id).where(Submission.check_id == check_id)
    data = {"organisation": str(place.organisation_id), "check": str(check_id), "result": result}
    finish(session, viewer.person_id, "status-checked", data, session.scalars(shown_to).all())


def refuse_day(session: Session, worker_id: uuid.UUID, check_id: uuid.UUID, on_date: date) -> None:
    check = session.execute(
        sa.select(DbsCheck.issued_on).where(
            DbsCheck.id == check_id, DbsCheck.worker_id == worker_id, DbsCheck.withdrawn_at.is_(None)
        )
    ).one_or_none()
    if check is None:
        raise NotHere
    if on_date > clock.today():
        raise CannotDo({"checked_on": "The day of the status check cannot be in the future."})
    if check.issued_on and on_date < check.issued_on:
        raise CannotDo({"checked_on": "The certificate was issued after that day."})
