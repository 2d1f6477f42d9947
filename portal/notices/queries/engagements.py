"""The engagements that are current on a day, with who is who in them."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.places.contracts import LEAD, PARTNER
from portal.records import Contract, Engagement


@dataclass(frozen=True, slots=True)
class Engaged:
    """An engagement with its parties; `contract` is the contract's title."""

    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    contract: str
    lead_id: uuid.UUID
    lead: str
    commissioner_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str
    starts_on: date
    ends_on: date

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_on)

    @property
    def where(self) -> str:
        """The contract and, where there is one, the area."""
        return f"{self.contract}, {self.area}" if self.area else self.contract


def list_current(
    session: Session, on: date, narrowed: sa.ColumnElement[bool] | None = None
) -> tuple[Engaged, ...]:
    """Those that have the day; an engagement that has ended or not begun is not among them."""
    has_the_day = (Engagement.starts_on <= on, Engagement.ends_on >= on)
    narrowing = has_the_day if narrowed is None else (*has_the_day, narrowed)
    return tuple(Engaged(**row._asdict()) for row in session.execute(query_engagements(*narrowing)))


def count_current(session: Session, contract_id: uuid.UUID, on: date) -> int:
    """How many engagements of the contract have the day."""
    here = (Engagement.contract_id == contract_id, Engagement.starts_on <= on, Engagement.ends_on >= on)
    return session.scalar(sa.select(sa.func.count()).select_from(Engagement).where(*here)) or 0


def some_current(
    session: Session, contract_id: uuid.UUID, on: date, first: int, limit: int
) -> list[uuid.UUID]:
    """Some of them, by the partner's name."""
    query = (
        sa.select(Engagement.id)
        .where(Engagement.contract_id == contract_id, Engagement.starts_on <= on, Engagement.ends_on >= on)
        .order_by(Engagement.sort_name, Engagement.id)
        .offset(first)
        .limit(limit)
    )
    return list(session.scalars(query))


def engagements_of(session: Session, engagement_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Engaged]:
    """These, whatever their days."""
    rows = session.execute(query_engagements(Engagement.id.in_(engagement_ids)))
    return {row.engagement_id: Engaged(**row._asdict()) for row in rows}


def query_engagements(*narrowed: sa.ColumnElement[bool]) -> sa.Select[*tuple[object, ...]]:
    return (
        sa.select(
            Engagement.id.label("engagement_id"),
            Engagement.contract_id,
            Contract.title.label("contract"),
            Contract.lead_id,
            LEAD.name.label("lead"),
            Contract.commissioner_id,
            Engagement.partner_id,
            PARTNER.name.label("partner"),
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
        )
        .join(Contract, Contract.id == Engagement.contract_id)
        .join(LEAD, LEAD.id == Contract.lead_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(*narrowed)
        .order_by(Contract.title, Engagement.sort_name, Engagement.id)
    )
