"""What was sent by one press together with a submission: all confirmations of a page, all covers of a
schedule."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.places.contracts import SubmissionPlace
from portal.records import DbsCheck, Person, Submission
from portal.standing.queries.sent_and_decided import SENT, Sent, sent_of
from portal.standing.queries.submissions import CHECK_LINE, list_files


def list_sent_together(
    session: Session, place: SubmissionPlace, sent_at: datetime
) -> tuple[tuple[str, Sent], ...]:
    """By the key of its requirement, each other submission of the engagement that was sent at that very
    moment, in the order in which it was begun; none that is about a person."""
    sender = aliased(Person)
    rows = session.execute(
        sa.select(*SENT, Submission.requirement_key, sender.name.label("sent_by"), *CHECK_LINE)
        .outerjoin(sender, sender.id == Submission.sent_by)
        .outerjoin(DbsCheck, DbsCheck.id == Submission.check_id)
        .where(
            Submission.engagement_id == place.engagement.engagement_id,
            Submission.sent_at == sent_at,
            Submission.id != place.submission_id,
            Submission.check_id.is_(None),
            Submission.training_id.is_(None),
        )
        .order_by(Submission.made_at, Submission.reference)
    ).all()
    files = list_files(session, [row.submission_id for row in rows]) if rows else {}
    return tuple((row.requirement_key, sent_of(row, files.get(row.submission_id, ()))) for row in rows)
