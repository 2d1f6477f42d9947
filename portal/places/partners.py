"""The partners of a contract to choose from, for those who run it."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Organisation


@dataclass(frozen=True, slots=True)
class PartnerChoice:
    """A partner of a contract, and its engagement in an area with its days."""

    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str
    starts_on: date
    ends_on: date


def list_partner_choices(session: Session, place: ContractPlace) -> tuple[PartnerChoice, ...]:
    """Every partner of the contract, by name."""
    require_desk(place)
    rows = session.execute(
        sa.select(
            Engagement.id.label("engagement_id"),
            Engagement.partner_id,
            Organisation.name.label("partner"),
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
        )
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return tuple(PartnerChoice(**row._asdict()) for row in rows)


@dataclass(frozen=True, slots=True)
class Uncome:
    """An organisation of a contract for which the lead's own entry stands in: nobody has joined it."""

    organisation_id: uuid.UUID
    name: str
    commissions: bool


def list_uncome(session: Session, place: ContractPlace) -> tuple[Uncome, ...]:
    """The commissioner first, then the partners by name."""
    require_desk(place)
    delivers = sa.exists().where(
        Engagement.partner_id == Organisation.id, Engagement.contract_id == place.contract_id
    )
    commissions = Organisation.id == place.commissioner_id
    rows = session.execute(
        sa.select(Organisation.id, Organisation.name)
        .where(Organisation.made_by_id == place.lead_id, sa.or_(commissions, delivers))
        .order_by(commissions.desc(), Organisation.name, Organisation.id)
    )
    return tuple(Uncome(row.id, row.name, row.id == place.commissioner_id) for row in rows)


def require_desk(place: ContractPlace) -> None:
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
