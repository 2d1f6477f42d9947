"""Mail over SMTP, so that what was sent is known to be sent."""

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import SplitResult, unquote

SECONDS = 15
"""How long a mail server may take to answer."""

PERMANENT = 500
"""From this code on a server says that it will never take the message (RFC 5321, 4.2.1)."""


class MailFailed(RuntimeError):
    """The mail server did not take the message, or was not there: it may later."""


class MailRefused(MailFailed):
    """The mail server will never take this message."""


def deliver(
    server: SplitResult, sender: str, to: str, message: EmailMessage, handing_over: Callable[[], bool]
) -> bool:
    """Send one message; False where `handing_over` said not to.

    Everything but the last line goes first; then `handing_over` is called, which records that the rest is on
    its way, and then the line that makes the server take it. Whoever dies in between has either sent that
    line or not recorded anything. Raises MailFailed or MailRefused.
    """
    try:
        with connect(server) as connection:
            ask(connection.mail, sender)
            ask(connection.rcpt, to)
            ask(connection.docmd, "DATA")
            connection.send(as_lines(message))
            if not handing_over():
                return False
            connection.send(b".\r\n")
            expect(connection.getreply())
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(str(error) or type(error).__name__) from error
    return True


def ask(command: Callable[[str], tuple[int, bytes]], argument: str) -> None:
    expect(command(argument))


def expect(reply: tuple[int, bytes]) -> None:
    """Raises MailFailed, or MailRefused where the server says never."""
    code, words = reply
    if code >= 400:
        said = f"{code} {words.decode('utf-8', 'replace')}".strip()
        raise MailRefused(said) if code >= PERMANENT else MailFailed(said)


def as_lines(message: EmailMessage) -> bytes:
    """The message as it goes over the wire but for the last line: dots doubled (RFC 5321, 4.5.2)."""
    lines = message.as_bytes(policy=SMTP).splitlines()
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)


def connect(server: SplitResult) -> smtplib.SMTP:
    """Over smtps, or over smtp with STARTTLS where the server offers it; signed in where a name is given."""
    host, encrypted = server.hostname or "localhost", ssl.create_default_context()
    if server.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            host, server.port or 465, timeout=SECONDS, context=encrypted
        )
    else:
        connection = smtplib.SMTP(host, server.port or 25, timeout=SECONDS)
    connection.ehlo()
    if server.scheme == "smtp" and connection.has_extn("starttls"):
        connection.starttls(context=encrypted)
        connection.ehlo()
    if server.username:
        connection.login(unquote(server.username), unquote(server.password or ""))
    return connection
