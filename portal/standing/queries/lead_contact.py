"""Whom a partner asks about a contract: the lead's manager who has it."""

import uuid
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.places.contracts import ContractPlace
from portal.places.people import has_way_in
from portal.records import ContractManager, ManagerPlace, Membership, Person, Role


@dataclass(frozen=True, slots=True)
class LeadContact:
    """`telephone` is empty where she has given none."""

    person_id: uuid.UUID
    name: str
    email: str
    telephone: str


@cache
def of_contract() -> sa.Select[uuid.UUID, str, str, str | None]:
    later = aliased(ContractManager)
    is_named = sa.and_(
        ContractManager.person_id == Person.id,
        ContractManager.contract_id == sa.bindparam("contract_id"),
        ~sa.exists().where(
            later.contract_id == ContractManager.contract_id,
            later.place == ContractManager.place,
            later.recorded_at > ContractManager.recorded_at,
        ),
    )
    rank = sa.case(
        (ContractManager.place == ManagerPlace.MANAGER.value, 0),
        (ContractManager.place == ManagerPlace.DEPUTY.value, 1),
        else_=2,
    )
    return (
        sa.select(Person.id.label("person_id"), Person.name, Person.email, Person.telephone)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(ContractManager, is_named)
        .where(
            Membership.organisation_id == sa.bindparam("lead_id"),
            Membership.role == Role.MANAGER.value,
            has_way_in(),
            Person.disabled_at.is_(None),
        )
        .order_by(rank, Person.created_at, Person.id)
        .limit(1)
    )


def find_lead_contact(session: Session, place: ContractPlace) -> LeadContact | None:
    """Who is named for the contract, else the deputy, else another of the lead's managers; of those who come
    in here. None where the lead has no manager."""
    asked = {"contract_id": place.contract_id, "lead_id": place.lead_id}
    row = session.execute(of_contract(), asked).one_or_none()
    return LeadContact(row.person_id, row.name, row.email, row.telephone or "") if row else None
