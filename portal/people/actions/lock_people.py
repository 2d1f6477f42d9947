"""Nobody else changes who acts for an organisation meanwhile; and what has to be so under that lock."""

import uuid
from collections.abc import Sequence
from datetime import date

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
LAST_OF_ALL = (
    "{name} is the last person of {organisation}, which has a contract here. Whoever runs the portal has to "
    "let somebody else in first."
)


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
    managers = query_there(organisation_id).where(Membership.role == Role.MANAGER.value)
    return session.scalars(managers.order_by(Membership.created_at, Person.id)).all()


def query_there(organisation_id: uuid.UUID) -> sa.Select[uuid.UUID]:
    """Those of its people who can sign in."""
    return (
        sa.select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id == organisation_id, has_way_in(), Person.disabled_at.is_(None))
    )


def require_other_manager(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Raises CannotDo where nobody else manages the organisation and can sign in."""
    managers = set(list_managers(session, organisation_id))
    if person_id in managers and managers == {person_id}:
        raise CannotDo({"": LAST.format(name=name_of(session, person_id))})


def require_others(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID, today: date) -> None:
    """Raises CannotDo where nobody who can sign in would be left to manage the organisation, or to act for it
    at all while it has a contract."""
    require_other_manager(session, organisation_id, person_id)
    others = query_there(organisation_id).where(Membership.person_id != person_id)
    if session.scalar(others.limit(1)) is None and has_contract(session, organisation_id, today):
        called = session.scalars(sa.select(Organisation.name).where(Organisation.id == organisation_id)).one()
        raise CannotDo({"": LAST_OF_ALL.format(name=name_of(session, person_id), organisation=called)})


def has_contract(session: Session, organisation_id: uuid.UUID, today: date) -> bool:
    """Whether it leads, commissions or delivers anything that has not ended."""
    party = sa.or_(Contract.lead_id == organisation_id, Contract.commissioner_id == organisation_id)
    held = sa.select(Contract.id).where(party, Contract.ends_on >= today)
    part = sa.select(Engagement.id).where(
        Engagement.partner_id == organisation_id, Engagement.ends_on >= today
    )
    return session.scalar(sa.union_all(held, part).limit(1)) is not None


def name_of(session: Session, person_id: uuid.UUID) -> str:
    return session.scalars(sa.select(Person.name).where(Person.id == person_id)).one()


def find_role(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID) -> str | None:
    """None for somebody who does not act for it."""
    query = sa.select(Membership.role).where(
        Membership.organisation_id == organisation_id, Membership.person_id == person_id
    )
    return session.scalar(query)
