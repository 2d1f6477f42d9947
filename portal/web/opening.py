"""What somebody looks at or takes away, where that is kept: once a reviewer has opened what a partner has
sent, it cannot be taken back."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from portal.access import Audience
from portal.database import Database
from portal.faults import write_anew
from portal.standing.actions.mark_opened import mark_opened
from portal.web.at import AtDoor, AtSubmission
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


def may_read(at: AtSubmission) -> bool:
    """The same of what is only read: what the lead has opened stays, also once another took its place."""
    return at.place.is_opened or opens(at)


def record_look(at: AtDoor, note: Callable[[Session], object]) -> None:
    """Notes in a transaction of its own that a page was looked at or a file taken away. Whoever asks by HEAD
    has seen nothing, and nothing is noted of it."""
    if not is_head(at.request.scope):
        database: Database = at.request.app.state.database
        write_anew(database, note)
