"""Whom a lead, or an organisation itself, has invited, and what became of it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Invitation, Message, Organisation


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """As the inviter typed it. `state` is that of the invitation's message, `problem` the mail server's
    words; `asked_at` is None where nobody was sent anything yet, `bounced_at` when the message came back;
    `answer` is one of `portal.records.Answer`, None while there is none."""

    invitation_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    name: str
    email: str
    role: str
    state: str
    problem: str
    asked_at: datetime | None
    good_until: datetime | None
    bounced_at: datetime | None
    bounce_words: str
    answer: str | None
    answered_at: datetime | None


LINES = (
    sa.select(
        Invitation.id.label("invitation_id"),
        Invitation.organisation_id,
        Organisation.name.label("organisation"),
        Invitation.name,
        Invitation.email,
        Invitation.role,
        sa.func.coalesce(Message.state, Invitation.state).label("state"),
        sa.func.coalesce(Message.problem, Invitation.problem).label("problem"),
        Invitation.asked_at,
        Invitation.good_until,
        Message.bounced_at,
        sa.func.coalesce(Message.bounce_words, "").label("bounce_words"),
        Invitation.answer,
        Invitation.answered_at,
    )
    .join(Organisation, Organisation.id == Invitation.organisation_id)
    .outerjoin(Message, Message.id == Invitation.message_id)
    .order_by(Organisation.name, Invitation.name, Invitation.made_at, Invitation.id)
)


def list_invitations(session: Session, place: ContractPlace) -> tuple[InvitationLine, ...]:
    """By organisation and name: what this lead typed itself, for itself and for the contract's commissioner
    and partners. For the lead's managers; raises NotHere for others."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    partners = sa.select(Engagement.partner_id).where(Engagement.contract_id == place.contract_id)
    in_contract = sa.or_(
        Invitation.organisation_id == place.commissioner_id, Invitation.organisation_id.in_(partners)
    )
    ours = sa.and_(Invitation.organisation_id == place.lead_id, Invitation.lead_id.is_(None))
    wanted = sa.or_(sa.and_(Invitation.lead_id == place.lead_id, in_contract), ours)
    return lines_of(session, LINES.where(wanted))


def list_invited(
    session: Session, place: ContractPlace, organisation_ids: Collection[uuid.UUID]
) -> tuple[InvitationLine, ...]:
    """The same for these organisations of the contract; of the lead's own people those who have not
    answered."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    ours = sa.and_(
        Invitation.organisation_id == place.lead_id, Invitation.lead_id.is_(None), Invitation.answer.is_(None)
    )
    asked = sa.or_(Invitation.lead_id == place.lead_id, ours)
    return lines_of(session, LINES.where(Invitation.organisation_id.in_(organisation_ids), asked))


def list_own_invitations(
    session: Session, viewer: Viewer, organisation_id: uuid.UUID
) -> tuple[InvitationLine, ...]:
    """All people who are invited into an organisation, whoever asked, for its own managers. Raises NotHere
    for everybody else."""
    if organisation_id not in viewer.with_role("manager"):
        raise NotHere
    return lines_of(session, LINES.where(Invitation.organisation_id == organisation_id))


def lines_of(session: Session, query: sa.Select[*tuple[object, ...]]) -> tuple[InvitationLine, ...]:
    return tuple(InvitationLine(**row._asdict()) for row in session.execute(query))
