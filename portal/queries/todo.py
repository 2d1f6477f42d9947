"""What somebody has to do with: engagements as a partner, contracts as a lead or a commissioner."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.calendar import Span
from portal.access import Viewer
from portal.queries.engagement_page_slots import SlotLine, slots_on_day
from portal.records import Contract, Engagement, EngagementStanding, Organisation, UnderWay, Visit


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

    @property
    def span(self) -> Span:
        return Span(self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class MyContract:
    """A contract that the viewer leads, or looks at for the commissioner.

    `waiting` counts what is to be reviewed, `levels` engagements by level.
    """

    contract_id: uuid.UUID
    title: str
    reference: str
    lead: str
    commissioner: str
    starts_on: date
    ends_on: date
    leads: bool
    waiting: int
    levels: dict[str, int]


def list_my_engagements(session: Session, viewer: Viewer) -> tuple[MyEngagement, ...]:
    """Those that end last first."""
    return list_engagements_of(session, viewer.organisations) if viewer.organisations else ()


def list_engagements_of(
    session: Session, organisation_ids: Collection[uuid.UUID]
) -> tuple[MyEngagement, ...]:
    """Those in which these organisations are the partners, that end last first."""
    lead, partner = aliased(Organisation), aliased(Organisation)
    rows = session.execute(
        sa.select(
            Engagement.id, Contract.id, Contract.title, lead.name, partner.name, Engagement.area,
            Engagement.starts_on, Engagement.ends_on, Engagement.partner_id,
        )
        .join(Contract, Contract.id == Engagement.contract_id)
        .join(lead, lead.id == Contract.lead_id)
        .join(partner, partner.id == Engagement.partner_id)
        .where(Engagement.partner_id.in_(organisation_ids))
        .order_by(Engagement.ends_on.desc(), Contract.title, Engagement.area)
    )  # fmt: skip
    return tuple(MyEngagement(*row) for row in rows)


def list_to_do(
    session: Session, engagements: Sequence[MyEngagement], today: date
) -> dict[uuid.UUID, tuple[SlotLine, ...]]:
    """By engagement, its slots today, with the partner's own drafts."""
    asked = {each.engagement_id: (each.contract_id, each.span) for each in engagements}
    return slots_on_day(session, asked, today, today=today, drafts=True)


def next_visits(
    session: Session, engagements: Sequence[MyEngagement], today: date
) -> dict[uuid.UUID, tuple[str, date]]:
    """By engagement, kind and day of the next visit or meeting."""
    if not engagements:
        return {}
    rows = session.execute(
        sa.select(Visit.contract_id, Visit.engagement_id, Visit.kind, Visit.on_date)
        .where(Visit.contract_id.in_({each.contract_id for each in engagements}), Visit.on_date >= today)
        .order_by(Visit.on_date)
    ).all()
    found: dict[uuid.UUID, tuple[str, date]] = {}
    for each in engagements:
        for contract_id, engagement_id, kind, on_date in rows:
            if contract_id == each.contract_id and engagement_id in {None, each.engagement_id}:
                found.setdefault(each.engagement_id, (kind, on_date))
    return found


def list_my_contracts(session: Session, viewer: Viewer, on: date) -> tuple[MyContract, ...]:
    """Contracts that the viewer manages or reviews, or whose commissioner the viewer belongs to, by title."""
    leads = viewer.with_role("manager", "reviewer")
    if not viewer.organisations:
        return ()
    lead, commissioner = aliased(Organisation), aliased(Organisation)
    waiting = (
        sa.select(sa.func.count())
        .where(UnderWay.contract_id == Contract.id, UnderWay.stage == "waiting")
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(
            Contract.id, Contract.title, Contract.reference, lead.name, commissioner.name, Contract.starts_on,
            Contract.ends_on, Contract.lead_id.in_(leads), waiting,
        )
        .join(lead, lead.id == Contract.lead_id)
        .join(commissioner, commissioner.id == Contract.commissioner_id)
        .where(sa.or_(Contract.lead_id.in_(leads), Contract.commissioner_id.in_(viewer.organisations)))
        .order_by(Contract.title, Contract.id)
    ).all()  # fmt: skip
    levels = levels_by_contract(session, [row[0] for row in rows], on)
    return tuple(MyContract(*(*row[:7], bool(row[7]), row[8], levels[row[0]])) for row in rows)


def levels_by_contract(
    session: Session, contract_ids: Sequence[uuid.UUID], on: date
) -> defaultdict[uuid.UUID, dict[str, int]]:
    """By contract and level, how many engagements stand there on the day."""
    found: defaultdict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    if not contract_ids:
        return found
    rows = session.execute(
        sa.select(EngagementStanding.contract_id, EngagementStanding.level, sa.func.count())
        .where(
            EngagementStanding.contract_id.in_(contract_ids),
            EngagementStanding.asked_from_on <= on,
            EngagementStanding.asked_until_on >= on,
        )
        .group_by(EngagementStanding.contract_id, EngagementStanding.level)
    )
    for contract_id, level, count in rows:
        found[contract_id][level] = count
    return found
