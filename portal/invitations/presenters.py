"""Words about who has been invited, which invitations can be sent, and what somebody is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.clock import local_day
from portal.invitations.queries.invitations import InvitationLine
from portal.invitations.queries.waiting import Asked, Part
from portal.words.labels import ROLE
from portal.words.wording import counted, day

NEW, UNSENT = "new", "unsent"
ANSWER = {
    "accepted": "Said yes",
    "waits": "Said yes, and waits for the organisation’s manager, since",
    "refused": "Said no",
    "revoked": "Taken back",
}
"""By `portal.records.Answer`; a day stands behind it."""


@dataclass(frozen=True, slots=True)
class InvitationView:
    """`again` is the value that sends this one alone, empty where that cannot be done."""

    name: str
    email: str
    organisation: str
    state: str
    colour: str
    words: str
    again: str


def kind(line: InvitationLine, now: datetime) -> str:
    """none, waiting, put-off, failed, came-back, sent, ran-out, or how it was answered."""
    if line.answer:
        return line.answer
    if line.asked_at is None:
        return "none"
    if line.bounced_at:
        return "came-back"
    if line.state in {"waiting", "handing-over"}:
        return "put-off" if line.problem else "waiting"
    if line.state == "sent" and line.good_until and line.good_until <= now:
        return "ran-out"
    return line.state


LABEL = {
    "none": ("Not invited yet", "grey"),
    "waiting": ("Not sent yet", "yellow"),
    "put-off": ("Not sent yet", "yellow"),
    "failed": ("Not sent", "red"),
    "came-back": ("Came back", "red"),
    "sent": ("Invited", "blue"),
    "ran-out": ("Ran out", "orange"),
    "waits": ("Said yes", "light-blue"),
    "accepted": ("Taken up", "green"),
    "refused": ("Said no", "grey"),
    "revoked": ("Taken back", "grey"),
}
AGAIN = {"failed", "came-back", "sent", "ran-out"}


def invitation(line: InvitationLine, now: datetime) -> InvitationView:
    about = kind(line, now)
    label, colour = LABEL[about]
    return InvitationView(
        line.name,
        line.email,
        line.organisation,
        label,
        colour,
        words(line, about),
        str(line.invitation_id) if about in AGAIN else "",
    )


def words(line: InvitationLine, about: str) -> str:
    if line.answer:
        return f"On {day(local_day(line.answered_at))}" if line.answered_at else ""
    asked = day(local_day(line.asked_at)) if line.asked_at else ""
    return {
        "waiting": "On its way. Load the page again to see whether it has gone",
        "put-off": f"Asked for on {asked}. The mail server was away or busy; it is tried again by itself",
        "failed": f"Could not be sent. {line.problem}",
        "came-back": f"It could not be delivered. {line.bounce_words}",
        "sent": f"On {asked}, has not answered yet",
        "ran-out": "The invitation was good for seven days",
        "none": "",
    }[about]


def chosen(lines: Iterable[InvitationLine], which: str, now: datetime) -> list[InvitationLine]:
    """Those whom `which` means: new (never sent), unsent (failed or came back), or one."""
    wanted = {NEW: {"none"}, UNSENT: {"failed", "came-back"}}.get(which)
    if wanted:
        return [line for line in lines if kind(line, now) in wanted]
    return [line for line in lines if invitation(line, now).again == which != ""]


def summary(lines: Sequence[InvitationLine], now: datetime) -> list[tuple[str, int]]:
    """How many there are of each, without those there are none of."""
    counts: dict[str, int] = {}
    for line in lines:
        label = LABEL[kind(line, now)][0]
        counts[label] = counts.get(label, 0) + 1
    order = dict.fromkeys(label for label, _ in LABEL.values())
    return [(label, counts[label]) for label in order if label in counts]


def asked_words(number: int) -> str:
    """
    >>> asked_words(1), asked_words(12)
    ('1 invitation is on its way.', '12 invitations are on their way.')
    """
    return f"{counted(number, 'invitation')} {'is on its' if number == 1 else 'are on their'} way."


@dataclass(frozen=True, slots=True)
class AskedView:
    """What somebody is asked, in a sentence; `parts` are what the organisation is named for."""

    who: str
    sentence: str
    role: str
    until: datetime
    parts: tuple[tuple[str, str], ...]


def asked_view(asked: Asked, parts: Sequence[Part]) -> AskedView:
    return AskedView(
        who_asks(asked),
        f"{who_asks(asked)} invites you, for {asked.organisation}.",
        ROLE[asked.role],
        asked.good_until,
        tuple(part_words(each) for each in parts),
    )


def who_asks(asked: Asked) -> str:
    if asked.lead and asked.inviter:
        return f"{asked.inviter} of {asked.lead}"
    return asked.inviter or asked.lead or "Whoever runs the portal"


def part_words(part: Part) -> tuple[str, str]:
    """The contract, and what it is about."""
    days = f"{day(part.starts_on)} to {day(part.ends_on)}"
    what = f"Delivery partner in {part.area}" if part.engagement_id else "Commissioner"
    return part.contract, f"{what}, {days}; led by {part.lead}"


@dataclass(frozen=True, slots=True)
class WaitingView:
    """What waits for a yes or no: an invitation to the reader with its page, or (without one) somebody whom a
    lead has invited for an organisation of hers."""

    sentence: str
    href: str
    invitation_id: str
    organisation_id: str
    name: str


def waiting_view(asked: Asked, email: str, href: str) -> WaitingView:
    """`email` is the reader's own."""
    ids = str(asked.invitation_id), str(asked.organisation_id)
    if asked.email == email:
        return WaitingView(asked_view(asked, ()).sentence, href, *ids, asked.organisation)
    sentence = (
        f"{who_asks(asked)} has invited {asked.name}, {asked.email}, for {asked.organisation} "
        f"({ROLE[asked.role].lower()}). Do you want them to act for {asked.organisation}?"
    )
    return WaitingView(sentence, "", *ids, asked.name)
