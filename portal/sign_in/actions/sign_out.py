"""Sign out: the session ends on the server, whatever the browser keeps."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.record_event import record_event
from portal.records import BrowserSession
from portal.sign_in.tokens import hash_token


def sign_out(session: Session, token: str) -> None:
    """End the session of that token. A token that opens nothing is no error."""
    known = BrowserSession.token_hash == hash_token(token)
    person_id = session.scalar(sa.select(BrowserSession.person_id).where(known))
    if person_id is None:
        return
    session.execute(sa.delete(BrowserSession).where(known))
    record_event(session, "signed-out", person_id)
    session.commit()
