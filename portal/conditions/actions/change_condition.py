"""Say from when on a condition of an engagement holds, or no longer does. Append-only."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from checklists.conditions import Said
from portal.access import Audience, NotAllowed, NotHere, Viewer
from portal.acting.moments import moment_after
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.records import EngagementCondition
from portal.standing.actions.lock_engagements import hold_engagement, lock_engagement
from portal.standing.actions.rewrite_slots import rewrite_slots_that
from portal.standing.queries.conditions import (
    Recorded,
    list_recorded,
    list_used_conditions,
    spans_now,
    with_said,
)


def change_condition(session: Session, viewer: Viewer, place: EngagementPlace, said: Said) -> None:
    """From that day on it is so, whatever was said of later days before; what is so already is not said
    again.

    Raises NotAllowed, NotHere or CannotDo.
    """
    place = hold_engagement(session, place)
    check_change(session, place, said)
    recorded = hold_recorded(session, place)
    if with_said(recorded, said) == spans_now(recorded):
        return
    say_condition(session, place.engagement_id, said, viewer.person_id)
    rewrite_slots_that(session, [place.engagement_id], lambda each: each.condition is said.condition)
    record_event(
        session,
        "condition-changed",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={
            "condition": said.condition.value,
            "holds": said.holds,
            "from": said.from_on.isoformat() if said.from_on else None,
        },
    )
    session.commit()


def hold_recorded(session: Session, place: EngagementPlace) -> tuple[Recorded, ...]:
    """What was said of the engagement's conditions; nobody says more meanwhile."""
    lock_engagement(session, place.engagement_id)
    return list_recorded(session, place)


def check_change(session: Session, place: EngagementPlace, said: Said) -> None:
    """Raises NotAllowed, NotHere or CannotDo where the viewer of the place cannot say this."""
    if not place.audiences & {Audience.MANAGER, Audience.PARTNER}:
        raise NotAllowed("Only the partner and the lead provider's managers say what holds for a partner.")
    if said.condition not in list_used_conditions(session, place.contract):
        raise NotHere
    check_day(place, said)


def check_day(place: EngagementPlace, said: Said) -> None:
    """Raises CannotDo for a day that is not one of the engagement's."""
    if said.from_on not in place.span:
        first, last = in_words(place.starts_on), in_words(place.ends_on)
        raise CannotDo({"from_on": f"The day must be one from {first} to {last}."})


def say_condition(
    session: Session, engagement_id: uuid.UUID, said: Said, person_id: uuid.UUID | None
) -> None:
    """The row alone, in the caller's transaction."""
    last = EngagementCondition.recorded_at, EngagementCondition.engagement_id == engagement_id
    session.execute(
        sa.insert(EngagementCondition).values(
            id=uuid.uuid4(),
            engagement_id=engagement_id,
            condition=said.condition.value,
            from_on=said.from_on,
            holds=said.holds,
            recorded_by=person_id,
            recorded_at=moment_after(session, *last),
        )
    )
