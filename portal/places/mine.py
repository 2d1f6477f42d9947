"""The engagements of whoever is signed in, with organisation, contract and lead."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.calendar import Span
from portal.access import Viewer
from portal.records import Contract, Engagement, Organisation


@dataclass(frozen=True, slots=True)
class MyEngagement:
    """An engagement of an organisation that the viewer belongs to."""

    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    contract: str
    lead: str
    partner: str
    area: str
    starts_on: date
    ends_on: date
    partner_id: uuid.UUID
    contract_starts_on: date

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_on)

    def on_days(self, span: Span) -> "MyEngagement":
        """The same on other days, such as those that it had by what was known on an evening."""
        return replace(self, starts_on=span.from_on, ends_on=span.until_on)


def list_my_engagements(session: Session, viewer: Viewer) -> tuple[MyEngagement, ...]:
    """Those that end last first."""
    return list_engagements_of(session, viewer.organisations) if viewer.organisations else ()


LEAD, PARTNER = aliased(Organisation), aliased(Organisation)
ENGAGEMENTS = (
    sa.select(
        Engagement.id.label("engagement_id"),
        Contract.id.label("contract_id"),
        Contract.title.label("contract"),
        LEAD.name.label("lead"),
        PARTNER.name.label("partner"),
        Engagement.area,
        Engagement.starts_on,
        Engagement.ends_on,
        Engagement.partner_id,
        Contract.starts_on.label("contract_starts_on"),
    )
    .join(Contract, Contract.id == Engagement.contract_id)
    .join(LEAD, LEAD.id == Contract.lead_id)
    .join(PARTNER, PARTNER.id == Engagement.partner_id)
    .where(Engagement.partner_id.in_(sa.bindparam("organisation_ids", expanding=True)))
    .order_by(Engagement.ends_on.desc(), Contract.title, Engagement.area)
)


def list_engagements_of(
    session: Session, organisation_ids: Collection[uuid.UUID]
) -> tuple[MyEngagement, ...]:
    """Those in which these organisations are the partners, that end last first."""
    rows = session.execute(ENGAGEMENTS, {"organisation_ids": tuple(organisation_ids)})
    return tuple(MyEngagement(**row._asdict()) for row in rows)
