"""What requirements are called, and which contracts an organisation has a part in."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.organisations import OrganisationPlace
from portal.records import Contract, Engagement
from portal.standing.queries.in_force import list_versions


def titles_of(session: Session, contract_ids: Collection[uuid.UUID]) -> dict[str, str]:
    """By key, as the newest version that has it words it; sorted by title."""
    found = {
        requirement.key: requirement.title
        for versions in list_versions(session, contract_ids).values()
        for version in versions
        for requirement in version.requirements
    }
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def contracts_of(session: Session, place: OrganisationPlace) -> dict[uuid.UUID, str]:
    """By id the title of each contract under which it delivers."""
    query = (
        sa.select(Contract.id, Contract.title)
        .where(
            Contract.id.in_(
                sa.select(Engagement.contract_id).where(Engagement.partner_id == place.organisation_id)
            )
        )
        .order_by(Contract.title, Contract.id)
    )
    return {row.id: row.title for row in session.execute(query)}
