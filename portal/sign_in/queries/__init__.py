"""Who is signed in, and who holds a link to a new password."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Belonging, Viewer
from portal.records import (
    Administrator,
    BrowserSession,
    KeptForm,
    LinkPurpose,
    Membership,
    OneTimeLink,
    Organisation,
    Person,
    Work,
    WorkState,
)
from portal.sign_in.lasting import is_ageing
from portal.sign_in.tokens import hash_token
from portal.sign_in.weak import Own


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whom a link to a new password is for."""

    person_id: uuid.UUID
    name: str
    email: str


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
        sa.exists().where(KeptForm.person_id == Person.id).label("has_kept"),
        BrowserSession.created_at,
        BrowserSession.expires_at,
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
    now = clock.now()
    rows = session.execute(SIGNED_IN, {"token_hash": hash_token(token), "now": now}).all()
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
        person.has_kept,
        is_ageing(person.created_at, person.expires_at, now),
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
        )
        .join(OneTimeLink, OneTimeLink.person_id == Person.id)
        .where(
            OneTimeLink.token_hash == hash_token(token),
            OneTimeLink.purpose == LinkPurpose.RESET.value,
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


def is_invitation(session: Session, token: str) -> bool:
    """Whether the link is one to an invitation, as they were sent before they had an address of their own."""
    query = sa.select(OneTimeLink.token_hash).where(
        OneTimeLink.token_hash == hash_token(token), OneTimeLink.invitation_id.is_not(None)
    )
    return session.scalar(query) is not None
