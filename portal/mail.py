"""Mail: to a server where one is set, otherwise kept in `home/mail` and shown on the console."""

import smtplib
import ssl
import sys
import uuid
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from portal import clock
from portal.settings import Settings

SECONDS = 15
"""How long a mail server may take to answer."""


class MailFailed(RuntimeError):
    """The mail server did not take the message."""


class AddressRefused(MailFailed):
    """The mail server would not take a message to that address."""


@dataclass(frozen=True, slots=True)
class Post:
    """Sends mail. `address` is where people reach the portal, for links in the text."""

    sender: str
    address: str
    smtp: str | None
    folder: Path

    def send(self, to: str, subject: str, text: str) -> None:
        """Send one message; raises MailFailed, AddressRefused where it is the address's fault."""
        message = self.write(to, subject, text)
        if self.smtp:
            deliver(urlsplit(self.smtp), message)
        else:
            self.keep(message, text)

    def write(self, to: str, subject: str, text: str) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, to, subject
        message["Date"] = format_datetime(clock.now())
        message["Message-ID"] = make_msgid(domain=urlsplit(self.address).hostname or "localhost")
        message.set_content(text)
        return message

    def keep(self, message: EmailMessage, text: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{clock.now():%Y-%m-%dT%H%M%S}-{uuid.uuid4().hex[:8]}.eml"
        (self.folder / name).write_bytes(message.as_bytes())
        sys.stdout.write(f"Mail to {message['To']}: {message['Subject']}\n\n{text}\n")
        sys.stdout.flush()


def open_post(settings: Settings) -> Post:
    """The post as the settings say."""
    return Post(settings.mail_from, settings.address, settings.smtp, settings.home / "mail")


def deliver(server: SplitResult, message: EmailMessage) -> None:
    """Over smtps, or over smtp with STARTTLS where the server offers it."""
    try:
        with connect(server) as connection:
            if server.username:
                connection.login(unquote(server.username), unquote(server.password or ""))
            connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        raise AddressRefused(str(error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(str(error)) from error


def connect(server: SplitResult) -> smtplib.SMTP:
    host, encrypted = server.hostname or "localhost", ssl.create_default_context()
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, server.port or 465, timeout=SECONDS, context=encrypted)
    connection = smtplib.SMTP(host, server.port or 25, timeout=SECONDS)
    connection.ehlo()
    if connection.has_extn("starttls"):
        connection.starttls(context=encrypted)
        connection.ehlo()
    return connection
