"""Note what somebody of the lead has open, so that a colleague who comes to it is told."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.insert_unless_there import insert_unless_there
from portal.places.contracts import SubmissionPlace
from portal.records import OpenReview


def note_open(session: Session, viewer: Viewer, place: SubmissionPlace) -> None:
    """In place of what the viewer had open before. Commits."""
    values: dict[str, object] = {"submission_id": place.submission_id, "seen_at": clock.now()}
    noting = insert_unless_there(session, OpenReview).values(person_id=viewer.person_id, **values)
    session.execute(noting.on_conflict_do_update(index_elements=[OpenReview.person_id], set_=values))
    session.commit()


def leave_open(session: Session, person_id: uuid.UUID) -> None:
    """Nothing is open any more. Commits."""
    session.execute(sa.delete(OpenReview).where(OpenReview.person_id == person_id))
    session.commit()
