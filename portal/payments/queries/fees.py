"""For which area of a contract's payment each engagement is paid."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from checklists.requirement import Checklist
from checklists.year.rows import Area, Payment
from portal.records import Engagement, PaymentFee
from portal.standing.queries.in_force import Stood, list_stood, versions_at


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a contract says of payment by results, version after version; those too that were replaced."""

    stood: tuple[Stood, ...]

    @property
    def versions(self) -> tuple[Checklist, ...]:
        """Those that stand."""
        return tuple(each.checklist for each in self.stood if each.until is None)

    @property
    def payments(self) -> tuple[Payment, ...]:
        """Those of the newest version that has any."""
        found = [each.year.payments for each in self.versions if each.year.payments]
        return found[-1] if found else ()

    @property
    def ever(self) -> tuple[Payment, ...]:
        """The same, or those of a version that was replaced, where no other has any."""
        found = [each.checklist.year.payments for each in self.stood if each.checklist.year.payments]
        return self.payments or (found[-1] if found else ())

    def find_last(self, fee: "Fee") -> tuple[Payment, Area] | None:
        """The payment and its area as they are agreed, or were where they were taken out since: what was
        stated by them stays."""
        replaced = [each.checklist for each in self.stood if each.until is not None]
        every = [each for version in (*replaced, *self.versions) for each in version.year.payments]
        pairs = ((each, area_of(each, fee.area)) for each in reversed(every) if each.key == fee.payment)
        return next(((payment, area) for payment, area in pairs if area), None)

    def find_or_last(self, fee: "Fee", on: date) -> tuple[Payment, Area] | None:
        """As it is agreed for the day; else as it was last."""
        found = self.find(fee, on)
        return found[1:] if found else self.find_last(fee)

    def at(self, moment: datetime) -> "Agreed":
        """As it was agreed at that moment."""
        return Agreed(tuple(Stood(each, moment, None) for each in versions_at(self.stood, moment)))

    def in_force(self, on: date) -> Checklist | None:
        """The version of that day, or the first one where that came later."""
        begun = [each for each in self.versions if each.in_force_from <= on] or self.versions[:1]
        return begun[-1] if begun else None

    def find(self, fee: "Fee", on: date) -> tuple[Checklist, Payment, Area] | None:
        """What is paid for that area on the day, with its version."""
        version = self.in_force(on)
        payments = version.year.payments if version else ()
        found = next((each for each in payments if each.key == fee.payment), None)
        area = area_of(found, fee.area) if found else None
        return (version, found, area) if version and found and area else None

    def find_stated(
        self, fee: "Fee", on: date, put_up_at: datetime | None
    ) -> tuple[Checklist, Payment, Area] | None:
        """The same; where it is agreed no more, and a statement was put up, as it was agreed then."""
        return self.find(fee, on) or (self.at(put_up_at).find(fee, on) if put_up_at else None)

    def withheld_without(self, fees: "Iterable[Fee]") -> set[str]:
        """The returns without which some of these may be withheld, or might by an earlier version."""
        keys = {each.payment for each in fees}
        every = (each for version in self.stood for each in version.checklist.year.payments)
        return {each.withheld_without for each in every if each.key in keys and each.withheld_without}


def agreed(session: Session, contract_id: uuid.UUID) -> Agreed:
    return Agreed(list_stood(session, [contract_id])[contract_id])


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
    partner_id: uuid.UUID
    from_on: date
    until_on: date


def find_other_paid(
    session: Session, contract_id: uuid.UUID, engagement_id: uuid.UUID, fee: Fee, span: Span
) -> PaidFor | None:
    """Another engagement that is paid for that area on one of these days: the fee is one's at a time."""
    return next(
        (
            each
            for each in list_paid_for(session, contract_id, fee)
            if each.engagement_id != engagement_id
            and each.from_on <= span.until_on
            and span.from_on <= each.until_on
        ),
        None,
    )


def list_paid_for(session: Session, contract_id: uuid.UUID, fee: Fee) -> tuple[PaidFor, ...]:
    """Whoever of the contract is paid the fee of that area."""
    rows = session.execute(
        sa.select(Engagement.id, Engagement.partner_id, Engagement.starts_on, Engagement.ends_on)
        .join(PaymentFee, PaymentFee.engagement_id == Engagement.id)
        .where(
            Engagement.contract_id == contract_id,
            PaymentFee.payment_key == fee.payment,
            PaymentFee.area_key == fee.area,
        )
        .order_by(Engagement.starts_on, Engagement.id)
    )
    return tuple(PaidFor(row.id, row.partner_id, row.starts_on, row.ends_on) for row in rows)
