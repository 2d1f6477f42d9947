"""Policies that were sent for a requirement and wait for the reviewer."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists import facts
from checklists.vocabulary import Outcome, Stage
from portal.clock import local_day
from portal.places.contracts import EngagementPlace
from portal.records import Submission, UnderWay
from portal.standing.queries.as_known import known_at
from portal.standing.queries.decision_facts import make_fact


def list_waiting(
    session: Session, place: EngagementPlace, key: str, but: uuid.UUID | None = None
) -> tuple[facts.Decision, ...]:
    """Each as if it were accepted as it was sent, in the order in which they were sent; without that one."""
    rows = session.execute(
        sa.select(
            Submission.id,
            Submission.part_key,
            Submission.from_on,
            Submission.until_on,
            Submission.amount,
            Submission.basis,
            Submission.details,
            UnderWay.since,
        )
        .join(Submission, Submission.id == UnderWay.submission_id)
        .where(
            UnderWay.engagement_id == place.engagement_id,
            UnderWay.requirement_key == key,
            UnderWay.stage == Stage.WAITING.value,
            *known_at(UnderWay, None),
            UnderWay.submission_id != but if but else sa.true(),
        )
        .order_by(UnderWay.since)
    )
    return tuple(
        make_fact(
            row.id,
            Outcome.ACCEPT,
            local_day(row.since),
            row.part_key,
            from_on=row.from_on,
            until_on=row.until_on,
            amount=row.amount,
            basis=row.basis,
            details=row.details,
        )
        for row in rows
    )
