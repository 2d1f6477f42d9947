"""That somebody took away what was sent to the council, or its workbook filled, is an event."""

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.record_event import record_event
from portal.places.contracts import ContractPlace


def note_download(
    session: Session, viewer: Viewer, place: ContractPlace, name: str, data: dict[str, object]
) -> None:
    """Commits."""
    record_event(session, name, viewer.person_id, contract_id=place.contract_id, data=data)
    session.commit()
