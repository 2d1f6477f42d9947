"""Make the address under which a calendar program reads somebody's own calendar, or end it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.insert_unless_there import insert_unless_there
from portal.acting.record_event import record_event
from portal.records import CalendarAddress
from portal.sign_in.tokens import hash_token, new_token


def keep_address(session: Session, viewer: Viewer) -> str:
    """The new secret, which is shown this once. The address before it opens nothing from now on."""
    token = new_token()
    said = {"token_hash": hash_token(token), "made_at": clock.now()}
    statement = insert_unless_there(session, CalendarAddress).values(person_id=viewer.person_id, **said)
    session.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=said))
    record_event(session, "calendar-address-made", viewer.person_id)
    session.commit()
    return token


def end_address(session: Session, viewer: Viewer) -> None:
    """It opens nothing any more. Said twice, it is said once."""
    mine = CalendarAddress.person_id == viewer.person_id
    if session.scalar(sa.delete(CalendarAddress).where(mine).returning(CalendarAddress.person_id)):
        record_event(session, "calendar-address-ended", viewer.person_id)
    session.commit()
