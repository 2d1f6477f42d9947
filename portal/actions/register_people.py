"""The register of an engagement: who performs services under it, from when, until when.

Events carry no names: the history of an engagement is read by people who may not see them.
"""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.actions.record_event import record_event
from portal.actions.refused import CannotDo
from portal.actions.rewrite_standing import lock_engagements, rewrite_standing
from portal.actions.wording import check_length, one_line, refuse_problems
from portal.queries.places import EngagementPlace
from portal.records import Assignment, Worker

NOT_YOURS = "Only the delivery partner changes its register."


def add_worker(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    *,
    name: str,
    job: str,
    from_on: date,
    until_on: date | None = None,
) -> uuid.UUID:
    """Somebody new, by name or staff code, from a day on. The worker's id; raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.PARTNER, NOT_YOURS)
    name, job = one_line(name), one_line(job)
    refuse_problems(
        check_length("name", name, "Enter the person's name or staff code.")
        | check_length("job", job, "Enter what the person does.")
        | check_days(place, from_on, until_on)
    )
    lock_engagements(session, [place.engagement_id])
    worker_id = uuid.uuid4()
    session.execute(
        sa.insert(Worker).values(
            id=worker_id, organisation_id=place.partner_id, name=name, job=job, created_at=clock.now()
        )
    )
    assign(session, viewer, place, worker_id, from_on, until_on)
    return worker_id


def assign_worker(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    worker_id: uuid.UUID,
    *,
    from_on: date,
    until_on: date | None = None,
) -> None:
    """Somebody who was entered for another engagement. Raises NotHere, NotAllowed or CannotDo."""
    require(place.audiences, Audience.PARTNER, NOT_YOURS)
    refuse_problems(check_days(place, from_on, until_on))
    lock_engagements(session, [place.engagement_id])
    known = sa.select(Worker.id).where(Worker.id == worker_id, Worker.organisation_id == place.partner_id)
    if session.scalar(known) is None:
        raise NotHere
    there = sa.select(Assignment.worker_id).where(
        Assignment.worker_id == worker_id, Assignment.engagement_id == place.engagement_id
    )
    if session.scalar(there):
        raise CannotDo({"": "This person is on the register already."})
    assign(session, viewer, place, worker_id, from_on, until_on)


def change_assignment(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    worker_id: uuid.UUID,
    *,
    from_on: date,
    until_on: date | None,
) -> None:
    """Another first day, or the last one of somebody who leaves. Raises NotHere, NotAllowed or CannotDo."""
    require(place.audiences, Audience.PARTNER, NOT_YOURS)
    refuse_problems(check_days(place, from_on, until_on))
    lock_engagements(session, [place.engagement_id])
    changed = session.execute(
        sa.update(Assignment)
        .where(Assignment.worker_id == worker_id, Assignment.engagement_id == place.engagement_id)
        .values(from_on=from_on, until_on=until_on)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        raise NotHere
    finish(session, viewer, place, "person-on-register-changed", worker_id, from_on, until_on)


def assign(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    worker_id: uuid.UUID,
    from_on: date,
    until_on: date | None,
) -> None:
    session.execute(
        sa.insert(Assignment).values(
            worker_id=worker_id, engagement_id=place.engagement_id, from_on=from_on, until_on=until_on
        )
    )
    finish(session, viewer, place, "person-added-to-register", worker_id, from_on, until_on)


def finish(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    event: str,
    worker_id: uuid.UUID,
    from_on: date,
    until_on: date | None,
) -> None:
    rewrite_standing(session, [place.engagement_id])
    record_event(
        session,
        event,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={
            "worker": str(worker_id),
            "from": from_on.isoformat(),
            "until": until_on.isoformat() if until_on else None,
        },
    )
    session.commit()


def check_days(place: EngagementPlace, from_on: date, until_on: date | None) -> dict[str, str]:
    if from_on > place.ends_on:
        return {"from_on": "The engagement has ended by that day."}
    if until_on and until_on < from_on:
        return {"until_on": "The last day cannot be before the first."}
    return {}
