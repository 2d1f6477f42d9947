"""A letter with all that letters have, stored for somebody; and what was kept of those that went."""

import uuid
from email import message_from_bytes, policy
from email.message import EmailMessage

import sqlalchemy as sa

from portal.database import Database
from portal.post.actions.mark_message import mark_handing_over
from portal.post.actions.write_message import Addressee, Letter, Point, Section, write_message
from portal.records import Message, MessageKind
from portal.settings import Settings

LETTER = Letter(
    subject="3 things are outstanding for O’Hara & Söhne",
    greeting="Good morning Zoë,",
    opening=("Your visit is on 14 October 2027.\n.\nThe line above is a dot.",),
    sections=(
        Section(
            "Healthy Living, Dover",
            "We are in the office until six.",
            (
                Point(
                    "Public liability insurance",
                    "Accepted until 30 September 2027, in 5 days.",
                    consequence="Clause 4.2.",
                    href="/engagements/1",
                ),
                Point("<b>Hostile</b> title", "With “quotes”\n* and what looks like another thing."),
            ),
        ),
    ),
    button=("See all of it", "/"),
    unsubscribe="/unsubscribe/abc",
)


ZOE = Addressee("zoe@example.org", "Zoë O’Hara, Secretary")


def written(
    database: Database, letter: Letter = LETTER, *, to: Addressee = ZOE, is_secret: bool = False
) -> uuid.UUID:
    with database.writing() as session:
        message_id = write_message(session, to, MessageKind.DIGEST, letter, is_secret=is_secret)
        session.commit()
    return message_id


def kept(settings: Settings) -> list[EmailMessage]:
    folder = settings.home / "mail"
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return [message_from_bytes(file.read_bytes(), EmailMessage, policy=policy.default) for file in files]


def state(database: Database, message_id: uuid.UUID) -> tuple[str, str]:
    with database.reading() as session:
        row = session.execute(sa.select(Message.state, Message.problem).where(Message.id == message_id)).one()
    return row.state, row.problem


def handed_over(database: Database, message_id: uuid.UUID) -> bool:
    with database.writing() as session:
        return mark_handing_over(session, message_id, uuid.uuid4().hex)
