"""What the set-up pages show of a partner: a line of the list, and the terms of an engagement."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere
from portal.places.contracts import EngagementPlace
from portal.records import Engagement, Organisation


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """An engagement as set up. The partner `has_joined` once it belongs to itself, and `comes_in` while
    somebody of it can; until it has joined `invited` is how many people the lead has invited for it."""

    engagement_id: uuid.UUID
    reference: str
    partner_id: uuid.UUID
    partner: str
    area: str
    starts_on: date
    ends_on: date
    funding: int | None
    has_joined: bool
    comes_in: bool
    invited: int


@dataclass(frozen=True, slots=True)
class EngagementSetup:
    """What is agreed, and what is known of the partner's accounts."""

    area: str
    starts_on: date
    ends_on: date
    funding: int | None
    legal_form: str | None
    year_end_month: int | None
    year_end_day: int | None
    first_year_end_on: date | None


def get_engagement_setup(session: Session, place: EngagementPlace) -> EngagementSetup:
    """For the partner and for the lead's managers and reviewers; raises NotHere for others."""
    if not place.audiences & {Audience.REVIEWER, Audience.PARTNER}:
        raise NotHere
    row = session.execute(
        sa.select(
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
            Engagement.funding,
            Organisation.legal_form,
            Organisation.year_end_month,
            Organisation.year_end_day,
            Organisation.first_year_end_on,
        )
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.id == place.engagement_id)
    ).one()
    return EngagementSetup(**row._asdict())
