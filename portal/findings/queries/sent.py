"""What a partner has sent, to choose from as what shows that an action is done."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.findings.queries.terms import titles_of
from portal.places.contracts import EngagementPlace
from portal.records import Submission

SHOWN = 60


@dataclass(frozen=True, slots=True)
class SentLine:
    """Something that was sent, by its reference and what its requirement is called."""

    submission_id: uuid.UUID
    reference: str
    title: str


def list_sent(session: Session, place: EngagementPlace) -> list[SentLine]:
    """Of the engagement, the latest first, as many as can be chosen from."""
    query = (
        sa.select(Submission.id, Submission.reference, Submission.requirement_key)
        .where(
            Submission.engagement_id == place.engagement_id,
            Submission.sent_at.is_not(None),
            Submission.taken_back_at.is_(None),
        )
        .order_by(Submission.sent_at.desc(), Submission.id)
        .limit(SHOWN)
    )
    rows = session.execute(query).all()
    titles = titles_of(session, place.contract.contract_id) if rows else {}
    return [SentLine(row.id, row.reference, titles.get(row.requirement_key, "")) for row in rows]
