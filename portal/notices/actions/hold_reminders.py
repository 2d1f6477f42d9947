"""Hold reminders until a day, and end that."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import in_words
from portal import clock
from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import check_length, refuse_problems
from portal.places.contracts import EngagementPlace
from portal.records import Hold
from portal.standing.actions.lock_engagements import hold_engagement

NOT_YOURS = "Only the lead provider’s reviewers and managers hold reminders."


@dataclass(frozen=True, slots=True)
class SaidHold:
    """Without a requirement all of the engagement's are held; the day is the last one without reminders."""

    requirement_key: str
    until_on: date
    reason: str


def hold_reminders(session: Session, viewer: Viewer, place: EngagementPlace, said: SaidHold) -> None:
    """Nobody is reminded until the day is over; the same again is nothing. Raises NotAllowed or CannotDo.
    Commits."""
    require(place.audiences, Audience.REVIEWER, NOT_YOURS)
    place = hold_engagement(session, place)
    problems = check_length("reason", said.reason, "Say in a sentence why nobody is to be reminded.")
    today = clock.today()
    if not today <= said.until_on <= place.ends_on:
        last = in_words(place.ends_on)
        problems["until_on"] = f"The day must be from today on, and not after the last one, {last}."
    refuse_problems(problems)
    wanted = sa.select(Hold.id).where(
        Hold.engagement_id == place.engagement_id,
        Hold.requirement_key == said.requirement_key,
        Hold.until_on >= today,
        Hold.ended_at.is_(None),
    )
    same = session.scalar(wanted.where(Hold.until_on == said.until_on, Hold.reason == said.reason).limit(1))
    if same:
        session.rollback()
        return
    if session.scalar(wanted.limit(1)):
        session.rollback()
        raise CannotDo({"": "Reminders of this are held already. End that first, then hold them anew."})
    session.add(
        Hold(
            id=uuid.uuid4(),
            engagement_id=place.engagement_id,
            requirement_key=said.requirement_key,
            until_on=said.until_on,
            reason=said.reason,
            made_by=viewer.person_id,
            made_at=clock.now(),
        )
    )
    data = {"until": said.until_on.isoformat()}
    finish(session, viewer, place, "reminders-held", said.requirement_key, data)


def end_hold(session: Session, viewer: Viewer, place: EngagementPlace, hold_id: uuid.UUID) -> None:
    """From now on there are reminders again; what has ended stays so. Raises NotAllowed. Commits."""
    require(place.audiences, Audience.REVIEWER, NOT_YOURS)
    ended = session.execute(
        sa.update(Hold)
        .where(Hold.id == hold_id, Hold.engagement_id == place.engagement_id, Hold.ended_at.is_(None))
        .values(ended_at=clock.now(), ended_by=viewer.person_id)
        .returning(Hold.requirement_key)
    ).one_or_none()
    if ended is None:
        session.rollback()
        return
    finish(session, viewer, place, "reminders-go-on", ended.requirement_key, {})


def finish(
    session: Session, viewer: Viewer, place: EngagementPlace, event: str, key: str, data: dict[str, str]
) -> None:
    record_event(
        session,
        event,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        requirement_key=key or None,
        data=data,
    )
    session.commit()
