"""Who has a contract: the manager who is named for it, and the deputy."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.people import has_way_in
from portal.reading_once import reads_once
from portal.records import Contract, ContractManager, ManagerPlace, Membership, Person, Role


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named for a contract. `is_there` as long as she is one of the lead's managers and can
    sign in: else somebody else has to be named."""

    person_id: uuid.UUID
    name: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class ContractManagers:
    """As was said last; None where nobody is named."""

    manager: Named | None = None
    deputy: Named | None = None

    @property
    def is_without(self) -> bool:
        """Somebody was named, and has it no more."""
        return self.manager is not None and not self.manager.is_there


NOBODY = ContractManagers()


def get_managers(session: Session, contract_id: uuid.UUID) -> ContractManagers:
    return managers_by_contract(session, [contract_id]).get(contract_id, NOBODY)


@reads_once
def managers_by_contract(
    session: Session, contract_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, ContractManagers]:
    """Of those for which anybody was ever named."""
    manages = sa.exists().where(
        Membership.person_id == ContractManager.person_id,
        Membership.organisation_id == Contract.lead_id,
        Membership.role == Role.MANAGER.value,
    )
    can_sign_in = sa.and_(has_way_in(), Person.disabled_at.is_(None))
    rows = session.execute(
        sa.select(
            ContractManager.contract_id,
            ContractManager.place,
            ContractManager.person_id,
            Person.name,
            sa.and_(manages, can_sign_in).label("is_there"),
        )
        .join(Contract, Contract.id == ContractManager.contract_id)
        .outerjoin(Person, Person.id == ContractManager.person_id)
        .where(ContractManager.contract_id.in_(contract_ids))
        .order_by(ContractManager.recorded_at, ContractManager.id)
    )
    said: dict[uuid.UUID, dict[str, Named | None]] = {}
    for row in rows:
        named = Named(row.person_id, row.name, bool(row.is_there)) if row.person_id else None
        said.setdefault(row.contract_id, {})[row.place] = named
    return {
        contract_id: ContractManagers(places.get(ManagerPlace.MANAGER), places.get(ManagerPlace.DEPUTY))
        for contract_id, places in said.items()
    }
