"""The work of sending mail."""

import uuid

from portal.post.sending import send
from portal.work.tools import NotYet, Tools


def do_send_message(tools: Tools, subject: str) -> None:
    """One message. Where the mail server is away it is tried later, as long as it takes."""
    pause = send(tools.settings, tools.database, uuid.UUID(subject))
    if pause is not None:
        raise NotYet("The mail server could not be reached, or did not take the message.", pause)
