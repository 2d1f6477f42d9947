"""Organisations that a table of partners names, as far as the lead may know of them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.contracts.sheets.partners import KnownPartner, folded
from portal.invitations.queries.members import mine_alone
from portal.places.contracts import ContractPlace
from portal.records import Engagement, Membership, Organisation, Person


def find_partners(
    session: Session, viewer: Viewer, place: ContractPlace, names: Iterable[str]
) -> dict[str, KnownPartner]:
    """By name as `folded` gives it. Who acts for an organisation that works with others too is not told.

    Raises NotHere for anybody else than the lead's managers.
    """
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    wanted = set(names)
    lowered = {name.casefold() for name in wanted}
    rows = session.execute(
        sa.select(Organisation.id, Organisation.name).where(
            sa.or_(Organisation.name.in_(wanted), sa.func.lower(Organisation.name).in_(lowered))
        )
    ).all()
    ids = [row.id for row in rows]
    mine = mine_alone(session, viewer, ids)
    areas, members = areas_of(session, place, ids), members_of(session, mine)
    return {
        folded(row.name): KnownPartner(
            row.id, row.name, frozenset(areas[row.id]), frozenset(members[row.id]), row.id in mine
        )
        for row in rows
    }


def areas_of(
    session: Session, place: ContractPlace, ids: Iterable[uuid.UUID]
) -> defaultdict[uuid.UUID, set[str]]:
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    query = sa.select(Engagement.partner_id, Engagement.area).where(
        Engagement.contract_id == place.contract_id, Engagement.partner_id.in_(set(ids))
    )
    for partner_id, area in session.execute(query):
        found[partner_id].add(area)
    return found


def members_of(session: Session, ids: Iterable[uuid.UUID]) -> defaultdict[uuid.UUID, set[str]]:
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    query = (
        sa.select(Membership.organisation_id, Person.email)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id.in_(set(ids)))
    )
    for organisation_id, address in session.execute(query):
        found[organisation_id].add(address)
    return found
