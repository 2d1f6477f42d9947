"""How many engagements and partners a contract has on any day, without looking at all of them."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.records import Contract, Engagement

ContractId = uuid.UUID | sa.SQLColumnExpression[uuid.UUID]


@dataclass(frozen=True, slots=True)
class Counted:
    """On one day, or on any."""

    engagements: int
    partners: int


def count_all(session: Session, contract_id: uuid.UUID) -> Counted:
    """As it is kept; where nobody has kept it yet, as it is."""
    kept = sa.select(
        sa.func.coalesce(Contract.engagements, engagements_of(contract_id)).label("engagements"),
        sa.func.coalesce(Contract.partners, partners_of(contract_id)).label("partners"),
    )
    row = session.execute(kept.where(Contract.id == contract_id)).one()
    return Counted(row.engagements, row.partners)


def count_on(session: Session, contract_id: uuid.UUID, on: date) -> Counted:
    """All but those that do not have the day, which are few and found by their days."""
    every = count_all(session, contract_id)
    without = sa.union_all(*apart_on(contract_id, on)).subquery()
    other = aliased(Engagement)
    is_here = sa.exists().where(
        other.contract_id == contract_id,
        other.partner_id == without.c.partner_id,
        other.starts_on <= on,
        other.ends_on >= on,
    )
    gone = sa.case((~is_here, without.c.partner_id))
    row = session.execute(
        sa.select(
            sa.func.count().label("engagements"), sa.func.count(sa.distinct(gone)).label("partners")
        ).select_from(without)
    ).one()
    return Counted(every.engagements - row.engagements, every.partners - row.partners)


def apart_on(contract_id: uuid.UUID, on: date) -> Iterator[sa.Select[uuid.UUID, uuid.UUID]]:
    """Those that begin later, and those that have ended: each by an index of its own."""
    for is_apart in (Engagement.starts_on > on, Engagement.ends_on < on):
        yield sa.select(Engagement.id, Engagement.partner_id).where(
            Engagement.contract_id == contract_id, is_apart
        )


def engagements_of(contract_id: ContractId) -> sa.ScalarSelect[int]:
    query = sa.select(sa.func.count()).select_from(Engagement).where(Engagement.contract_id == contract_id)
    return query.correlate(Contract).scalar_subquery()


def partners_of(contract_id: ContractId) -> sa.ScalarSelect[int]:
    """Organisations, of which one may work in several areas."""
    partners = sa.func.count(sa.distinct(Engagement.partner_id))
    return (
        sa.select(partners).where(Engagement.contract_id == contract_id).correlate(Contract).scalar_subquery()
    )


def miscounted(session: Session) -> Iterator[str]:
    """A line for each contract that keeps other numbers than it has."""
    rows = session.execute(
        sa.select(
            Contract.reference,
            Contract.engagements,
            Contract.partners,
            engagements_of(Contract.id).label("all_engagements"),
            partners_of(Contract.id).label("all_partners"),
        )
        .where(Contract.engagements.is_not(None))
        .order_by(Contract.reference)
    )
    for row in rows:
        if (row.engagements, row.partners) != (row.all_engagements, row.all_partners):
            yield (
                f"contract: {row.reference} keeps {row.engagements} engagements of {row.partners} partners, "
                f"and has {row.all_engagements} of {row.all_partners}"
            )
