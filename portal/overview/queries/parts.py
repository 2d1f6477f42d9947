"""The engagements that something is said of, called as they are now or were known to be."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.contracts import PARTNER, ContractPlace
from portal.records import Engagement
from portal.standing.queries.as_known import When
from portal.standing.queries.called import called_then
from portal.standing.queries.levels_at import here_at


@dataclass(frozen=True, slots=True)
class Part:
    """An engagement, called as it is now or was known to be."""

    engagement_id: uuid.UUID
    partner_id: uuid.UUID
    partner: str
    area: str


def here(session: Session, place: ContractPlace, when: When) -> set[uuid.UUID]:
    """The engagements that have the day, as far as was known."""
    return set(session.scalars(sa.select(here_at(place.contract_id, when).c.engagement_id)))


def parts_of(session: Session, ids: Collection[uuid.UUID], when: When) -> dict[uuid.UUID, Part]:
    """By engagement, called as was known that evening."""
    if not ids:
        return {}
    query = (
        sa.select(
            Engagement.id.label("engagement_id"),
            Engagement.partner_id,
            PARTNER.name.label("partner"),
            Engagement.area,
        )
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.id.in_(ids))
    )
    found = {row.engagement_id: Part(**row._asdict()) for row in session.execute(query)}
    then = called_then(session, ids, when.known)
    named = {
        each: replace(part, partner=then[each]["partner"], area=then[each]["area"])
        for each, part in found.items()
        if each in then
    }
    return found | named


def order(part: Part) -> tuple[str, str, str]:
    return part.partner.casefold(), part.area, str(part.engagement_id)
