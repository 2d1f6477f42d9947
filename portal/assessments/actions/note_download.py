"""An assessment was taken away as a Word document: each download is an event."""

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.places.contracts import SubmissionPlace


def note_download(session: Session, viewer: Viewer, place: SubmissionPlace) -> None:
    """A draft's download belongs to its partner alone, and is called otherwise."""
    record_event(
        session,
        "assessment-downloaded" if place.is_sent else "draft-downloaded",
        viewer.person_id,
        contract_id=place.engagement.contract.contract_id,
        engagement_id=place.engagement.engagement_id,
        requirement_key=place.requirement_key,
        data={"submission": str(place.submission_id), "reference": place.reference},
    )
    session.commit()
