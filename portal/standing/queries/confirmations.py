"""The confirmation of which a partner may say that it is still in force."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.kinds.papers import still_until
from checklists.requirement import Requirement
from checklists.signing import statement_of
from checklists.vocabulary import Kind, Outcome
from portal.clock import local_day
from portal.places.contracts import EngagementPlace
from portal.records import Decision, NamedRow, Submission


@dataclass(frozen=True, slots=True)
class Signed:
    """A confirmation that was signed and accepted. `first_on` is the day on which the statement was first
    signed, `last_on` the last day on which it may be said to be still in force."""

    submission_id: uuid.UUID
    reference: str
    statement: str
    signed_name: str
    signed_position: str
    signed_on: date
    first_on: date
    last_on: date


def find_signed(
    session: Session, place: EngagementPlace, requirement: Requirement, today: date
) -> Signed | None:
    """The confirmation that was accepted last, where it may be said today that it is still in force: the
    statement asked for is word for word the one that was signed, and the years allowed are not over."""
    if requirement.kind is not Kind.CONFIRMATION or not (requirement.months and requirement.still_years):
        return None
    row = latest_accepted(session, place, requirement)
    if row is None or row.statement != statement_of(requirement):
        return None
    signed_on = row.from_on or local_day(row.sent_at)
    first_on = date.fromisoformat(row.details.get("first_on") or signed_on.isoformat())
    last_on = still_until(requirement, first_on)
    if last_on is None or today > last_on:
        return None
    name, position = row.signed_name or "", row.signed_position or ""
    return Signed(row.id, row.reference, row.statement, name, position, signed_on, first_on, last_on)


def latest_accepted(session: Session, place: EngagementPlace, requirement: Requirement) -> NamedRow | None:
    """The submission on which the latest acceptance stands that nobody has corrected, or None."""
    later = aliased(Decision)
    return session.execute(
        sa.select(
            Submission.id,
            Submission.reference,
            Submission.statement,
            Submission.signed_name,
            Submission.signed_position,
            Submission.from_on,
            Submission.sent_at,
            Submission.details,
        )
        .join(Decision, Decision.submission_id == Submission.id)
        .where(
            Decision.engagement_id == place.engagement_id,
            Decision.requirement_key == requirement.key,
            Decision.outcome == Outcome.ACCEPT,
            ~sa.exists().where(later.corrects_id == Decision.id),
        )
        .order_by(Decision.made_at.desc())
        .limit(1)
    ).one_or_none()


def find_with_lead(session: Session, place: EngagementPlace, requirement_key: str) -> uuid.UUID | None:
    """The submission for the slot that waits for the reviewer, or None."""
    query = (
        sa.select(Submission.id)
        .where(
            Submission.engagement_id == place.engagement_id,
            Submission.requirement_key == requirement_key,
            Submission.sent_at.is_not(None),
            Submission.taken_back_at.is_(None),
            ~sa.exists().where(Decision.submission_id == Submission.id),
        )
        .order_by(Submission.sent_at.desc())
    )
    return session.scalars(query).first()
