"""That somebody took a statement away is an event."""

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.payments.actions.keep_statement import about
from portal.payments.queries.kept import Kept
from portal.places.contracts import EngagementPlace


def note_download(session: Session, viewer: Viewer, place: EngagementPlace, kept: Kept) -> None:
    """Commits."""
    record_event(
        session,
        "statement-downloaded",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data=about(kept.statement_id, kept.statement),
    )
    session.commit()
