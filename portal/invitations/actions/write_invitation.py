"""Write the letter by which somebody is invited, in the caller's transaction.

It says the same whether or not anybody has the address, and so does the work: that is looked at when the link
is opened. The link is forgotten once the letter went.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal import clock
from portal.acting.record_event import record_event
from portal.post.actions.write_message import Addressee, Letter, write_message
from portal.records import (
    Contract,
    DeliveryState,
    Invitation,
    LinkPurpose,
    MessageKind,
    NamedRow,
    OneTimeLink,
    Organisation,
    Person,
)
from portal.sign_in.actions.write_letters import KEPT_APART, until_words
from portal.sign_in.tokens import hash_token, new_token

LIFE = timedelta(days=7)
"""How long an invitation can be answered."""

LEAD, INVITER = aliased(Organisation), aliased(Person)
ABOUT = (
    sa.select(
        Invitation.email,
        Invitation.name,
        Invitation.organisation_id,
        Invitation.role,
        Organisation.name.label("organisation"),
        sa.func.coalesce(LEAD.name, "").label("lead"),
        sa.func.coalesce(INVITER.name, "").label("inviter"),
        sa.func.coalesce(INVITER.email, "").label("inviter_email"),
        sa.func.coalesce(Contract.title, "").label("contract"),
        Invitation.contract_id,
    )
    .join(Organisation, Organisation.id == Invitation.organisation_id)
    .outerjoin(LEAD, LEAD.id == Invitation.lead_id)
    .outerjoin(INVITER, INVITER.id == Invitation.invited_by)
    .outerjoin(Contract, Contract.id == Invitation.contract_id)
    .where(Invitation.id == sa.bindparam("invitation_id"))
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who presses the button, where somebody does."""

    person_id: uuid.UUID | None
    name: str = ""
    email: str = ""


def write_invitation(session: Session, invitation_id: uuid.UUID, sender: Sender) -> uuid.UUID:
    """The message's id; with a new link, good for seven days as the invitation is. Says that it was sent."""
    row = session.execute(ABOUT, {"invitation_id": invitation_id}).one()
    now, token = clock.now(), new_token()
    until = now + LIFE
    link = {"token_hash": hash_token(token), "invitation_id": invitation_id, "created_at": now}
    session.execute(
        sa.insert(OneTimeLink).values(**link, purpose=LinkPurpose.INVITATION.value, expires_at=until)
    )
    message_id = write_message(
        session,
        Addressee(row.email, row.name),
        MessageKind.INVITATION,
        letter_of(row, sender, f"/join/{token}", until),
        is_secret=True,
        good_until=until,
    )
    asked = {"asked_at": now, "good_until": until, "message_id": message_id}
    session.execute(
        sa.update(Invitation)
        .where(Invitation.id == invitation_id)
        .values(**asked, state=DeliveryState.WAITING.value, problem="")
    )
    data = {"invitation": str(invitation_id), "organisation": str(row.organisation_id), "role": row.role}
    record_event(session, "invitation-sent", sender.person_id, contract_id=row.contract_id, data=data)
    return message_id


def letter_of(row: NamedRow, sender: Sender, href: str, until: datetime) -> Letter:
    inviter, email = row.inviter or sender.name, row.inviter_email or sender.email
    who = f"{inviter} of {row.lead}" if row.lead else inviter or "Whoever runs the portal"
    return Letter(
        subject=f"Your invitation to {row.organisation}",
        greeting=f"Hello {row.name},",
        opening=(
            f"{who} invites you to Good Standing, for {row.organisation}.",
            *about_the_contract(row),
            "You see what it is about before you say yes or no.",
        ),
        button=("Open the invitation", href),
        closing=(
            f"The link works for seven days: until {until_words(until)}. If you sign in to Good Standing "
            "already, the invitation is on your first page too.",
            KEPT_APART,
            *whom_to_ask(inviter, email),
        ),
        reply_to=email,
    )


def about_the_contract(row: NamedRow) -> tuple[str, ...]:
    if not (row.contract and row.lead):
        return ()
    return (
        f"It is about the contract {row.contract}, led by {row.lead}. There you find what each "
        "organisation is asked to show, by when, and how it stands.",
    )


def whom_to_ask(inviter: str, email: str) -> tuple[str, ...]:
    if not email:
        return ()
    sentence = f"If you did not expect this, or have a question, ask {inviter}"
    return (f"{sentence}: {email}. An answer to this mail reaches the same person.",)
