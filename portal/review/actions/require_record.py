"""What accepting a person's check or training takes beyond what the rules say."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome
from portal.acting.refused import CannotDo
from portal.places.contracts import SubmissionPlace
from portal.records import DbsCheck, Submission, Training
from portal.standing.actions.rewrite_standing import lock_engagements

TAKEN_BACK = "The partner has taken this back, so it can no longer be accepted."


def require_not_taken_back(session: Session, place: SubmissionPlace, outcome: Outcome) -> None:
    """A record that was taken back while the reviewer's page was open is not accepted, also not by a
    correction. Nobody takes it back until the transaction ends. Raises CannotDo."""
    if outcome is not Outcome.ACCEPT:
        return
    lock_engagements(session, [place.engagement.engagement_id])
    gone = (
        sa.select(sa.func.coalesce(DbsCheck.withdrawn_at, Training.withdrawn_at))
        .select_from(Submission)
        .outerjoin(DbsCheck, DbsCheck.id == Submission.check_id)
        .outerjoin(Training, Training.id == Submission.training_id)
        .where(Submission.id == place.submission_id)
    )
    if session.scalar(gone):
        raise CannotDo({"": TAKEN_BACK})
