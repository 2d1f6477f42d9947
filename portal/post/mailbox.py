"""The mailbox that what comes back is sent to. Nobody else reads it: what was looked at is marked as seen."""

import imaplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from portal.post.bounces import LARGEST

SECONDS = 30
"""How long the server may take to answer."""

MOST = 200
"""Mails that are read at a time; the rest next time."""


class MailboxAway(RuntimeError):
    """The mailbox could not be read: its server is away, or lets nobody in under that name."""


def read_unseen(address: str, read: Callable[[bytes], object]) -> int:
    """Give each unseen mail of the mailbox to `read`, which keeps what it says, and mark it as seen after
    that; how many there were. `address` is imaps://user:password@host/INBOX. One that is larger than reports
    are is cut off. Raises MailboxAway."""
    try:
        connection = connect(address)
        try:
            wanted = ok(connection.uid("SEARCH", "UNSEEN"))[0].split()[:MOST]
            for uid in wanted:
                found = ok(connection.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)"))
                for each in found:
                    if isinstance(each, tuple):
                        read(each[1])
                ok(connection.uid("STORE", uid, "+FLAGS", r"(\Seen)"))
            return len(wanted)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                connection.logout()
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxAway(f"The mailbox could not be read: {str(error) or type(error).__name__}") from error


def connect(address: str) -> imaplib.IMAP4:
    """Signed in, with the mailbox chosen; encrypted but with imap:// on a server that offers no STARTTLS."""
    parts, encrypted = urlsplit(address), ssl.create_default_context()
    host = parts.hostname or "localhost"
    if parts.scheme == "imaps":
        connection: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            host, parts.port or 993, ssl_context=encrypted, timeout=SECONDS
        )
    else:
        connection = imaplib.IMAP4(host, parts.port or 143, timeout=SECONDS)
    try:
        if parts.scheme == "imap" and "STARTTLS" in connection.capabilities:
            connection.starttls(encrypted)
        connection.login(unquote(parts.username or ""), unquote(parts.password or ""))
        ok(connection.select(quoted(unquote(parts.path.strip("/")) or "INBOX")))
    except BaseException:
        connection.shutdown()
        raise
    return connection


def quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def ok(answer: tuple[str, list[Any]]) -> list[Any]:
    """What was asked for; raises IMAP4.error where it was refused."""
    said, found = answer
    if said != "OK":
        raise imaplib.IMAP4.error(f"{said} {found!r}"[:200])
    return found
