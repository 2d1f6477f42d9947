"""Write the letter with a link to a new password, in the caller's transaction. The link is forgotten once the
letter went."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from portal import clock
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import MessageKind
from portal.sign_in.actions.use_link import LIFE, make_link

KEPT_APART = "Nobody here will ask you for your password, and nobody else should have this link."


def write_reset(session: Session, person_id: uuid.UUID, email: str, name: str) -> uuid.UUID:
    """The message's id; with a new link to a new password."""
    until = clock.now() + LIFE
    letter = Letter(
        subject="Choose a new password",
        greeting=f"Hello {name},",
        opening=("Somebody, perhaps you, asked for a new password for you at Good Standing.",),
        button=("Choose a new password", f"/links/{make_link(session, person_id)}"),
        closing=(
            f"The link works once, within one hour: until {until_words(until)}.",
            "If it was not you, you need do nothing: your password stays as it is.",
        ),
    )
    to = Addressee(email, name, person_id)
    return write_message(session, to, MessageKind.RESET, letter, is_secret=True, good_until=until)


def until_words(moment: datetime) -> str:
    """2:05pm on 31 March 2027, in the time of the United Kingdom."""
    local = moment.astimezone(clock.LONDON)
    hour, half = (local.hour % 12) or 12, "am" if local.hour < 12 else "pm"
    return f"{hour}:{local:%M}{half} on {local.day} {local:%B %Y}"
