"""Where a viewer stands to an organisation: its own people, and the managers of the leads it delivers for."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.records import Contract, Engagement, Organisation


@dataclass(frozen=True, slots=True)
class OrganisationPlace:
    """`name` is the legal name. Nothing here tells one lead of another."""

    organisation_id: uuid.UUID
    name: str
    trading_names: tuple[str, ...]
    audiences: frozenset[Audience]


def get_organisation_place(
    session: Session, viewer: Viewer, organisation_id: uuid.UUID, wanted: Iterable[Audience]
) -> OrganisationPlace:
    """The organisation, for a viewer who is one of the wanted audiences to it; raises NotHere."""
    row = session.execute(
        sa.select(Organisation.name, Organisation.trading_names).where(Organisation.id == organisation_id)
    ).one_or_none()
    audiences = audiences_to(session, viewer, organisation_id)
    if row is None or not audiences & frozenset(wanted):
        raise NotHere
    return OrganisationPlace(organisation_id, row.name, tuple(row.trading_names), audiences)


def audiences_to(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> frozenset[Audience]:
    found = set()
    if organisation_id in viewer.organisations:
        found.add(Audience.OWN)
    if organisation_id in viewer.with_role("manager"):
        found.add(Audience.OWN_MANAGER)
    leads = (
        sa.select(Contract.lead_id)
        .join(Engagement, Engagement.contract_id == Contract.id)
        .where(Engagement.partner_id == organisation_id)
    )
    if (mine := viewer.with_role("manager")) and mine & set(session.scalars(leads)):
        found.add(Audience.MANAGER)
    return frozenset(found)
