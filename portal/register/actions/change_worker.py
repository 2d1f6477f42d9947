"""Change what is entered about somebody: name, staff code, role, and what the lead sees."""

import uuid
from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.periods import read_away
from portal.access import Audience, Viewer, require
from portal.acting.wording import refuse_problems
from portal.places.organisations import OrganisationPlace
from portal.records import Worker
from portal.register.actions.add_worker import refuse_taken
from portal.register.actions.check_entries import NOT_YOURS, WorkerEntry, problems_of_worker
from portal.register.actions.write_rows import finish, lock_people


def change_worker(
    session: Session, viewer: Viewer, place: OrganisationPlace, worker_id: uuid.UUID, entry: WorkerEntry
) -> None:
    """From now on this is what is known; the same again is nothing. Raises NotAllowed, NotHere or
    CannotDo."""
    require(place.audiences, Audience.OWN, NOT_YOURS)
    entry = entry.tidied()
    refuse_problems(problems_of_worker(entry))
    lock_people(session, place, [worker_id])
    kept = session.execute(sa.select(Worker).where(Worker.id == worker_id)).scalar_one()
    changed = [name for name, value in asdict(entry).items() if getattr(kept, name) != value]
    if not changed:
        return
    refuse_problems(problems_of_days(kept, entry))
    refuse_taken(session, place.organisation_id, entry.staff_code, but=worker_id)
    session.execute(sa.update(Worker).where(Worker.id == worker_id).values(**asdict(entry)))
    data = {"organisation": str(place.organisation_id), "worker": str(worker_id), "changed": changed}
    finish(session, viewer.person_id, "person-changed", data)


def problems_of_days(kept: Worker, entry: WorkerEntry) -> dict[str, str]:
    if kept.left_on and entry.started_on > kept.left_on:
        return {"started_on": "The person left before that day."}
    if any(entry.started_on >= each.from_on for each in read_away(kept.away)):
        return {"started_on": "The person was away by that day: enter the very first day with you."}
    return {}
