"""People who act for an organisation."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.places.people import has_way_in
from portal.records import Contract, Engagement, Membership, Organisation, Person


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who acts for an organisation; without `can_sign_in` the invitation is not taken up yet."""

    person_id: uuid.UUID
    name: str
    email: str
    role: str
    can_sign_in: bool


def list_members(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> tuple[Member, ...]:
    """Who acts for the organisation, by name. Raises NotHere for those whose business it is not."""
    if not may_see_members(session, viewer, organisation_id):
        raise NotHere
    rows = session.execute(
        sa.select(
            Person.id.label("person_id"),
            Person.name,
            Person.email,
            Membership.role,
            has_way_in().label("can_sign_in"),
        )
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Person.name, Person.id)
    )
    return tuple(Member(**row._asdict()) for row in rows)


def may_see_members(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> bool:
    """An organisation's own managers may, and the managers of the leads that it has a contract with."""
    mine = viewer.with_role("manager")
    return organisation_id in mine or bool(mine & leads_of(session, organisation_id))


def is_mine_alone(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> bool:
    """Whether the viewer may say who acts for the organisation.

    Its own managers may. The managers of a lead may as long as the organisation has to do with nobody else:
    whoever acts for it sees all its contracts, and a lead must not see those of another through it.
    """
    return organisation_id in mine_alone(session, viewer, [organisation_id])


def leads_of(session: Session, organisation_id: uuid.UUID) -> set[uuid.UUID]:
    """The leads of all contracts in which the organisation has a part (itself, where it leads)."""
    lead = sa.select(Contract.lead_id)
    query = sa.union(
        lead.where(sa.or_(Contract.commissioner_id == organisation_id, Contract.lead_id == organisation_id)),
        lead.join(Engagement, Engagement.contract_id == Contract.id).where(
            Engagement.partner_id == organisation_id
        ),
    )
    return set(session.scalars(query))


def list_managed(session: Session, viewer: Viewer) -> tuple[tuple[uuid.UUID, str], ...]:
    """The organisations whose people the viewer may see: id and name, by name."""
    mine = viewer.with_role("manager")
    led = sa.select(Contract.id).where(Contract.lead_id.in_(mine))
    partners = sa.select(Engagement.partner_id).where(Engagement.contract_id.in_(led))
    commissioners = sa.select(Contract.commissioner_id).where(Contract.lead_id.in_(mine))
    rows = session.execute(
        sa.select(Organisation.id, Organisation.name)
        .where(
            sa.or_(
                Organisation.id.in_(mine), Organisation.id.in_(partners), Organisation.id.in_(commissioners)
            )
        )
        .order_by(Organisation.name)
    )
    return tuple((row.id, row.name) for row in rows)


def mine_alone(session: Session, viewer: Viewer, ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Of these organisations those of which the viewer may say so, as `is_mine_alone` has it."""
    wanted, managed = set(ids), viewer.with_role("manager")
    others: set[uuid.UUID] = set()
    foreign = Contract.lead_id.not_in(managed)
    for column in (Contract.commissioner_id, Contract.lead_id):
        others |= set(session.scalars(sa.select(column).where(column.in_(wanted), foreign)))
    partners = sa.select(Engagement.partner_id).join(Contract, Contract.id == Engagement.contract_id)
    others |= set(session.scalars(partners.where(Engagement.partner_id.in_(wanted), foreign)))
    return (wanted - others) | (wanted & managed)
