"""What happened to a slot, newest first."""

from sqlalchemy.orm import Session

from portal.access import Audience
from portal.history.queries.events import LINES, NEWEST_FIRST, OF_DRAFTS, EventLine, read_lines
from portal.places.contracts import EngagementPlace
from portal.records import Event

MOST = 200


def list_events(session: Session, place: EngagementPlace, key: str) -> tuple[EventLine, ...]:
    """The last events of the slot, as many as the viewer may see."""
    query = LINES.where(Event.engagement_id == place.engagement_id, Event.requirement_key == key)
    if Audience.PARTNER not in place.audiences:
        query = query.where(Event.name.not_in(OF_DRAFTS))
    return read_lines(session, query.order_by(*NEWEST_FIRST).limit(MOST), with_workers=False)
