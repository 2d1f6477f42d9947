"""That somebody took the minutes of a meeting away is an event."""

import uuid

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.places.contracts import ContractPlace


def note_minutes(session: Session, viewer: Viewer, place: ContractPlace, visit_id: uuid.UUID) -> None:
    """Commits."""
    record_event(
        session,
        "minutes-downloaded",
        viewer.person_id,
        contract_id=place.contract_id,
        data={"visit": str(visit_id)},
    )
    session.commit()
