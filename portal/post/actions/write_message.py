"""Write a message: it goes out if and only if what it follows from is so."""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from email.utils import make_msgid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.ask_work import ask_work
from portal.acting.wording import one_line
from portal.records import Message, MessageKind, MessageState

SEND = "send-message"
"""The kind of work that sends one; its subject is the message's id."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a letter says. `href` is an address of the portal, without its host."""

    what: str
    why: str = ""
    by: str = ""
    consequence: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What belongs together, such as all of one contract. `words` are the lead's own line."""

    title: str
    words: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says, in plain words. `button` is the words and address of the one thing to do.
    `unsubscribe` is the address by which its kind can be ended, without signing in; an answer goes to
    `reply_to`, an e-mail address, where one is given."""

    subject: str
    greeting: str
    opening: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    button: tuple[str, str] | None = None
    closing: tuple[str, ...] = ()
    unsubscribe: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a message is for; without a person it is somebody who is not known here."""

    email: str
    name: str
    person_id: uuid.UUID | None = None


def write_message(
    session: Session,
    to: Addressee,
    kind: MessageKind,
    letter: Letter,
    *,
    is_secret: bool = False,
    good_until: datetime | None = None,
) -> uuid.UUID:
    """Store it and ask for it to be sent, in the caller's transaction; its id.

    One that `is_secret` holds a link that lets somebody in, and is forgotten once it went. After `good_until`
    it is not sent any more.
    """
    message_id = uuid.uuid4()
    session.execute(
        sa.insert(Message).values(
            id=message_id,
            header=make_msgid(idstring=message_id.hex, domain="good-standing.invalid"),
            person_id=to.person_id,
            kind=kind.value,
            to_email=to.email,
            to_name=one_line(to.name),
            subject=one_line(letter.subject),
            letter=asdict(letter),
            is_secret=is_secret,
            state=MessageState.WAITING.value,
            made_at=clock.now(),
            good_until=good_until,
            problem="",
        )
    )
    ask_work(session, SEND, str(message_id))
    return message_id
