"""Mail over SMTP, so that what was sent is known to be sent."""

import os
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

SECONDS = 15
"""How long a mail server may take to answer."""

SECONDS_AT_LAST = 600
"""How long after the last byte: whoever asks again too soon has it sent twice (RFC 5321, 4.5.3.2.6)."""

PERMANENT = 500
"""From this code on a server says that it will never take the message (RFC 5321, 4.2.1)."""

IN_THE_OPEN = "The mail server offers no encryption, so that it is given no password."


class MailFailed(RuntimeError):
    """The mail server did not take the message, or was not there: it may later."""


class MailRefused(MailFailed):
    """The mail server will never take this message."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server, as its address says it. `is_strict`: a password goes to it only where nobody else can
    read it."""

    host: str
    port: int
    is_encrypted: bool
    name: str
    password: str
    is_strict: bool

    @property
    def is_here(self) -> bool:
        """Whether it is this very machine, so that nobody is in between."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def server_at(address: str, *, is_strict: bool) -> Server:
    """`address` is smtp://user:password@host:port or smtps://…, checked by the settings."""
    parts = urlsplit(address)
    encrypted = parts.scheme == "smtps"
    port = parts.port or (465 if encrypted else 25)
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.hostname or "localhost", port, encrypted, name, password, is_strict)


def deliver(
    server: Server, sender: str, to: str, message: EmailMessage, handing_over: Callable[[], bool]
) -> bool:
    """Send one message; False where `handing_over` said not to.

    Everything but the last line goes first; then `handing_over` is called, which records that the rest is on
    its way, and then the line that makes the server take it. Whoever dies in between has either sent that
    line or not recorded anything. Raises MailFailed or MailRefused.
    """
    try:
        connection = connect(server)
        try:
            expect(connection.mail(sender), never=False)
            expect(connection.rcpt(to))
            expect(connection.docmd("DATA"))
            connection.send(as_lines(message))
            if not handing_over():
                return False
            connection.send(b".\r\n")
            expect(last_answer(connection))
            leave(connection)
        finally:
            connection.close()
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(str(error) or type(error).__name__) from error
    return True


def last_answer(connection: smtplib.SMTP) -> tuple[int, bytes]:
    if connection.sock:
        connection.sock.settimeout(SECONDS_AT_LAST)
    return connection.getreply()


def leave(connection: smtplib.SMTP) -> None:
    """It has the message: whatever it says to this changes nothing."""
    with suppress(OSError, smtplib.SMTPException):
        if connection.sock:
            connection.sock.settimeout(SECONDS)
        connection.quit()


def expect(reply: tuple[int, bytes], *, never: bool = True) -> None:
    """Raises MailFailed; MailRefused where the server says never, and that is about this message."""
    code, words = reply
    if code >= 400:
        said = f"{code} {words.decode('utf-8', 'replace')}".strip()
        raise MailRefused(said) if never and code >= PERMANENT else MailFailed(said)


def as_lines(message: EmailMessage) -> bytes:
    """The message as it goes over the wire but for the last line: dots doubled (RFC 5321, 4.5.2)."""
    lines = message.as_bytes(policy=SMTP).splitlines()
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)


def connect(server: Server) -> smtplib.SMTP:
    """Over smtps, or over smtp with STARTTLS where the server offers it; signed in where a name is given.

    On this machine STARTTLS is left out unless there is a password: its certificate is seldom anybody's.
    """
    if server.is_encrypted:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS, context=trusting()
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        introduce(connection, server)
    except BaseException:
        connection.close()
        raise
    return connection


def introduce(connection: smtplib.SMTP, server: Server) -> None:
    connection.ehlo_or_helo_if_needed()
    is_encrypted = server.is_encrypted
    if not is_encrypted and connection.has_extn("starttls") and (server.name or not server.is_here):
        connection.starttls(context=trusting())
        connection.ehlo_or_helo_if_needed()
        is_encrypted = True
    if server.name:
        if server.is_strict and not is_encrypted and not server.is_here:
            raise MailFailed(IN_THE_OPEN)
        connection.login(server.name, server.password)


def trusting() -> ssl.SSLContext:
    """Trusts the authorities of this machine, or those that the usual variables name."""
    return trusting_those_of(*(os.environ.get(name) for name in ("SSL_CERT_FILE", "SSL_CERT_DIR")))


@cache
def trusting_those_of(*_named: str | None) -> ssl.SSLContext:
    """Read once: a tenth of a second, as long as all the rest of a mail takes."""
    return ssl.create_default_context()
