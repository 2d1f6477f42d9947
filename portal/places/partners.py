"""The partners of a contract to choose from, for those who run it."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Organisation


@dataclass(frozen=True, slots=True)
class PartnerChoice:
    """A partner of a contract, and its engagement in an area."""

    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str


def list_partner_choices(session: Session, place: ContractPlace) -> tuple[PartnerChoice, ...]:
    """Every partner of the contract, by name."""
    require_desk(place)
    rows = session.execute(
        sa.select(
            Engagement.id.label("engagement_id"),
            Engagement.partner_id,
            Organisation.name.label("partner"),
            Engagement.area,
        )
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return tuple(PartnerChoice(**row._asdict()) for row in rows)


def require_desk(place: ContractPlace) -> None:
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
