"""Invitations that nobody has taken up yet: of an organisation, and those that a lead sent for its
contract."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.places.contracts import ContractPlace
from portal.places.people import has_way_in
from portal.records import (
    Contract,
    Engagement,
    Invitation,
    LinkPurpose,
    Membership,
    Message,
    NamedRow,
    OneTimeLink,
    Organisation,
    Person,
)


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who was asked and has not come. `state` is that of the invitation's message, empty where there
    was none; `runs_out_at` when the last link ends or ended; `bounced_at` when the message came back."""

    invited_id: uuid.UUID
    person_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    name: str
    email: str
    role: str
    asked_at: datetime | None
    runs_out_at: datetime | None
    state: str
    problem: str
    bounced_at: datetime | None


RUNS_OUT_AT = (
    sa.select(sa.func.max(OneTimeLink.expires_at))
    .where(OneTimeLink.person_id == Person.id, OneTimeLink.purpose == LinkPurpose.INVITATION.value)
    .scalar_subquery()
)
QUERY = (
    sa.select(
        Membership.id.label("invited_id"),
        Membership.person_id,
        Membership.organisation_id,
        Organisation.name.label("organisation"),
        Person.name,
        Person.email,
        Membership.role,
        Invitation.asked_at,
        RUNS_OUT_AT.label("runs_out_at"),
        sa.func.coalesce(Message.state, Invitation.state, "").label("state"),
        sa.func.coalesce(Message.problem, Invitation.problem, "").label("problem"),
        Message.bounced_at,
    )
    .join(Person, Person.id == Membership.person_id)
    .join(Organisation, Organisation.id == Membership.organisation_id)
    .outerjoin(
        Invitation,
        sa.and_(
            Invitation.person_id == Membership.person_id,
            Invitation.organisation_id == Membership.organisation_id,
        ),
    )
    .outerjoin(Message, Message.id == Invitation.message_id)
    .order_by(Organisation.name, Person.name, Person.id)
)


def list_pending(session: Session, organisation_id: uuid.UUID) -> tuple[Pending, ...]:
    """By name. The caller has looked the organisation up."""
    return pending_of(session, Membership.organisation_id == organisation_id)


def list_pending_of_contract(session: Session, place: ContractPlace) -> tuple[Pending, ...]:
    """By organisation and name: the lead's own, and of the contract's other parties those whom its people
    asked. Whom others asked is theirs to know."""
    its = (
        sa.select(Contract.lead_id)
        .where(Contract.id == place.contract_id)
        .union_all(
            sa.select(Contract.commissioner_id).where(Contract.id == place.contract_id),
            sa.select(Engagement.partner_id).where(Engagement.contract_id == place.contract_id),
        )
    )
    return pending_of(session, Membership.organisation_id.in_(its), within_reach([place.lead_id]))


def find_pending(session: Session, viewer: Viewer, invited_id: uuid.UUID) -> Pending | None:
    """None where there is none, nobody waits any more, or it is not the viewer's to know."""
    found = pending_of(session, Membership.id == invited_id, to_be_known(viewer))
    return found[0] if found else None


def has_come(session: Session, viewer: Viewer, invited_id: uuid.UUID) -> bool:
    """Whether it was taken up, of one that is the viewer's to know."""
    came = QUERY.where(has_way_in(), Membership.id == invited_id, to_be_known(viewer))
    return session.execute(came).first() is not None


def to_be_known(viewer: Viewer) -> sa.ColumnElement[bool]:
    """By its organisation's own managers, and by those of a lead whose people asked."""
    managed = viewer.with_role("manager")
    is_own = Membership.organisation_id.in_(managed)
    is_asked = sa.and_(within_reach(managed), Membership.organisation_id.in_(parties_of(managed)))
    return sa.or_(is_own, is_asked)


def within_reach(managed: Collection[uuid.UUID]) -> sa.ColumnElement[bool]:
    """Who waits to act for one of these, or was asked by somebody of them."""
    theirs = sa.select(Membership.person_id).where(Membership.organisation_id.in_(managed))
    return sa.or_(Membership.organisation_id.in_(managed), Invitation.invited_by.in_(theirs))


def parties_of(managed: Collection[uuid.UUID]) -> sa.CompoundSelect[uuid.UUID]:
    """The others in the contracts that these lead."""
    is_theirs = Contract.lead_id.in_(managed)
    partners = sa.select(Engagement.partner_id).join(Contract, Contract.id == Engagement.contract_id)
    return sa.union(sa.select(Contract.commissioner_id).where(is_theirs), partners.where(is_theirs))


def pending_of(session: Session, *narrowed: sa.ColumnElement[bool]) -> tuple[Pending, ...]:
    waits = ~has_way_in()
    rows: list[NamedRow] = list(session.execute(QUERY.where(waits, *narrowed)).all())
    return tuple(Pending(**row._asdict()) for row in rows)
