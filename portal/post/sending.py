"""Send a message that is stored: once, however often it is tried and whoever tries it."""

import os
import sys
import uuid
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import urlsplit

from portal import clock
from portal.database import Database
from portal.post.actions.mark_message import (
    UNCONFIRMED,
    mark_failed,
    mark_handing_over,
    mark_sent,
    mark_waiting,
)
from portal.post.presenters.letter import as_mail
from portal.post.queries import MessageToSend, find_message
from portal.post.smtp import MailFailed, MailRefused, deliver
from portal.records import MessageState
from portal.settings import Settings

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
GIVEN_UP = timedelta(days=14)
"""A message that could not be sent for so long has failed."""


def send(settings: Settings, database: Database, message_id: uuid.UUID) -> timedelta | None:
    """After which pause it is to be tried again; None where there is nothing left to do."""
    with database.reading() as session:
        message = find_message(session, message_id)
    if message is None or message.state in {MessageState.SENT, MessageState.FAILED}:
        return None
    if message.state == MessageState.HANDING_OVER:
        # Whoever had it died after the last byte had gone: the server delivers (RFC 1047).
        with database.writing() as session:
            mark_sent(session, message_id, is_secret=message.is_secret, problem=UNCONFIRMED)
        return None
    return try_to_send(settings, database, message)


def try_to_send(settings: Settings, database: Database, message: MessageToSend) -> timedelta | None:
    def handing_over() -> bool:
        with database.writing() as session:
            return mark_handing_over(session, message.message_id)

    mail = as_mail(message, settings.mail_from, settings.address)
    try:
        if settings.smtp:
            sender, to = parseaddr(settings.mail_from)[1], message.to_email
            went = deliver(urlsplit(settings.smtp), sender, to, mail, handing_over)
        else:
            went = handing_over() and keep(settings, message, mail)
    except MailRefused as refused:
        with database.writing() as session:
            mark_failed(session, message.message_id, str(refused)[:500])
        return None
    except MailFailed as failed:
        return put_off(database, message, str(failed)[:500])
    if went:
        with database.writing() as session:
            mark_sent(session, message.message_id, is_secret=message.is_secret)
    return None


def put_off(database: Database, message: MessageToSend, problem: str) -> timedelta | None:
    """The longer it waits already, the longer the next pause."""
    age = clock.now() - message.made_at
    with database.writing() as session:
        if age >= GIVEN_UP:
            mark_failed(session, message.message_id, problem)
            return None
        mark_waiting(session, message.message_id, problem)
    return max(SHORTEST, min(age / 2, LONGEST))


def keep(settings: Settings, message: MessageToSend, mail: EmailMessage) -> bool:
    """Without a mail server it is kept in a folder that only its owner reads, and shown on the console."""
    folder = settings.home / "mail"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{stamp(message.made_at)}-{message.message_id.hex[:8]}.eml"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(mail.as_bytes())
    if not settings.production:
        text = mail.get_body(("plain",))
        said = text.get_content() if text else ""
        sys.stdout.write(f"Mail to {message.to_email}: {message.subject}\n\n{said}\n")
        sys.stdout.flush()
    return True


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H%M%S}"
