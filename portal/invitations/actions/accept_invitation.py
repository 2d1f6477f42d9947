"""Say yes or no to an invitation, signed in."""

import uuid

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.invitations.actions.take_up_invitation import Yes, answer, lock_asked, say, take_up
from portal.invitations.queries.waiting import get_asked
from portal.records import Answer


def accept_invitation(session: Session, viewer: Viewer, invitation_id: uuid.UUID, yes: Yes) -> bool:
    """Whether the viewer is in, as `take_up` has it. Raises NotHere or CannotDo. Commits."""
    asked = get_asked(session, viewer, invitation_id)
    try:
        is_in = take_up(session, viewer.person_id, asked, yes, lock_asked(session, asked, yes))
    except CannotDo:
        session.rollback()
        raise
    session.commit()
    return is_in


def refuse_invitation(session: Session, viewer: Viewer, invitation_id: uuid.UUID) -> None:
    """No. Raises NotHere or CannotDo. Commits."""
    asked = get_asked(session, viewer, invitation_id)
    answer(session, invitation_id, viewer.person_id, Answer.REFUSED)
    say(session, "invitation-refused", viewer.person_id, invitation_id, asked.organisation_id)
    session.commit()
