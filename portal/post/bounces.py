"""What mail servers send back about a message that did not arrive (RFC 3464), read from mail that anybody may
have written. Nothing in it is believed but the Message-ID, which only those know who got the message."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.parser import HeaderParser
from itertools import islice

LARGEST = 1024 * 1024
"""Bytes of a mail that is read."""

OURS = "good-standing.invalid"
MESSAGE_ID = re.compile(rf"<[\w.+=-]{{1,200}}@{re.escape(OURS)}>")
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
MOST_WORDS = 300
MOST_PARTS = 50
MOST_HEADERS = 50
"""A report is about one message; a mail that names thousands would be more than a database takes at once."""
DELAYED, FAILED = "delayed", "failed"
STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the standard library's parser raises over mails that nobody's program writes. Such a one is no report,
and must not stand in the way of those that come after it."""

NO_WORDS = "Its mail server gave no reason."

PASSING = ("5.2.2", "5.2.3", "5.3.", "5.4.", "5.6.", "5.7.")
"""Codes that say nothing against the address (RFC 3463): a full mailbox, a network, a policy."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a mail server said. `headers` are Message-IDs, one of which is that of the message; `status` is
    its code of RFC 3463, empty where there was none; `words` its reason. Where it `is_delayed` only, it is
    still being tried."""

    headers: tuple[str, ...]
    status: str
    words: str
    is_delayed: bool


def is_lasting(status: str) -> bool:
    """Whether the code says that nothing will ever arrive at the address.

    >>> is_lasting("5.1.1"), is_lasting("5.2.2"), is_lasting("4.4.1"), is_lasting("5.7.1")
    (True, False, False, False)
    """
    return status.startswith("5.") and not status.startswith(PASSING)


def read_bounce(raw: bytes) -> Bounce | None:
    """None where the mail is no such report, or about no message of ours."""
    try:
        return bounce_in(message_from_bytes(raw[:LARGEST], policy=policy.compat32))
    except STUMBLES:
        return None


def bounce_in(mail: Message) -> Bounce | None:
    headers = tuple(islice(dict.fromkeys(ours_in(mail)), MOST_HEADERS))
    report = find_report(mail)
    if not headers or report is None:
        return None
    action, status, words = report
    if action not in {FAILED, DELAYED}:
        return None
    return Bounce(headers, status, tidy(words) or NO_WORDS, action == DELAYED)


def find_report(mail: Message) -> tuple[str, str, str] | None:
    """Action, status and words: from the report's own part, else from what older Exims write."""
    for part in parts_of(mail):
        if part.get_content_type() in {"message/delivery-status", "message/global-delivery-status"}:
            for fields in blocks_of(part):
                if action := text_of(fields, "Action").lower():
                    said = text_of(fields, "Diagnostic-Code")
                    found = STATUS.search(text_of(fields, "Status")) or STATUS.search(said)
                    return action, found[1] if found else "", said.partition(";")[2] or said
    if mail.get("X-Failed-Recipients"):
        text = plain_text(mail)
        found = STATUS.search(text)
        return FAILED, found[1] if found else "", exim_words(text)
    return None


def exim_words(text: str) -> str:
    """The lines below the address, up to the copy of the message."""
    above = text.partition("------")[0].strip().split("\n\n")
    return above[-1].partition("\n")[2] or above[-1]


def blocks_of(part: Message) -> Iterator[Message]:
    """The report's groups of fields: about the whole, then about each address."""
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (each for each in payload if isinstance(each, Message))
    elif isinstance(payload, str):
        yield from (HeaderParser().parsestr(block) for block in re.split(r"\r?\n\r?\n", payload.strip()))


def ours_in(mail: Message) -> Iterator[str]:
    """Message-IDs of ours: of the copy first, then what the report itself refers to, then anywhere in its
    words."""
    for part in parts_of(mail):
        kind = part.get_content_type()
        if kind in {"message/rfc822", "message/global"} and isinstance(part.get_payload(), list):
            for each in part.get_payload():
                yield from MESSAGE_ID.findall(text_of(each, "Message-ID"))
        elif kind in {"text/rfc822-headers", "message/global-headers"}:
            yield from MESSAGE_ID.findall(decoded(part))
    for name in ("In-Reply-To", "References"):
        yield from MESSAGE_ID.findall(text_of(mail, name))
    if mail.get("X-Failed-Recipients"):
        yield from MESSAGE_ID.findall(plain_text(mail))


def parts_of(mail: Message) -> Iterator[Message]:
    """The mail and its parts, but not those of the copy within; so many and no more."""
    waiting, seen = [mail], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        yield part
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting += [each for each in payload if isinstance(each, Message)]


def plain_text(mail: Message) -> str:
    return "\n".join(decoded(part) for part in parts_of(mail) if part.get_content_type() == "text/plain")


def decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(payload, bytes) else ""


def text_of(mail: object, name: str) -> str:
    """A header's text in one line; empty where there is none."""
    value = mail.get(name, "") if isinstance(mail, Message) else ""
    return " ".join(str(value).split())


def tidy(words: str) -> str:
    """In one line, without what cannot be seen, and not without end."""
    shown = "".join(each if each.isprintable() else " " for each in words)
    return " ".join(shown.split())[:MOST_WORDS]
