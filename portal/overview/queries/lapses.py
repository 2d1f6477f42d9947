"""What is in order now and will be missing or expired soon."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.vocabulary import UNMET, State
from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement, Standing

NEXT = aliased(Standing)


@dataclass(frozen=True, slots=True)
class Lapse:
    """A slot whose last day in order is `on_date`."""

    on_date: date
    engagement_id: uuid.UUID
    partner: str
    area: str
    requirement_key: str


def list_lapses(session: Session, place: ContractPlace, from_on: date, until_on: date) -> list[Lapse]:
    """The slots whose last day in order lies between the two, soonest first.

    What ends with the engagement does not lapse, nor does what something else follows upon.
    """
    following = (
        sa.select(NEXT.state)
        .where(
            NEXT.engagement_id == Standing.engagement_id,
            NEXT.requirement_key == Standing.requirement_key,
            NEXT.asked_from_on > Standing.asked_until_on,
        )
        .order_by(NEXT.asked_from_on)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        sa.select(
            Standing.until_on, Standing.engagement_id, PARTNER.name, Engagement.area, Standing.requirement_key
        )
        .join(Engagement, Engagement.id == Standing.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(
            Standing.contract_id == place.contract_id,
            Standing.state.in_((State.MET.value, State.WAIVED.value)),
            Standing.asked_until_on.between(from_on, until_on),
            following.in_(tuple(state.value for state in UNMET)),
        )
        .order_by(Standing.until_on, Engagement.sort_name, Standing.requirement_key)
    )
    return [Lapse(*row) for row in session.execute(query)]
