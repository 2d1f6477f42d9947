"""Write the letters that let somebody in, in the caller's transaction. Their links are forgotten once they
went."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal import clock
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import LinkPurpose, MessageKind
from portal.sign_in.actions.join_organisation import Joined
from portal.sign_in.actions.use_link import LIVES, make_link

KEPT_APART = "Nobody here will ask you for your password, and nobody else should have this link."


@dataclass(frozen=True, slots=True)
class Inviting:
    """Who invites somebody into which organisation; and, where it is about one, which contract of whom."""

    inviter: str
    inviter_email: str
    organisation: str
    contract: str = ""
    lead: str = ""


def write_reset(session: Session, person_id: uuid.UUID, email: str, name: str) -> uuid.UUID:
    """The message's id; with a new link to a new password."""
    until = clock.now() + LIVES[LinkPurpose.RESET]
    letter = Letter(
        subject="Choose a new password",
        greeting=f"Hello {name},",
        opening=("Somebody, perhaps you, asked for a new password for you at Good Standing.",),
        button=("Choose a new password", f"/links/{make_link(session, person_id, LinkPurpose.RESET)}"),
        closing=(
            f"The link works once, within one hour: until {until_words(until)}.",
            "If it was not you, you need do nothing: your password stays as it is.",
        ),
    )
    to = Addressee(email, name, person_id)
    return write_message(session, to, MessageKind.RESET, letter, is_secret=True, good_until=until)


def write_invitation(session: Session, joined: Joined, inviting: Inviting) -> uuid.UUID:
    """The message's id; with a new link for somebody who has no password yet."""
    to = Addressee(joined.email, joined.name, joined.person_id)
    if joined.can_sign_in:
        return write_message(session, to, MessageKind.INVITATION, added_letter(joined, inviting))
    until = clock.now() + LIVES[LinkPurpose.INVITATION]
    token = make_link(session, joined.person_id, LinkPurpose.INVITATION)
    letter = invitation_letter(joined, inviting, f"/links/{token}", until)
    return write_message(session, to, MessageKind.INVITATION, letter, is_secret=True, good_until=until)


def invitation_letter(joined: Joined, inviting: Inviting, href: str, until: datetime) -> Letter:
    return Letter(
        subject=f"Your invitation to {inviting.organisation}",
        greeting=f"Hello {joined.name},",
        opening=(
            f"{by_whom(inviting)} invites you to Good Standing, for {inviting.organisation}.",
            *about_the_contract(inviting),
            "You choose a password; nothing else is asked of you before you have seen what it is about.",
        ),
        button=("Choose your password", href),
        closing=(
            f"The link works once, within seven days: until {until_words(until)}.",
            KEPT_APART,
            *whom_to_ask(inviting),
        ),
        reply_to=inviting.inviter_email,
    )


def added_letter(joined: Joined, inviting: Inviting) -> Letter:
    return Letter(
        subject=f"You now belong to {inviting.organisation}",
        greeting=f"Hello {joined.name},",
        opening=(
            f"{by_whom(inviting)} has added you to {inviting.organisation} in Good Standing.",
            *about_the_contract(inviting),
            "Sign in as you always do.",
        ),
        button=("Sign in", "/"),
        closing=whom_to_ask(inviting),
        reply_to=inviting.inviter_email,
    )


def by_whom(inviting: Inviting) -> str:
    if inviting.lead and inviting.lead != inviting.organisation:
        return f"{inviting.inviter} of {inviting.lead}"
    return inviting.inviter or "Whoever runs the portal"


def about_the_contract(inviting: Inviting) -> tuple[str, ...]:
    if not inviting.contract:
        return ()
    return (
        f"It is about the contract {inviting.contract}, led by {inviting.lead}. There you find what each "
        "organisation is asked to show, by when, and how it stands.",
    )


def whom_to_ask(inviting: Inviting) -> tuple[str, ...]:
    if not inviting.inviter_email:
        return ()
    sentence = f"If you did not expect this, or have a question, ask {inviting.inviter}"
    return (f"{sentence}: {inviting.inviter_email}. An answer to this mail reaches the same person.",)


def until_words(moment: datetime) -> str:
    """2:05pm on 31 March 2027, in the time of the United Kingdom."""
    local = moment.astimezone(clock.LONDON)
    hour, half = (local.hour % 12) or 12, "am" if local.hour < 12 else "pm"
    return f"{hour}:{local:%M}{half} on {local.day} {local:%B %Y}"
