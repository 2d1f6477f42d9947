"""A reviewer opens what a partner has sent: from then on it cannot be taken back."""

from portal.access import Audience
from portal.database import Database
from portal.faults import write_anew
from portal.standing.actions.mark_opened import mark_opened
from portal.web.at import AtSubmission
from portal.web.door import is_head


def opens(at: AtSubmission) -> bool:
    """Whether it is there to be looked at; who of the lead looks first is kept. To ask by HEAD opens
    nothing, nor does the partner itself."""
    place = at.place
    is_own = Audience.PARTNER in place.engagement.audiences
    if place.is_taken_back or place.is_opened or is_own or is_head(at.request.scope):
        return is_own or not place.is_taken_back
    database: Database = at.request.app.state.database
    return write_anew(database, lambda session: mark_opened(session, at.viewer, place.submission_id))
