"""Write down something about a partner, for the lead alone."""

import uuid

from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, NotAllowed, NotHere, Viewer
from portal.acting.record_event import record_event
from portal.acting.wording import check_size, many_lines, refuse_problems
from portal.places.contracts import EngagementPlace
from portal.records import PartnerNote
from portal.standing.actions.lock_engagements import lock_engagement

LONGEST = 5000
OF_BOTH = "You belong to this partner too. What the lead provider keeps about it is not for you."
NOTHING = "Write down what your colleagues should know."


def require_lead(place: EngagementPlace) -> None:
    """Somebody of the lead who is not of the partner too. Raises NotHere or NotAllowed."""
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
    if Audience.PARTNER in place.audiences:
        raise NotAllowed(OF_BOTH)


def write_note(session: Session, viewer: Viewer, place: EngagementPlace, words: str) -> None:
    """Raises NotHere, NotAllowed or CannotDo. Commits."""
    require_lead(place)
    words = many_lines(words)
    refuse_problems(problems_of("note", words, NOTHING))
    lock_engagement(session, place.engagement_id)
    note = PartnerNote(
        id=uuid.uuid4(),
        engagement_id=place.engagement_id,
        words=words,
        written_by=viewer.person_id,
        written_at=clock.now(),
    )
    session.add(note)
    record_event(
        session,
        "partner-note-written",
        viewer.person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        data={"note": str(note.id)},
    )
    session.commit()


def problems_of(field: str, words: str, otherwise: str) -> dict[str, str]:
    return check_size(field, words, otherwise, LONGEST)
