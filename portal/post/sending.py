"""Send a message that is stored: once, however often it is tried and whoever tries it."""

import os
import sys
import uuid
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from portal import clock
from portal.database import Database
from portal.email_address import address_problem, on_the_wire
from portal.post.actions.forget_letters import TOO_LATE
from portal.post.actions.mark_message import (
    mark_failed,
    mark_handing_over,
    mark_sent,
    mark_unconfirmed,
    mark_waiting,
)
from portal.post.presenters.letter import as_mail
from portal.post.queries import MessageToSend, find_message
from portal.post.smtp import MailFailed, MailRefused, deliver, server_at
from portal.records import MessageState
from portal.settings import Settings

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
GIVEN_UP = timedelta(days=14)
"""A message that could not be sent for so long has failed."""

LONGEST_SHOWN, FIRST_LINES = 40, 4
"""In lines, on a console."""

NO_SUCH_FORM = "This is no e-mail address that mail servers take."


def send(settings: Settings, database: Database, message_id: uuid.UUID) -> timedelta | None:
    """After which pause it is to be tried again; None where there is nothing left to do."""
    with database.reading() as session:
        message = find_message(session, message_id)
    if message is None or message.state in {MessageState.SENT, MessageState.FAILED}:
        return None
    if message.state == MessageState.HANDING_OVER:
        with database.writing() as session:
            return None if mark_unconfirmed(session, message_id) else SHORTEST
    return Try(settings, database, message, uuid.uuid4().hex).go()


class Try:
    """One try to send a message; `who` proves to the row that it is this one."""

    def __init__(self, settings: Settings, database: Database, message: MessageToSend, who: str) -> None:
        self.settings, self.database, self.message, self.who = settings, database, message, who

    def go(self) -> timedelta | None:
        if problem := self.why_never():
            self.give_up(problem)
            return None
        try:
            went = self.hand_over()
        except MailRefused as refused:
            self.give_up(str(refused)[:500])
            return None
        except MailFailed as failed:
            return self.put_off(str(failed)[:500])
        if not went:
            return SHORTEST  # somebody else hands it over; look again what came of it
        with self.database.writing() as session:
            mark_sent(session, self.message.message_id, self.who)
        return None

    def why_never(self) -> str:
        until = self.message.good_until
        if until and until <= clock.now():
            return TOO_LATE
        return NO_SUCH_FORM if address_problem(self.message.to_email) else ""

    def hand_over(self) -> bool:
        """False where it is somebody else's, or nobody's any more."""
        settings, message = self.settings, self.message
        mail = as_mail(message, settings.mail_from, settings.address, settings.mail_sandbox)
        if not settings.smtp:
            return self.keep(mail)
        server = server_at(settings.smtp, is_strict=settings.production)
        to = on_the_wire(settings.mail_sandbox or message.to_email)
        return deliver(server, parseaddr(settings.mail_from)[1], to, mail, self.mark_handing_over)

    def mark_handing_over(self) -> bool:
        with self.database.writing() as session:
            return mark_handing_over(session, self.message.message_id, self.who)

    def give_up(self, problem: str) -> None:
        with self.database.writing() as session:
            mark_failed(session, self.message.message_id, self.who, problem)

    def put_off(self, problem: str) -> timedelta | None:
        """The longer it waits already, the longer the next pause."""
        age = clock.now() - self.message.made_at
        if age >= GIVEN_UP:
            self.give_up(problem)
            return None
        with self.database.writing() as session:
            mark_waiting(session, self.message.message_id, self.who, problem)
        return max(SHORTEST, min(age / 2, LONGEST))

    def keep(self, mail: EmailMessage) -> bool:
        """Without a mail server it is kept in a folder that only its owner reads: under the same name however
        often that is done, so that it can be before it is marked. It is shown on the console too, but in
        production, where a console is a log that others read."""
        folder = self.settings.home / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        path = folder / f"{stamp(self.message.made_at)}-{self.message.message_id.hex[:8]}.eml"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(mail.as_bytes())
        if not self.mark_handing_over():
            return False
        if not self.settings.production:
            show(self.message, mail, path)
        return True


def show(message: MessageToSend, mail: EmailMessage, path: Path) -> None:
    """What is short, as a link to sign in with; of what is long its beginning, and where the rest is."""
    text = mail.get_body(("plain",))
    lines = (text.get_content() if text else "").splitlines()
    if len(lines) > LONGEST_SHOWN:
        lines = [*lines[:FIRST_LINES], f"… {len(lines) - FIRST_LINES} lines more in {path}"]
    said = "\n".join(lines)
    sys.stdout.write(f"Mail to {message.to_email}: {message.subject}\n\n{said}\n\n")
    sys.stdout.flush()


def stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H%M%S}"
