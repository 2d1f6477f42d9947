"""Note that the draft report of a visit was downloaded."""

import uuid

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.places.contracts import EngagementPlace


def note_report(session: Session, viewer: Viewer, place: EngagementPlace, visit_id: uuid.UUID) -> None:
    """Commits."""
    record_event(
        session,
        "visit-report-downloaded",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"visit": str(visit_id)},
    )
    session.commit()
