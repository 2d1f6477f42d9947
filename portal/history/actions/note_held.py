"""Note that what is held about somebody was given out."""

import uuid
from collections.abc import Mapping

from sqlalchemy.orm import Session

from portal.acting.record_event import record_event


def note_held(session: Session, by: uuid.UUID | None, about: Mapping[str, str]) -> None:
    """`about` are ids: the person or the worker, and the organisation. Commits."""
    record_event(session, "person-exported", by, data=dict(about))
    session.commit()
