"""Visits and meetings of a contract, by day."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import NotHere
from portal.clock import end_of_day
from portal.places.contracts import PARTNER, ContractPlace, EngagementPlace
from portal.places.mine import MyEngagement
from portal.records import Engagement, Visit

SHOWN = 12


def is_booked(known: date | None = None) -> sa.ColumnElement[bool]:
    """Of a visit: whether it is ahead or has been, as far as was known that evening, or is now."""
    if known is None:
        return Visit.cancelled_at.is_(None)
    evening = end_of_day(known)
    return sa.and_(
        Visit.created_at < evening, sa.or_(Visit.cancelled_at.is_(None), Visit.cancelled_at >= evening)
    )


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit or meeting, without an engagement about the whole contract. `kind` is one of VisitKind."""

    visit_id: uuid.UUID
    kind: str
    on_date: date
    engagement_id: uuid.UUID | None
    partner: str | None


def list_visits(
    session: Session, place: ContractPlace, from_on: date, limit: int = SHOWN, known: date | None = None
) -> list[VisitLine]:
    """The next visits from a day on, soonest first; those that were booked by that evening, or are now."""
    query = (
        sa.select(
            Visit.id.label("visit_id"),
            Visit.kind,
            Visit.on_date,
            Visit.engagement_id,
            PARTNER.name.label("partner"),
        )
        .outerjoin(Engagement, Engagement.id == Visit.engagement_id)
        .outerjoin(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Visit.contract_id == place.contract_id, Visit.on_date >= from_on, is_booked(known))
        .order_by(Visit.on_date, Visit.id)
        .limit(limit)
    )
    return [VisitLine(**row._asdict()) for row in session.execute(query)]


def get_visit(session: Session, place: ContractPlace, visit_id: uuid.UUID) -> VisitLine:
    """A visit of the contract; raises NotHere."""
    row = session.execute(
        sa.select(
            Visit.id.label("visit_id"),
            Visit.kind,
            Visit.on_date,
            Visit.engagement_id,
            PARTNER.name.label("partner"),
        )
        .outerjoin(Engagement, Engagement.id == Visit.engagement_id)
        .outerjoin(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Visit.id == visit_id, Visit.contract_id == place.contract_id, is_booked())
    ).one_or_none()
    if row is None:
        raise NotHere
    return VisitLine(**row._asdict())


def find_next_visit(session: Session, place: EngagementPlace, today: date) -> date | None:
    """The day of the next visit or meeting that is about the engagement, or about the whole contract."""
    return session.scalar(
        sa.select(sa.func.min(Visit.on_date)).where(
            Visit.contract_id == place.contract.contract_id,
            Visit.on_date >= today,
            is_booked(),
            sa.or_(Visit.engagement_id.is_(None), Visit.engagement_id == place.engagement_id),
        )
    )


def next_visits(
    session: Session, engagements: Sequence[MyEngagement], today: date
) -> dict[uuid.UUID, tuple[str, date]]:
    """By engagement, kind and day of the next visit or meeting on one of its days."""
    if not engagements:
        return {}
    coming = sa.select(Visit.contract_id, Visit.engagement_id, Visit.kind, Visit.on_date).where(
        Visit.contract_id.in_({each.contract_id for each in engagements}),
        Visit.on_date >= today,
        is_booked(),
    )
    with_them = coming.where(Visit.engagement_id.in_([each.engagement_id for each in engagements]))
    with_all = coming.where(Visit.engagement_id.is_(None))
    rows = session.execute(sa.union_all(with_them, with_all).order_by("on_date")).all()
    found: dict[uuid.UUID, tuple[str, date]] = {}
    for each in engagements:
        for contract_id, engagement_id, kind, on_date in rows:
            is_with = contract_id == each.contract_id and engagement_id in {None, each.engagement_id}
            if is_with and on_date in each.span:
                found.setdefault(each.engagement_id, (kind, on_date))
    return found
