"""What comes back is read, and noted with the message that it is about."""

from enum import StrEnum

from sqlalchemy.orm import Session

from portal.database import Database
from portal.post.actions.note_bounce import note_bounce
from portal.post.bounces import read_bounce
from portal.post.mailbox import read_unseen


class Returned(StrEnum):
    """What became of a mail that came back, in words for whoever sent it."""

    NOTED = "Noted."
    DELAYED = "Nothing to note: the message is still being tried."
    NO_REPORT = "This is no report (RFC 3464) about a message that was sent from here."


def take_back(session: Session, raw: bytes) -> Returned:
    """Commits."""
    bounce = read_bounce(raw)
    if bounce is None:
        return Returned.NO_REPORT
    if bounce.is_delayed:
        return Returned.DELAYED
    is_ours = note_bounce(session, bounce.headers, bounce.status, bounce.words)
    session.commit()
    return Returned.NOTED if is_ours else Returned.NO_REPORT


def read_mailbox(address: str, database: Database) -> int:
    """All that is unseen there; how many mails that were. Raises MailboxAway."""

    def read(raw: bytes) -> None:
        with database.writing() as session:
            take_back(session, raw)

    return read_unseen(address, read)
