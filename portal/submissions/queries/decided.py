"""Whether anything was decided on a submission."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.contracts import SubmissionPlace
from portal.records import Decision


def is_decided(session: Session, place: SubmissionPlace) -> bool:
    query = sa.select(Decision.id).where(Decision.submission_id == place.submission_id).limit(1)
    return session.scalar(query) is not None
