"""Words about who has been invited, and which invitations can be sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.clock import local_day
from portal.invitations.queries.invitations import InvitationLine
from portal.words.wording import counted, day

NEW, UNSENT = "new", "unsent"


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
    """none, waiting, put-off, failed, came-back, sent, ran-out or taken-up."""
    if line.can_sign_in:
        return "taken-up"
    if line.bounced_at:
        return "came-back"
    if line.state in {"waiting", "handing-over"}:
        return "put-off" if line.problem else "waiting"
    if line.state == "sent" and line.runs_out_at and line.runs_out_at <= now:
        return "ran-out"
    if not line.state and line.runs_out_at:
        return "sent" if line.runs_out_at > now else "ran-out"
    return line.state or "none"


LABEL = {
    "none": ("Not invited yet", "grey"),
    "waiting": ("Not sent yet", "yellow"),
    "put-off": ("Not sent yet", "yellow"),
    "failed": ("Not sent", "red"),
    "came-back": ("Came back", "red"),
    "sent": ("Invited", "blue"),
    "ran-out": ("Ran out", "orange"),
    "taken-up": ("Taken up", "green"),
}


def invitation(line: InvitationLine, now: datetime) -> InvitationView:
    about = kind(line, now)
    label, colour = LABEL[about]
    again = about not in {"taken-up", "waiting", "put-off", "none"} and line.may_invite
    return InvitationView(
        line.name,
        line.email,
        line.organisation,
        label,
        colour,
        words(line, about),
        member_value(line) if again else "",
    )


def words(line: InvitationLine, about: str) -> str:
    if about == "taken-up":
        return "Has chosen a password"
    if not line.may_invite:
        return "The organisation works with others here too, so only its own managers invite"
    asked = day(local_day(line.asked_at)) if line.asked_at else ""
    return {
        "waiting": "On its way. Load the page again to see whether it has gone",
        "put-off": f"Asked for on {asked}. The mail server was away or busy; it is tried again by itself",
        "failed": f"Could not be sent. {line.problem}",
        "came-back": f"It could not be delivered. {line.bounce_words}",
        "sent": f"On {asked}, has not come yet" if asked else "Has not come yet",
        "ran-out": "The invitation was good for seven days",
        "none": "",
    }[about]


def member_value(line: InvitationLine) -> str:
    return f"{line.person_id}/{line.organisation_id}"


def chosen(lines: Iterable[InvitationLine], which: str, now: datetime) -> list[InvitationLine]:
    """Those whom `which` means: new (never invited), unsent (failed or came back), or one member."""
    wanted = {NEW: {"none"}, UNSENT: {"failed", "came-back"}}.get(which)
    may = [line for line in lines if line.may_invite]
    if wanted:
        return [line for line in may if kind(line, now) in wanted]
    return [line for line in may if member_value(line) == which and invitation(line, now).again]


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
