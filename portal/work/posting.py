"""The work of sending mail, and of reading what came back."""

import uuid
from datetime import timedelta

from portal.notices.actions.withdraw_letter import withdraw_letter
from portal.notices.queries.unsent import says_too_much
from portal.partners.queries.written import is_to_somebody_gone
from portal.post.mailbox import MailboxAway
from portal.post.returning import read_mailbox
from portal.post.sending import send
from portal.work.tools import NotYet, Tools


def do_send_message(tools: Tools, subject: str) -> None:
    """One message, unless its person has left while it waited. Where the mail server is away it is tried
    later, as long as it takes."""
    message_id = uuid.UUID(subject)
    with tools.database.reading() as session:
        is_too_late = says_too_much(session, message_id) or is_to_somebody_gone(session, message_id)
    if is_too_late:
        with tools.database.writing() as session:
            withdraw_letter(session, message_id)
    pause = send(tools.settings, tools.database, message_id)
    if pause is not None:
        raise NotYet("The mail server could not be reached, or did not take the message.", pause)


def do_read_bounces(tools: Tools, _subject: str) -> None:
    """All that came back since. Where the mailbox is away it is read later, as long as it takes."""
    if tools.settings.bounces:
        try:
            read_mailbox(tools.settings.bounces, tools.database)
        except MailboxAway as away:
            raise NotYet(str(away), timedelta(minutes=30)) from away
