"""The partners of a contract to choose from, for those who run it."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Organisation


def list_partner_choices(
    session: Session, place: ContractPlace
) -> tuple[tuple[uuid.UUID, uuid.UUID, str, str], ...]:
    """Engagement, partner, name and area of every partner of the contract, by name."""
    require_desk(place)
    rows = session.execute(
        sa.select(Engagement.id, Engagement.partner_id, Organisation.name, Engagement.area)
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


def require_desk(place: ContractPlace) -> None:
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
