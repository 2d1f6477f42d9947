"""Nobody else changes who acts for an organisation meanwhile; and what has to be so under that lock."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.places.people import has_way_in
from portal.records import (
    Contact,
    Contract,
    ContractManager,
    Engagement,
    Membership,
    Organisation,
    Person,
    Role,
)
from portal.standing.actions.lock_engagements import lock_engagements

LAST = "{name} is the only manager. Make somebody else a manager first."


def lock_around(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """What hangs on the person, and who acts for the organisation, until the transaction ends: contracts
    first, then engagements, then the organisation, as everywhere."""
    contracts = sa.select(ContractManager.contract_id).where(ContractManager.person_id == person_id)
    lock_contracts(session, Contract.id.in_(contracts), Contract.lead_id == organisation_id)
    engagements = sa.select(Contact.engagement_id).where(Contact.person_id == person_id)
    own = sa.select(Engagement.id).where(
        Engagement.id.in_(engagements), Engagement.partner_id == organisation_id
    )
    lock_engagements(session, session.scalars(own.order_by(Engagement.id)).all())
    lock_organisation(session, organisation_id)


def lock_contracts(session: Session, *narrowed: sa.ColumnElement[bool]) -> None:
    wanted = sa.select(Contract.id).where(*narrowed).order_by(Contract.id)
    session.execute(wanted.with_for_update(key_share=True))


def lock_organisation(session: Session, organisation_id: uuid.UUID) -> None:
    wanted = sa.select(Organisation.id).where(Organisation.id == organisation_id)
    session.execute(wanted.with_for_update(key_share=True))


def require_manager(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> None:
    """Under the lock, since another may have removed the viewer a moment ago. Raises NotHere."""
    if viewer.person_id not in list_managers(session, organisation_id):
        raise NotHere


def list_managers(session: Session, organisation_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Those who can sign in, the longest there in front."""
    query = (
        sa.select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role == Role.MANAGER.value,
            has_way_in(),
            Person.disabled_at.is_(None),
        )
        .order_by(Membership.created_at, Person.id)
    )
    return session.scalars(query).all()


def require_other_manager(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Raises CannotDo where nobody else manages the organisation and can sign in."""
    managers = set(list_managers(session, organisation_id))
    if person_id in managers and managers == {person_id}:
        name = session.scalars(sa.select(Person.name).where(Person.id == person_id)).one()
        raise CannotDo({"": LAST.format(name=name)})


def find_role(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID) -> str | None:
    """None for somebody who does not act for it."""
    query = sa.select(Membership.role).where(
        Membership.organisation_id == organisation_id, Membership.person_id == person_id
    )
    return session.scalar(query)
