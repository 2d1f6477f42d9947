"""What engagements were called on an evening: the partner's name then, and the area."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import TypedDict

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.clock import end_of_day, local_day
from portal.records import Engagement, EngagementTerms, Organisation, OrganisationName, StoodIn


class Called(TypedDict):
    """The days, too, are those that were known then."""

    partner: str
    area: str
    starts_on: date
    ends_on: date


def called_then(
    session: Session, engagement_ids: Collection[uuid.UUID], known: date | None
) -> dict[uuid.UUID, Called]:
    """By engagement, what was known of it on that evening; nothing where the question is about now.

    A partner that has another name today is told by both: Kettlebrook Carers, now Levels Carers CIO.
    """
    if known is None:
        return {}
    found = {}
    names = names_then(session, engagement_ids, known)
    table = EngagementTerms
    rows = session.execute(
        sa.select(
            table.engagement_id,
            table.area,
            table.starts_on,
            table.ends_on,
            table.recorded_at,
            Organisation.name,
        )
        .join(Engagement, Engagement.id == table.engagement_id)
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(table.engagement_id.in_(engagement_ids))
        .order_by(table.recorded_at)
    )
    for row in rows:
        if local_day(row.recorded_at) <= known:
            partner = both_names(names.get(row.engagement_id, row.name), row.name)
            found[row.engagement_id] = Called(
                partner=partner, area=row.area, starts_on=row.starts_on, ends_on=row.ends_on
            )
    return found


def names_then(session: Session, engagement_ids: Collection[uuid.UUID], known: date) -> dict[uuid.UUID, str]:
    """By engagement, the name of its partner on that evening: what the lead had typed, before the partner
    said which organisation it is."""
    stood_in = sa.case((StoodIn.until_at >= end_of_day(known), StoodIn.organisation_id))
    then = sa.func.coalesce(stood_in, Engagement.partner_id)
    rows = session.execute(
        sa.select(Engagement.id, OrganisationName.name, OrganisationName.recorded_at)
        .outerjoin(StoodIn, StoodIn.engagement_id == Engagement.id)
        .join(OrganisationName, OrganisationName.organisation_id == then)
        .where(Engagement.id.in_(engagement_ids))
        .order_by(OrganisationName.recorded_at)
    )
    return {row.id: row.name for row in rows if local_day(row.recorded_at) <= known}


def is_known_by(partner_id: InstrumentedAttribute[uuid.UUID]) -> sa.ColumnElement[bool]:
    """Whether the lead has known the partner by that name: by what it typed itself, and since the partner
    said which organisation it is by what that says."""
    since = sa.or_(StoodIn.until_at.is_(None), OrganisationName.recorded_at >= StoodIn.until_at)
    its = sa.and_(OrganisationName.organisation_id == partner_id, since)
    return sa.or_(OrganisationName.organisation_id == StoodIn.organisation_id, its)


def former_names(
    session: Session, engagement_ids: Collection[uuid.UUID], searched: str
) -> dict[uuid.UUID, str]:
    """By engagement, the last of its partner's former names that was searched for; those alone whose name of
    today was not."""
    said = sa.func.lower(OrganisationName.name).contains(searched.lower(), autoescape=True)
    rows = session.execute(
        sa.select(Engagement.id, OrganisationName.name)
        .select_from(Engagement)
        .outerjoin(StoodIn, StoodIn.engagement_id == Engagement.id)
        .join(OrganisationName, is_known_by(Engagement.partner_id))
        .where(Engagement.id.in_(engagement_ids), said)
        .where(~Engagement.sort_name.contains(searched.casefold(), autoescape=True))
        .order_by(OrganisationName.recorded_at)
    )
    return {row.id: row.name for row in rows}


def both_names(then: str, now: str) -> str:
    """
    >>> both_names("Kettlebrook Carers", "Levels Carers CIO"), both_names("Tide Arts", "Tide Arts")
    ('Kettlebrook Carers, now Levels Carers CIO', 'Tide Arts')
    """
    return then if then == now else f"{then}, now {now}"
