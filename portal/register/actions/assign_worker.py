"""Say under which engagements somebody performs services, and from when until when.

Events carry no names: the history of an engagement is read by people who may not see them.
"""

import uuid
from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import Happened, record_events
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.places.contracts import EngagementPlace
from portal.records import Assignment, Worker
from portal.register.actions.check_entries import NOT_YOURS
from portal.register.actions.send_records import SentRecord, latest_records, send_records
from portal.register.actions.write_rows import GONE, as_event, insert_assignments, is_register, say_days
from portal.standing.actions.lock_engagements import hold_engagement
from portal.standing.actions.rewrite_slots import rewrite_slots_that

AFTER_LEAVING = "The {which} day cannot be after the person’s last day with you, {day}."


def assign_worker(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    worker_id: uuid.UUID,
    *,
    from_on: date,
    until_on: date | None = None,
) -> None:
    """Somebody who is on the organisation's register; what shows that the person may goes to this lead too.
    Of who has left or will, the days end with that day at the latest.

    Raises NotHere, NotAllowed or CannotDo.
    """
    require(place.audiences, Audience.PARTNER, NOT_YOURS)
    place = hold_engagement(session, place)
    refuse_problems(check_days(place, from_on, until_on))
    until_on = within(require_own(session, place, worker_id), from_on, until_on)
    there = sa.select(Assignment.worker_id).where(
        Assignment.worker_id == worker_id, Assignment.engagement_id == place.engagement_id
    )
    if session.scalar(there):
        raise CannotDo({"": "This person is on the register already."})
    insert_assignments(session, [(worker_id, place.engagement_id, from_on, until_on)])
    records = latest_records(session, [worker_id])
    sent = send_records(session, viewer.person_id, records, place.engagement_id)
    finish(session, viewer, place, "person-added-to-register", worker_id, from_on, until_on, sent)


def change_assignment(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    worker_id: uuid.UUID,
    *,
    from_on: date,
    until_on: date | None,
) -> None:
    """Other days. Who goes on without an end is asked for what is newest. Raises NotHere, NotAllowed or
    CannotDo."""
    require(place.audiences, Audience.PARTNER, NOT_YOURS)
    place = hold_engagement(session, place)
    refuse_problems(check_days(place, from_on, until_on))
    until_on = within(require_own(session, place, worker_id), from_on, until_on)
    changed = session.execute(
        sa.update(Assignment)
        .where(Assignment.worker_id == worker_id, Assignment.engagement_id == place.engagement_id)
        .values(from_on=from_on, until_on=until_on)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        raise NotHere
    say_days(session, [worker_id])
    records = latest_records(session, [worker_id])
    sent = send_records(session, viewer.person_id, records, place.engagement_id)
    finish(session, viewer, place, "person-on-register-changed", worker_id, from_on, until_on, sent)


def require_own(session: Session, place: EngagementPlace, worker_id: uuid.UUID) -> date | None:
    """The last day of who has left. Raises NotHere for anybody else's people, CannotDo for who has been
    removed."""
    row = session.execute(
        sa.select(Worker.removed_at, Worker.left_on)
        .where(Worker.id == worker_id, Worker.organisation_id == place.partner_id)
        .with_for_update(key_share=True)
    ).one_or_none()
    if row is None:
        raise NotHere
    if row.removed_at:
        raise CannotDo({"": GONE})
    left_on: date | None = row.left_on
    return left_on


def within(left_on: date | None, from_on: date, until_on: date | None) -> date | None:
    """The last day under the contract: of somebody who left it is that of leaving where none is said. Raises
    CannotDo for days after it."""
    if left_on is None:
        return until_on
    if from_on > left_on:
        raise CannotDo({"from_on": AFTER_LEAVING.format(which="first", day=in_words(left_on))})
    if until_on and until_on > left_on:
        raise CannotDo({"until_on": AFTER_LEAVING.format(which="last", day=in_words(left_on))})
    return until_on or left_on


def finish(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    event: str,
    worker_id: uuid.UUID,
    from_on: date,
    until_on: date | None,
    sent: Sequence[SentRecord],
) -> None:
    rewrite_slots_that(session, [place.engagement_id], is_register)
    days = {"from": from_on.isoformat(), "until": until_on.isoformat() if until_on else None}
    assigned = Happened(
        event,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"worker": str(worker_id), **days},
    )
    record_events(session, [assigned, *(as_event(each, viewer.person_id) for each in sent)])
    session.commit()


def check_days(place: EngagementPlace, from_on: date, until_on: date | None) -> dict[str, str]:
    if from_on > place.ends_on:
        return {"from_on": "The engagement has ended by that day."}
    if until_on and until_on < from_on:
        return {"until_on": "The last day cannot be before the first."}
    return {}
