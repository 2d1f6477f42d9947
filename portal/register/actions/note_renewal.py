"""Note that a new check has been applied for: until it comes nobody is chased for it."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.records import Worker
from portal.register.actions.check_entries import NOT_YOURS
from portal.register.actions.write_rows import finish, lock_people, say_renewal


def note_renewal(
    session: Session,
    viewer: Viewer,
    place: OrganisationPlace,
    worker_id: uuid.UUID,
    applied_on: date | None,
) -> None:
    """The day of the application, or None where there is none after all. What is accepted stays as it is.

    Raises NotAllowed, NotHere or CannotDo.
    """
    require(place.audiences, Audience.OWN, NOT_YOURS)
    lock_people(session, place, [worker_id])
    if applied_on and applied_on > clock.today():
        raise CannotDo({"applied_on": "The day of the application cannot be in the future."})
    kept = session.execute(
        sa.select(Worker.renewal_applied_on, Worker.left_on).where(Worker.id == worker_id)
    ).one()
    if kept.renewal_applied_on == applied_on:
        return
    if applied_on and kept.left_on:
        raise CannotDo({"applied_on": "This person has left."})
    say_renewal(session, [worker_id], applied_on)
    data = {
        "organisation": str(place.organisation_id),
        "worker": str(worker_id),
        "applied": applied_on.isoformat() if applied_on else None,
    }
    finish(session, viewer.person_id, "renewal-noted", data)
