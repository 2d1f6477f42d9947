"""Acknowledge what the lead has issued: the statement is sent and, by rule, accepted at once."""

import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.facts import FIRST_EDITION
from checklists.requirement import WHOLE, Requirement
from checklists.signing import is_as_asked
from checklists.vocabulary import Kind, Outcome
from portal import clock
from portal.access import Audience, NotHere, Viewer, require
from portal.acting.after_end import refuse_after_end
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.details import edition_of, with_signed
from portal.files.queries import HELD
from portal.issued.queries.acknowledged import is_accepted
from portal.places.contracts import EngagementPlace
from portal.records import Decision, IssuedDocument, StoredFile
from portal.standing.actions.lock_engagements import hold_days
from portal.standing.actions.rewrite_slots import rewrite_slots
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.add_signed import add_signed, check_signature
from portal.submissions.actions.keep_draft import Answers

NOT_READ = (
    "This cannot be opened: a virus scanner has not answered yet, or has found something. Confirm it when "
    "you have read it."
)
ANOTHER = "Another edition was issued since you opened this page. Read it first, then confirm."


def acknowledge_issued(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    *,
    name: str,
    position: str,
    edition: int = FIRST_EDITION,
) -> uuid.UUID:
    """The partner has received that edition, which is the newest; the submission's id. Raises NotAllowed,
    NotHere or CannotDo."""
    require(place.audiences, Audience.PARTNER, "Only the delivery partner acknowledges what it was given.")
    today = clock.today()
    requirement = get_requirement(session, place, requirement_key, today)
    if requirement.kind is not Kind.ISSUED:
        raise NotHere
    place = hold_days(session, place)
    refuse_after_end(place.ends_on, today)
    name, position = check_signature(name, position)
    newest, is_open = get_newest(session, place, requirement_key)
    if requirement.months is None and is_acknowledged(session, place, requirement, newest, today):
        raise CannotDo({"": "This has been acknowledged already."})
    refuse_problems({} if edition == newest else {"confirm": ANOTHER})
    refuse_problems({} if is_open else {"confirm": NOT_READ})
    details = {"edition": newest} if newest > FIRST_EDITION else {}
    submission_id, reference = add_signed(
        session,
        viewer,
        place,
        requirement_key,
        statement=requirement.statement,
        name=name,
        position=position,
        details=details,
    )
    signed = with_signed(details, requirement.statement)
    accept_by_rule(session, place, requirement_key, submission_id, today, signed)
    rewrite_slots(session, place.engagement_id, [requirement_key], WHOLE)
    record_event(
        session,
        "document-acknowledged",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        requirement_key=requirement_key,
        data={"submission": str(submission_id), "reference": reference} | details,
    )
    session.commit()
    return submission_id


def get_newest(session: Session, place: EngagementPlace, requirement_key: str) -> tuple[int, bool]:
    """The number of the edition that was issued last, and whether anybody can open it. Raises NotHere where
    none was."""
    number = sa.func.coalesce(IssuedDocument.edition, FIRST_EDITION)
    row = session.execute(
        sa.select(number.label("number"), StoredFile.scan)
        .join(StoredFile, StoredFile.id == IssuedDocument.file_id)
        .where(
            IssuedDocument.contract_id == place.contract.contract_id,
            IssuedDocument.requirement_key == requirement_key,
        )
        .order_by(number.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotHere
    return row.number, row.scan not in HELD


def is_acknowledged(
    session: Session, place: EngagementPlace, requirement: Requirement, edition: int, today: date
) -> bool:
    """Whether that edition was, with the statement that is asked for, and it is not over."""
    query = sa.select(Decision.details).where(
        Decision.engagement_id == place.engagement_id,
        Decision.requirement_key == requirement.key,
        *is_accepted(),
        sa.or_(Decision.until_on.is_(None), Decision.until_on >= today),
    )
    return any(
        edition_of(details) == edition and is_as_asked(requirement, details.get("signed"))
        for details in session.scalars(query)
    )


def accept_by_rule(
    session: Session,
    place: EngagementPlace,
    requirement_key: str,
    submission_id: uuid.UUID,
    today: date,
    details: Answers,
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
            details=details,
            reason="",
            words="",
            made_at=clock.now(),
            made_on=today,
        )
    )
