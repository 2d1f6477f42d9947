"""Acknowledge what the lead has issued: the statement is sent and, by rule, accepted at once."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import WHOLE
from checklists.vocabulary import Kind, Outcome
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.after_end import refuse_after_end
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.records import Decision, IssuedDocument
from portal.standing.actions.rewrite_slots import rewrite_slots
from portal.standing.actions.rewrite_standing import lock_engagements
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.add_signed import add_signed, check_signature


def acknowledge_issued(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    *,
    name: str,
    position: str,
) -> uuid.UUID:
    """The partner has received it; the submission's id. Raises NotAllowed, NotHere or CannotDo."""
    require(place.audiences, Audience.PARTNER, "Only the delivery partner acknowledges what it was given.")
    today = clock.today()
    refuse_after_end(place.ends_on, today)
    requirement = get_requirement(session, place, requirement_key, today)
    if requirement.kind is not Kind.ISSUED or not is_issued(session, place, requirement_key):
        raise NotHere
    name, position = check_signature(name, position)
    lock_engagements(session, [place.engagement_id])
    if requirement.months is None and is_acknowledged(session, place, requirement_key):
        raise CannotDo({"": "This has been acknowledged already."})
    submission_id, reference = add_signed(
        session, viewer, place, requirement_key, statement=requirement.statement, name=name, position=position
    )
    accept_by_rule(session, place, requirement_key, submission_id, today)
    rewrite_slots(session, place.engagement_id, [requirement_key], WHOLE)
    record_event(
        session,
        "document-acknowledged",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        requirement_key=requirement_key,
        data={"submission": str(submission_id), "reference": reference},
    )
    session.commit()
    return submission_id


def is_issued(session: Session, place: EngagementPlace, requirement_key: str) -> bool:
    query = sa.select(IssuedDocument.id).where(
        IssuedDocument.contract_id == place.contract.contract_id,
        IssuedDocument.requirement_key == requirement_key,
    )
    return session.scalar(query) is not None


def is_acknowledged(session: Session, place: EngagementPlace, requirement_key: str) -> bool:
    query = sa.select(Decision.id).where(
        Decision.engagement_id == place.engagement_id,
        Decision.requirement_key == requirement_key,
        Decision.outcome == Outcome.ACCEPT,
    )
    return session.scalars(query).first() is not None


def accept_by_rule(
    session: Session,
    place: EngagementPlace,
    requirement_key: str,
    submission_id: uuid.UUID,
    today: date,
) -> None:
    """The decision that follows from the submission: nobody makes it."""
    session.execute(
        sa.insert(Decision).values(
            engagement_id=place.engagement_id,
            requirement_key=requirement_key,
            part_key=WHOLE,
            id=uuid.uuid4(),
            submission_id=submission_id,
            outcome=Outcome.ACCEPT.value,
            reason="",
            words="",
            made_at=clock.now(),
            made_on=today,
        )
    )
