"""Note that somebody took a copy of an organisation's register: every download is an event."""

from sqlalchemy.orm import Session

from portal.access import Audience, Viewer, require
from portal.acting.record_event import record_event
from portal.places.organisations import OrganisationPlace


def note_export(session: Session, viewer: Viewer, place: OrganisationPlace, kind: str, people: int) -> None:
    """Raises NotAllowed. Commits."""
    require(place.audiences, Audience.OWN, "Only the organisation itself downloads its register.")
    data = {"organisation": str(place.organisation_id), "kind": kind, "people": people}
    record_event(session, "register-downloaded", viewer.person_id, data=data)
    session.commit()
