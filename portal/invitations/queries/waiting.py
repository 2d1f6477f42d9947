"""What waits for somebody's answer: invitations to her, and people whom a lead has invited for an
organisation that she manages."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal import clock
from portal.access import NotHere, Viewer
from portal.places.people import has_way_in, is_unanswered
from portal.records import (
    Answer,
    Contract,
    Engagement,
    Invitation,
    LinkPurpose,
    NamedRow,
    OneTimeLink,
    Organisation,
    Person,
)
from portal.sign_in.tokens import hash_token

LEAD, INVITER = aliased(Organisation), aliased(Person)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody is asked. `lead` is empty where the organisation itself asks, and the inviter's name and
    address where whoever runs the portal does. `stands_in` says that the organisation is only what the lead
    typed; `lets_in` that its own manager has to agree to what the lead asked for."""

    invitation_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    name: str
    email: str
    role: str
    lead: str
    inviter: str
    inviter_email: str
    good_until: datetime
    stands_in: bool
    lets_in: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What an organisation is named for: to commission a contract, or to deliver in an area of it."""

    contract_id: uuid.UUID
    engagement_id: uuid.UUID | None
    contract: str
    lead: str
    area: str
    starts_on: date
    ends_on: date


ASKED = (
    sa.select(
        Invitation.id.label("invitation_id"),
        Invitation.organisation_id,
        Organisation.name.label("organisation"),
        Invitation.name,
        Invitation.email,
        Invitation.role,
        sa.func.coalesce(LEAD.name, "").label("lead"),
        sa.func.coalesce(INVITER.name, "").label("inviter"),
        sa.func.coalesce(INVITER.email, "").label("inviter_email"),
        Invitation.good_until,
        Organisation.made_by_id.is_not(None).label("stands_in"),
        sa.and_(
            Organisation.made_by_id.is_(None),
            Invitation.lead_id.is_not(None),
            Invitation.let_in_by.is_(None),
        ).label("lets_in"),
    )
    .join(Organisation, Organisation.id == Invitation.organisation_id)
    .outerjoin(LEAD, LEAD.id == Invitation.lead_id)
    .outerjoin(INVITER, INVITER.id == Invitation.invited_by)
    .order_by(Invitation.made_at, Invitation.id)
)


def is_open(now: datetime) -> sa.ColumnElement[bool]:
    """It was sent, can be answered still, and was not."""
    return sa.and_(is_unanswered(), Invitation.good_until > now)


def list_waiting(session: Session, viewer: Viewer) -> tuple[Asked, ...]:
    """Those to the viewer that are open, and those about others for which a yes of hers is needed."""
    now = clock.now()
    waits = sa.or_(is_open(now), Invitation.answer == Answer.WAITS.value)
    for_hers = sa.and_(
        Invitation.organisation_id.in_(viewer.with_role("manager")),
        Invitation.lead_id.is_not(None),
        Invitation.let_in_by.is_(None),
        Organisation.made_by_id.is_(None),
        waits,
    )
    to_her = sa.and_(Invitation.email == viewer.email, is_open(now))
    rows = session.execute(ASKED.where(sa.or_(to_her, for_hers)))
    return tuple(asked_of(row) for row in rows)


def get_asked(session: Session, viewer: Viewer, invitation_id: uuid.UUID) -> Asked:
    """An invitation to the viewer that is open. Raises NotHere."""
    wanted = (Invitation.id == invitation_id, Invitation.email == viewer.email, is_open(clock.now()))
    row = session.execute(ASKED.where(*wanted)).one_or_none()
    if row is None:
        raise NotHere
    return asked_of(row)


def find_answer(session: Session, viewer: Viewer, invitation_id: uuid.UUID) -> str:
    """One of Answer, what became of what the viewer has said to it; empty where she has said nothing."""
    said = sa.select(Invitation.answer).where(
        Invitation.id == invitation_id, Invitation.answered_by == viewer.person_id
    )
    return session.scalar(said) or ""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link leads to; `is_known` says that somebody signs in with that address, or did and is
    disabled."""

    asked: Asked
    is_known: bool


def find_linked(session: Session, token: str) -> Linked | None:
    """None where the invitation was answered or taken back, the link has expired, or never was."""
    now = clock.now()
    link = (
        sa.select(OneTimeLink.invitation_id)
        .where(
            OneTimeLink.token_hash == hash_token(token),
            OneTimeLink.purpose == LinkPurpose.INVITATION.value,
            OneTimeLink.expires_at > now,
        )
        .scalar_subquery()
    )
    row = session.execute(ASKED.where(Invitation.id == link, is_open(now))).one_or_none()
    if row is None:
        return None
    is_somebody = sa.or_(has_way_in(), Person.disabled_at.is_not(None))
    known = sa.select(Person.id).where(Person.email == row.email, is_somebody)
    return Linked(asked_of(row), session.scalar(known) is not None)


def asked_of(row: NamedRow) -> Asked:
    values = row._asdict()
    return Asked(**values | {name: bool(values[name]) for name in ("stands_in", "lets_in")})


def list_parts(session: Session, organisation_id: uuid.UUID) -> tuple[Part, ...]:
    """All that an organisation is named for that stands in for one, by contract and area."""
    return parts_of(session, [organisation_id])[organisation_id]


def parts_of(
    session: Session, organisation_ids: Collection[uuid.UUID]
) -> defaultdict[uuid.UUID, tuple[Part, ...]]:
    lead = aliased(Organisation)
    columns = (
        Contract.id.label("contract_id"),
        Contract.title.label("contract"),
        lead.name.label("lead"),
    )
    delivers = (
        sa.select(
            Engagement.partner_id.label("organisation_id"),
            Engagement.id.label("engagement_id"),
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
            *columns,
        )
        .join(Contract, Contract.id == Engagement.contract_id)
        .join(lead, lead.id == Contract.lead_id)
        .where(Engagement.partner_id.in_(organisation_ids))
    )
    commissions = (
        sa.select(
            Contract.commissioner_id.label("organisation_id"),
            sa.null().label("engagement_id"),
            sa.literal("").label("area"),
            Contract.starts_on,
            Contract.ends_on,
            *columns,
        )
        .join(lead, lead.id == Contract.lead_id)
        .where(Contract.commissioner_id.in_(organisation_ids))
    )
    found: defaultdict[uuid.UUID, tuple[Part, ...]] = defaultdict(tuple)
    for query in (delivers, commissions):
        for row in session.execute(query):
            values = row._asdict()
            found[values.pop("organisation_id")] += (Part(**values),)
    return found
