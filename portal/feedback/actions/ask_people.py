"""Begin a round of feedback with its codes, or close it before its day."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import add_months
from checklists.year.answering import CODE_LETTERS, LETTERS, Asked, is_closed
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.clock import local_day
from portal.places.contracts import EngagementPlace
from portal.records import FeedbackCode, FeedbackRound
from portal.standing.actions.lock_engagements import lock_engagement

MOST_CODES = 500
MOST_MONTHS = 12
PARTNER = "Only the delivery partner asks people about its service."
DAY = "The last day is today or later, and within the next 12 months."


@dataclass(frozen=True, slots=True)
class Asking:
    """What a round is called, who is asked, with how many codes, and on which day the last answer is
    taken."""

    title: str
    asked: Asked
    codes: int
    closes_on: date


def ask_people(session: Session, viewer: Viewer, place: EngagementPlace, asking: Asking) -> uuid.UUID:
    """The round's id. Raises NotAllowed or CannotDo."""
    require(place.audiences, Audience.PARTNER, PARTNER)
    today = clock.today()
    if not today <= asking.closes_on <= add_months(today, MOST_MONTHS):
        raise CannotDo({"closes_on": DAY})
    if not 1 <= asking.codes <= MOST_CODES:
        raise CannotDo({"codes": f"Enter how many codes, from 1 to {MOST_CODES}."})
    lock_engagement(session, place.engagement_id)
    round_id = uuid.uuid4()
    row = {"id": round_id, "engagement_id": place.engagement_id, "title": asking.title}
    row |= {"asked": asking.asked.value, "codes": asking.codes, "closes_on": asking.closes_on}
    session.execute(sa.insert(FeedbackRound).values(**row, made_by=viewer.person_id, made_at=clock.now()))
    codes = [{"code": new_code(), "round_id": round_id, "is_used": False} for _ in range(asking.codes)]
    session.execute(sa.insert(FeedbackCode), codes)
    note(session, viewer, place, "feedback-asked", round_id)
    session.commit()
    return round_id


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))


def close_round(session: Session, viewer: Viewer, place: EngagementPlace, round_id: uuid.UUID) -> None:
    """No answer is taken any more. One that is closed already is what was wanted. Raises NotAllowed or
    NotHere."""
    require(place.audiences, Audience.PARTNER, PARTNER)
    lock_engagement(session, place.engagement_id)
    its = sa.and_(FeedbackRound.id == round_id, FeedbackRound.engagement_id == place.engagement_id)
    row = session.execute(
        sa.select(FeedbackRound.closes_on, FeedbackRound.closed_at).where(its)
    ).one_or_none()
    if row is None:
        raise NotHere
    if is_closed(row.closes_on, local_day(row.closed_at) if row.closed_at else None, clock.today()):
        return
    values = {"closed_at": clock.now(), "closed_by": viewer.person_id}
    session.execute(sa.update(FeedbackRound).where(its).values(**values))
    note(session, viewer, place, "feedback-closed", round_id)
    session.commit()


def note(session: Session, viewer: Viewer, place: EngagementPlace, name: str, round_id: uuid.UUID) -> None:
    record_event(
        session,
        name,
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"round": str(round_id)},
    )
