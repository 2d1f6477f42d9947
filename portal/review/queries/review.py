"""What a reviewer needs beside the document: earlier decisions on the same part, and who sent it when."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.kinds import rules_for
from checklists.requirement import WHOLE, Requirement
from checklists.vocabulary import Kind, Outcome
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace, SubmissionPlace
from portal.records import Decision, Engagement, Person, StoredFile, Submission
from portal.standing.queries.cases import load_case
from portal.standing.queries.people import list_register


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision. `reason` is one of RETURN_REASONS or empty; without `made_by` it followed by rule."""

    decision_id: uuid.UUID
    submission_id: uuid.UUID | None
    reference: str | None
    outcome: str
    from_on: date | None
    until_on: date | None
    amount: int | None
    basis: str | None
    reason: str
    words: str
    corrects_id: uuid.UUID | None
    made_by: str | None
    made_at: datetime
    details: Mapping[str, object]


def list_decisions(session: Session, place: EngagementPlace, key: str, part: str) -> list[DecisionLine]:
    """The decisions on that part of that slot and on the whole of it, newest first."""
    query = (
        sa.select(
            Decision.id.label("decision_id"),
            Decision.submission_id,
            Submission.reference,
            Decision.outcome,
            Decision.from_on,
            Decision.until_on,
            Decision.amount,
            Decision.basis,
            Decision.reason,
            Decision.words,
            Decision.corrects_id,
            Person.name.label("made_by"),
            Decision.made_at,
            Decision.details,
        )
        .outerjoin(Submission, Submission.id == Decision.submission_id)
        .outerjoin(Person, Person.id == Decision.made_by)
        .where(
            Decision.engagement_id == place.engagement_id,
            Decision.requirement_key == key,
            Decision.part_key.in_({part, ""}),
        )
        .order_by(Decision.made_at.desc())
    )
    return [DecisionLine(**row._asdict()) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class JustDecided:
    """The decision that a reviewer comes from."""

    reference: str
    partner: str
    outcome: str
    until_on: date | None
    details: Mapping[str, object]


def find_just_decided(session: Session, place: ContractPlace, submission_id: uuid.UUID) -> JustDecided | None:
    """The latest decision on a submission of this contract, or None."""
    query = (
        sa.select(
            Submission.reference,
            PARTNER.name.label("partner"),
            Decision.outcome,
            Decision.until_on,
            Decision.details,
        )
        .join(Decision, Decision.submission_id == Submission.id)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Submission.id == submission_id, Engagement.contract_id == place.contract_id)
        .order_by(Decision.made_at.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return JustDecided(**row._asdict()) if row else None


def file_keys(session: Session, file_ids: list[uuid.UUID], place: SubmissionPlace) -> dict[uuid.UUID, str]:
    """Where the store keeps files of the partner of this place, by file."""
    query = sa.select(StoredFile.id, StoredFile.key).where(
        StoredFile.id.in_(file_ids), StoredFile.organisation_id == place.engagement.partner_id
    )
    return dict(session.execute(query).all())


def list_parts(session: Session, place: EngagementPlace, requirement: Requirement) -> list[tuple[str, str]]:
    """The parts that the slot has for this engagement, each with its title; people by name."""
    if requirement.kind is Kind.REGISTER:
        return [(str(each.worker_id), each.name) for each in list_register(session, place)]
    case = load_case(session, place.engagement_id)
    accepted = [each for each in case.decisions.get(requirement.key, ()) if each.outcome is Outcome.ACCEPT]
    parts = rules_for(requirement).parts(requirement, case.engagement, accepted)
    return [(part.key, part.title) for part in parts if part.key != WHOLE]
