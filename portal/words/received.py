"""How something came to the lead, also otherwise than through the portal, in words."""

from collections.abc import Mapping
from datetime import date

from portal.standing.queries.sent_and_decided import Sent
from portal.standing.queries.submissions import SubmissionAnswers
from portal.words.wording import day

WAY: Mapping[str, str] = {"post": "By post", "e-mail": "By e-mail", "by-hand": "By hand"}
"""By its key."""


def received_words(way: str, on: date) -> str:
    """
    >>> received_words("post", date(2027, 3, 2))
    'Received by post on 2 March 2027'
    """
    said = WAY[way]
    return f"Received {said[0].lower()}{said[1:]} on {day(on)}"


def came_words(sent: Sent | SubmissionAnswers) -> str:
    """How what the lead entered for a partner came, and when; empty for what was sent here."""
    if sent.received_way is None or sent.received_on is None:
        return ""
    return received_words(sent.received_way, sent.received_on)


def sent_words(sent: Sent | SubmissionAnswers) -> str:
    """What was done with it, before by whom and when: sent by its partner, entered for it by the lead, or
    carried over from what the lead had accepted before."""
    if sent.details.get("carried"):
        return "Carried over from the lead’s own records, without a file,"
    came = came_words(sent)
    return f"{came}, entered" if came else "Sent"
