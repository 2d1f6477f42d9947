"""The work of sending mail, and of reading what came back."""

import uuid
from datetime import timedelta

from portal.post.mailbox import MailboxAway
from portal.post.returning import read_mailbox
from portal.post.sending import send
from portal.work.tools import NotYet, Tools


def do_send_message(tools: Tools, subject: str) -> None:
    """One message. Where the mail server is away it is tried later, as long as it takes."""
    pause = send(tools.settings, tools.database, uuid.UUID(subject))
    if pause is not None:
        raise NotYet("The mail server could not be reached, or did not take the message.", pause)


def do_read_bounces(tools: Tools, _subject: str) -> None:
    """All that came back since. Where the mailbox is away it is read later, as long as it takes."""
    if tools.settings.bounces:
        try:
            read_mailbox(tools.settings.bounces, tools.database)
        except MailboxAway as away:
            raise NotYet(str(away), timedelta(minutes=30)) from away
