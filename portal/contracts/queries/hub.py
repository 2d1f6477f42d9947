"""What the set-up page of a contract shows, partners page by page."""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.contracts.queries.setup import PartnerLine
from portal.places.contracts import ContractPlace
from portal.places.partners import require_desk
from portal.places.people import has_way_in
from portal.records import Engagement, Invitation, Membership, Organisation, Person


class Partners(NamedTuple):
    """How many organisations there are, and in how many areas they work."""

    organisations: int
    engagements: int


def count_partners(session: Session, place: ContractPlace) -> Partners:
    """Of the contract, on whatever days. For the lead's managers and reviewers; raises NotHere for others."""
    require_desk(place)
    counts = sa.select(
        sa.func.count(sa.distinct(Engagement.partner_id)).label("organisations"),
        sa.func.count().label("engagements"),
    )
    row = session.execute(counts.where(Engagement.contract_id == place.contract_id)).one()
    return Partners(row.organisations, row.engagements)


def list_partners_page(
    session: Session, place: ContractPlace, offset: int, limit: int
) -> tuple[PartnerLine, ...]:
    """By name. Raises NotHere for those who are not the lead's managers or reviewers."""
    require_desk(place)
    rows = session.execute(
        sa.select(
            Engagement.id.label("engagement_id"),
            Engagement.reference,
            Engagement.partner_id,
            Organisation.name.label("partner"),
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
            Engagement.funding,
            Organisation.made_by_id.is_(None).label("has_joined"),
            comes_in().label("comes_in"),
            invited(place).label("invited"),
        )
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
        .offset(offset)
        .limit(limit)
    )
    return tuple(PartnerLine(**row._asdict()) for row in rows)


def comes_in() -> sa.ColumnElement[bool]:
    """Of the partner of the row: whether anybody of it can sign in."""
    its = Membership.organisation_id == Engagement.partner_id
    somebody = sa.exists().where(its, Person.id == Membership.person_id, Person.disabled_at.is_(None))
    return somebody.where(has_way_in()).correlate(Engagement)


def invited(place: ContractPlace) -> sa.ScalarSelect[int]:
    """How many people the lead has invited for the partner of the row, of whom nobody has come yet."""
    mine = sa.and_(
        Invitation.lead_id == place.lead_id,
        Invitation.answer.is_(None),
        Invitation.asked_at.is_not(None),
    )
    query = sa.select(sa.func.count()).select_from(Invitation)
    return query.where(mine, Invitation.organisation_id == Engagement.partner_id).scalar_subquery()
