"""Who is signed in, and who holds a one-time link."""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal import clock
from portal.access import Belonging, Viewer
from portal.records import (
    Administrator,
    BrowserSession,
    Contract,
    Engagement,
    Invitation,
    Membership,
    OneTimeLink,
    Organisation,
    Person,
    Work,
    WorkState,
)
from portal.sign_in.tokens import hash_token
from portal.sign_in.weak import Own


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whom a one-time link is for; `purpose` is invitation or reset, `expires_at` until when it works."""

    person_id: uuid.UUID
    name: str
    email: str
    purpose: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class InvitedBy:
    """Who invited somebody last, for which organisation, and the contracts in which that delivers, each with
    its lead. Without an inviter it was whoever runs the portal."""

    inviter: str
    inviter_email: str
    organisation: str
    contracts: tuple[tuple[str, str], ...]


FAILED_WORK = sa.select(sa.func.count()).where(Work.state == WorkState.FAILED.value).scalar_subquery()
IS_ADMINISTRATOR = Administrator.person_id.is_not(None)
SIGNED_IN = (
    sa.select(
        Person.id,
        Person.name,
        Person.email,
        Person.last_seen_at,
        Membership.organisation_id,
        Organisation.name.label("organisation"),
        Membership.role,
        IS_ADMINISTRATOR.label("is_administrator"),
        sa.case((IS_ADMINISTRATOR, FAILED_WORK), else_=0).label("failed_work"),
    )
    .join(BrowserSession, BrowserSession.person_id == Person.id)
    .outerjoin(Administrator, Administrator.person_id == Person.id)
    .outerjoin(Membership, Membership.person_id == Person.id)
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(
        BrowserSession.token_hash == sa.bindparam("token_hash"),
        BrowserSession.expires_at > sa.bindparam("now"),
        Person.disabled_at.is_(None),
    )
    .order_by(Organisation.name)
)


def find_viewer(session: Session, token: str) -> Viewer | None:
    """Whoever signed in with that token; None where nobody did, the session has ended or the person is
    disabled."""
    rows = session.execute(SIGNED_IN, {"token_hash": hash_token(token), "now": clock.now()}).all()
    if not rows:
        return None
    person = rows[0]
    belongings = tuple(Belonging(row.organisation_id, row.organisation, row.role) for row in rows if row.role)
    return Viewer(
        person.id,
        person.name,
        person.email,
        belongings,
        person.is_administrator,
        person.failed_work,
        person.last_seen_at,
    )


def list_administrators(session: Session) -> list[str]:
    """The e-mail addresses of whoever looks after the installation."""
    query = sa.select(Person.email).join(Administrator, Administrator.person_id == Person.id)
    return [*session.scalars(query.order_by(Person.email))]


def find_link_holder(session: Session, token: str) -> LinkHolder | None:
    """Whom the link is for; None where it was used, has expired, never was, or is for somebody disabled."""
    row = session.execute(
        sa.select(
            Person.id.label("person_id"),
            Person.name,
            Person.email,
            OneTimeLink.purpose,
            OneTimeLink.expires_at,
        )
        .join(OneTimeLink, OneTimeLink.person_id == Person.id)
        .where(
            OneTimeLink.token_hash == hash_token(token),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > clock.now(),
            Person.disabled_at.is_(None),
        )
    ).one_or_none()
    return LinkHolder(**row._asdict()) if row else None


def find_own(session: Session, person_id: uuid.UUID) -> Own:
    """What anybody knows who knows the person."""
    rows = session.execute(
        sa.select(Person.name, Person.email, Organisation.name.label("organisation"))
        .outerjoin(Membership, Membership.person_id == Person.id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .where(Person.id == person_id)
    ).all()
    organisations = tuple(row.organisation for row in rows if row.organisation)
    return Own(rows[0].name, rows[0].email, organisations) if rows else Own()


def find_invited_by(session: Session, person_id: uuid.UUID) -> InvitedBy | None:
    """None for somebody whom nobody invited."""
    inviter = aliased(Person)
    row = session.execute(
        sa.select(
            Invitation.organisation_id,
            Organisation.name.label("organisation"),
            inviter.name.label("inviter"),
            inviter.email.label("inviter_email"),
        )
        .join(Organisation, Organisation.id == Invitation.organisation_id)
        .outerjoin(inviter, inviter.id == Invitation.invited_by)
        .where(Invitation.person_id == person_id)
        .order_by(Invitation.asked_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    lead = aliased(Organisation)
    contracts = session.execute(
        sa.select(Contract.title, lead.name.label("lead"))
        .join(Engagement, Engagement.contract_id == Contract.id)
        .join(lead, lead.id == Contract.lead_id)
        .where(Engagement.partner_id == row.organisation_id)
        .distinct()
        .order_by(Contract.title, lead.name)
    )
    delivers = tuple((each.title, each.lead) for each in contracts)
    return InvitedBy(row.inviter or "", row.inviter_email or "", row.organisation, delivers)
