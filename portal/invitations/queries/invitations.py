"""Who of a contract's people has been invited, and what became of it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.invitations.queries.members import mine_alone
from portal.places.contracts import ContractPlace
from portal.places.people import has_way_in
from portal.records import (
    Engagement,
    Invitation,
    LinkPurpose,
    Membership,
    Message,
    OneTimeLink,
    Organisation,
    Person,
)


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """Somebody who acts for a party or a partner of the contract. `state` is that of the invitation's
    message, empty where nobody ever invited them, and `problem` the mail server's words; `bounced_at` is when
    the message came back. Without `may_invite` it is for the organisation's own managers."""

    person_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    name: str
    email: str
    can_sign_in: bool
    state: str
    problem: str
    asked_at: datetime | None
    bounced_at: datetime | None
    bounce_words: str
    runs_out_at: datetime | None
    may_invite: bool


def list_invitations(session: Session, viewer: Viewer, place: ContractPlace) -> tuple[InvitationLine, ...]:
    """By organisation and name. Where an organisation works with others too, what they sent it is not told.
    For the lead's managers; raises NotHere for others."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    partners = sa.select(Engagement.partner_id).where(Engagement.contract_id == place.contract_id)
    ids = {place.lead_id, place.commissioner_id, *session.scalars(partners)}
    mine = mine_alone(session, viewer, ids)
    runs_out_at = (
        sa.select(sa.func.max(OneTimeLink.expires_at))
        .where(OneTimeLink.person_id == Person.id, OneTimeLink.purpose == LinkPurpose.INVITATION.value)
        .scalar_subquery()
    )
    is_told = sa.or_(Invitation.id.is_not(None), Membership.organisation_id.in_(mine))
    rows = session.execute(
        sa.select(
            Person.id.label("person_id"),
            Organisation.id.label("organisation_id"),
            Organisation.name.label("organisation"),
            Person.name,
            Person.email,
            has_way_in().label("can_sign_in"),
            sa.func.coalesce(Message.state, Invitation.state, "").label("state"),
            sa.func.coalesce(Message.problem, Invitation.problem, "").label("problem"),
            Invitation.asked_at,
            Message.bounced_at,
            sa.func.coalesce(Message.bounce_words, "").label("bounce_words"),
            sa.case((is_told, runs_out_at)).label("runs_out_at"),
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(
            Invitation,
            sa.and_(
                Invitation.person_id == Person.id,
                Invitation.organisation_id == Membership.organisation_id,
                sa.or_(Invitation.organisation_id.in_(mine), Invitation.invited_by.in_(own_people(place))),
            ),
        )
        .outerjoin(Message, Message.id == Invitation.message_id)
        .where(Membership.organisation_id.in_(ids))
        .order_by(Organisation.name, Person.name, Person.id)
    )
    return tuple(InvitationLine(**row._asdict(), may_invite=row.organisation_id in mine) for row in rows)


def own_people(place: ContractPlace) -> sa.Select[uuid.UUID]:
    """Those of the lead, and the ids alone."""
    return sa.select(Membership.person_id).where(Membership.organisation_id == place.lead_id)
