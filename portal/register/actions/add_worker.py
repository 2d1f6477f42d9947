"""Enter somebody on an organisation's register: once, however many contracts the person works under."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer, require
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.people.actions.lock_people import lock_organisation
from portal.places.organisations import OrganisationPlace
from portal.records import Engagement, Worker
from portal.register.actions.check_entries import NOT_YOURS, WorkerEntry, problems_of_worker
from portal.register.actions.write_rows import finish, insert_assignments, insert_workers
from portal.standing.actions.rewrite_standing import lock_engagements

TAKEN = "Somebody on your register has this staff code already."


def add_worker(
    session: Session,
    viewer: Viewer,
    place: OrganisationPlace,
    entry: WorkerEntry,
    engagements: Mapping[uuid.UUID, date],
) -> uuid.UUID:
    """Somebody new, under these engagements from these days on; the worker's id.

    The same again is the same person. Raises NotAllowed, NotHere or CannotDo.
    """
    require(place.audiences, Audience.OWN, NOT_YOURS)
    entry = entry.tidied()
    refuse_problems(problems_of_worker(entry))
    lock_engagements(session, sorted(engagements))
    lock_organisation(session, place.organisation_id)  # who is the same is looked for on all of its register
    check_engagements(session, place, engagements, "started_on")
    if known := find_same(session, place.organisation_id, entry):
        return known
    refuse_taken(session, place.organisation_id, entry.staff_code)
    try:
        (worker_id,) = insert_workers(session, place.organisation_id, [entry])
    except IntegrityError:
        session.rollback()
        raise CannotDo({"staff_code": TAKEN}) from None
    insert_assignments(session, [(worker_id, each, day, None) for each, day in engagements.items()])
    data = {"organisation": str(place.organisation_id), "worker": str(worker_id)}
    finish(session, viewer.person_id, "person-entered", data, engagements)
    return worker_id


def check_engagements(
    session: Session, place: OrganisationPlace, engagements: Mapping[uuid.UUID, date], field: str
) -> None:
    """Raises NotHere for anybody else's, CannotDo, about that field, for a first day after the last of one of
    them."""
    ends = dict(
        session.execute(
            sa.select(Engagement.id, Engagement.ends_on).where(
                Engagement.id.in_(engagements), Engagement.partner_id == place.organisation_id
            )
        ).all()
    )
    if set(ends) != set(engagements):
        raise NotHere
    if any(day > ends[each] for each, day in engagements.items()):
        raise CannotDo({field: "A contract that you chose has ended by that day."})


def find_same(session: Session, organisation_id: uuid.UUID, entry: WorkerEntry) -> uuid.UUID | None:
    """Somebody who was entered in just these words."""
    same = [getattr(Worker, name) == value for name, value in asdict(entry).items()]
    query = sa.select(Worker.id).where(
        Worker.organisation_id == organisation_id,
        Worker.removed_at.is_(None),
        Worker.left_on.is_(None),
        *same,
    )
    return session.scalars(query.limit(1)).first()


def refuse_taken(
    session: Session, organisation_id: uuid.UUID, staff_code: str, but: uuid.UUID | None = None
) -> None:
    """Raises CannotDo where another person (than `but`) has the staff code."""
    query = sa.select(Worker.id).where(
        Worker.organisation_id == organisation_id, Worker.staff_code == staff_code
    )
    if staff_code and any(each != but for each in session.scalars(query)):
        raise CannotDo({"staff_code": TAKEN})
