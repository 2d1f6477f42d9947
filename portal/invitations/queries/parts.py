"""Which parts there are for people of an organisation: it depends on what the organisation does."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Contract, Engagement, Role

ALL = tuple(role.value for role in Role)
WITHOUT_REVIEWING = tuple(role for role in ALL if role != Role.REVIEWER)
NOBODY_REVIEWS = "Nobody there decides on what others send. Choose another part."


def parts_of(session: Session, organisation_id: uuid.UUID) -> tuple[str, ...]:
    """The keys of Role that fit: nobody reviews where the organisation only delivers or commissions. Who has
    no part in a contract yet may be about to lead one."""
    return parts_by_organisation(session, [organisation_id])[organisation_id]


def parts_by_organisation(
    session: Session, organisation_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, tuple[str, ...]]:
    leads = set(session.scalars(sa.select(Contract.lead_id).where(Contract.lead_id.in_(organisation_ids))))
    partners = sa.select(Engagement.partner_id).where(Engagement.partner_id.in_(organisation_ids))
    councils = sa.select(Contract.commissioner_id).where(Contract.commissioner_id.in_(organisation_ids))
    others = set(session.scalars(sa.union(partners, councils))) - leads
    return {each: WITHOUT_REVIEWING if each in others else ALL for each in organisation_ids}
