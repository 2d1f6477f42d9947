"""For which area of a contract's payment each engagement is paid."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Checklist
from checklists.year.rows import Area, Payment
from portal.records import Engagement, PaymentFee
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a contract says of payment by results, version after version."""

    versions: tuple[Checklist, ...]

    @property
    def payments(self) -> tuple[Payment, ...]:
        """Those of the newest version that has any."""
        found = [each.year.payments for each in self.versions if each.year.payments]
        return found[-1] if found else ()

    def in_force(self, on: date) -> Checklist | None:
        """The version of that day, or the first one where that came later."""
        begun = [each for each in self.versions if each.in_force_from <= on] or self.versions[:1]
        return begun[-1] if begun else None

    def find(self, key: str, on: date) -> tuple[Checklist, Payment] | None:
        version = self.in_force(on)
        payments = version.year.payments if version else ()
        found = next((each for each in payments if each.key == key), None)
        return (version, found) if version and found else None


def agreed(session: Session, contract_id: uuid.UUID) -> Agreed:
    return Agreed(list_versions(session, [contract_id]).get(contract_id, ()))


@dataclass(frozen=True, slots=True)
class Fee:
    """Which payment and which of its areas, by their keys."""

    payment: str
    area: str


def list_fees(session: Session, engagement_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Fee]:
    rows = session.execute(
        sa.select(PaymentFee.engagement_id, PaymentFee.payment_key, PaymentFee.area_key).where(
            PaymentFee.engagement_id.in_(engagement_ids)
        )
    )
    return {row.engagement_id: Fee(row.payment_key, row.area_key) for row in rows}


def find_fee(session: Session, engagement_id: uuid.UUID) -> Fee | None:
    return list_fees(session, [engagement_id]).get(engagement_id)


def area_of(payment: Payment, key: str) -> Area | None:
    return next((each for each in payment.areas if each.key == key), None)


@dataclass(frozen=True, slots=True)
class PaidFor:
    """An engagement that is paid for an area, with its days."""

    engagement_id: uuid.UUID
    from_on: date
    until_on: date


def list_paid_for(session: Session, contract_id: uuid.UUID, fee: Fee) -> tuple[PaidFor, ...]:
    """Whoever of the contract is paid the fee of that area."""
    rows = session.execute(
        sa.select(Engagement.id, Engagement.starts_on, Engagement.ends_on)
        .join(PaymentFee, PaymentFee.engagement_id == Engagement.id)
        .where(
            Engagement.contract_id == contract_id,
            PaymentFee.payment_key == fee.payment,
            PaymentFee.area_key == fee.area,
        )
        .order_by(Engagement.starts_on, Engagement.id)
    )
    return tuple(PaidFor(row.id, row.starts_on, row.ends_on) for row in rows)
