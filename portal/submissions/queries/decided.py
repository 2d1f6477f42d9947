"""What was decided on a submission, and what was put in its place."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists import facts
from portal.places.contracts import SubmissionPlace
from portal.records import Decision, NamedRow, Person, Submission
from portal.standing.queries.decision_facts import make_fact


@dataclass(frozen=True, slots=True)
class Came:
    """What stands of the decisions on a submission: `reason` is a key, `words` are the reviewer's."""

    fact: facts.Decision
    reason: str
    words: str
    made_by: str | None
    made_at: datetime


def is_decided(session: Session, place: SubmissionPlace) -> bool:
    query = sa.select(Decision.id).where(Decision.submission_id == place.submission_id).limit(1)
    return session.scalar(query) is not None


def came_of(session: Session, submission_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Came]:
    """By submission, without those that wait."""
    later = aliased(Decision)
    rows = session.execute(
        sa.select(
            Decision.id,
            Decision.submission_id,
            Decision.part_key,
            Decision.outcome,
            Decision.from_on,
            Decision.made_on,
            Decision.until_on,
            Decision.details,
            Decision.reason,
            Decision.words,
            Decision.made_at,
            Person.name.label("made_by"),
        )
        .outerjoin(Person, Person.id == Decision.made_by)
        .where(
            Decision.submission_id.in_(submission_ids), ~sa.exists().where(later.corrects_id == Decision.id)
        )
    )
    return {
        row.submission_id: Came(fact_of(row), row.reason, row.words, row.made_by, row.made_at) for row in rows
    }


def fact_of(row: NamedRow) -> facts.Decision:
    return make_fact(
        row.id,
        row.outcome,
        row.made_on,
        row.part_key,
        from_on=row.from_on,
        until_on=row.until_on,
        details=row.details,
    )


def find_replacement(session: Session, place: SubmissionPlace, taken_back_at: datetime) -> uuid.UUID | None:
    """What was put in its place at the moment in which it was taken away; None where it was taken back."""
    return session.scalar(
        sa.select(Submission.id).where(
            Submission.engagement_id == place.engagement.engagement_id,
            Submission.requirement_key == place.requirement_key,
            Submission.part_key == place.part_key,
            Submission.sent_at == taken_back_at,
        )
    )
