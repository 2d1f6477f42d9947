"""Organisations that a name may mean which a lead types: those that it made and nobody joined, and partners
that belong to themselves, of any of its contracts. It is looked nowhere beyond, so that a name tells nothing
of anybody else; and to a partner it does nothing, but that the lead is told whom to invite."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.identity import Identity, called
from checklists.names import folded
from portal.access import Audience, NotHere
from portal.contracts.sheets.partners import KnownPartner, is_called
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.reading_once import reads_once
from portal.records import Contract, Engagement, Invitation, Organisation, OrganisationName, StoodIn


@dataclass(frozen=True, slots=True)
class Nameable:
    """`stands_in` says that the lead made it and nobody has joined it, so that the lead fills it in. `areas`
    are those that it has in the contract, as `folded` gives them: none for a partner under another one."""

    organisation_id: uuid.UUID
    name: str
    identity: Identity
    stands_in: bool
    areas: frozenset[str] = frozenset()


def list_nameable(
    session: Session, lead_id: uuid.UUID, contract_id: uuid.UUID | None = None
) -> tuple[Nameable, ...]:
    """By id. Without a contract only those that the lead made."""
    contracts = sa.select(Contract.id).where(Contract.lead_id == lead_id)
    partners = sa.select(Engagement.partner_id).where(Engagement.contract_id.in_(contracts))
    is_partner = sa.and_(Organisation.made_by_id.is_(None), Organisation.id.in_(partners))
    stands_in = sa.and_(Organisation.made_by_id == lead_id, Organisation.became_id.is_(None))
    wanted = (stands_in, is_partner) if contract_id else (stands_in,)
    found = sa.union(*(sa.select(Organisation.id).where(each) for each in wanted))
    rows = session.execute(
        sa.select(
            Organisation.id,
            Organisation.name,
            Organisation.charity_number,
            Organisation.company_number,
            Organisation.made_by_id,
        ).where(Organisation.id.in_(found))
    ).all()
    names, areas = names_of(session, lead_id), areas_of(session, contract_id)
    return tuple(
        Nameable(
            row.id,
            row.name,
            Identity(frozenset({called(row.name), *names[row.id]}), row.charity_number, row.company_number),
            row.made_by_id is not None,
            frozenset(areas[row.id]),
        )
        for row in sorted(rows, key=attrgetter("id"))
    )


@reads_once
def is_entered(session: Session, lead_id: uuid.UUID, organisation_id: uuid.UUID) -> bool:
    """Whether the lead made it and nobody has joined it."""
    made_by = sa.select(Organisation.made_by_id).where(
        Organisation.id == organisation_id, Organisation.became_id.is_(None)
    )
    return session.scalar(made_by) == lead_id


def names_of(session: Session, lead_id: uuid.UUID) -> defaultdict[uuid.UUID, set[str]]:
    """By organisation, what this lead has called it, also before it turned out to be another."""
    typed = sa.select(Organisation.id, OrganisationName.name).join(
        OrganisationName, OrganisationName.organisation_id == Organisation.id
    )
    stood_in = (
        sa.select(Engagement.partner_id.label("id"), OrganisationName.name)
        .join(StoodIn, StoodIn.engagement_id == Engagement.id)
        .join(OrganisationName, OrganisationName.organisation_id == StoodIn.organisation_id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .where(Contract.lead_id == lead_id)
    )
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    for row in session.execute(sa.union_all(typed.where(Organisation.made_by_id == lead_id), stood_in)):
        found[row.id].add(called(row.name))
    return found


def find_namesake(session: Session, place: EngagementPlace) -> str:
    """What a partner of the lead is called that belongs to itself and goes by the name, or a number, of the
    entry in the place; empty where there is none, or the place is no entry."""
    if place.has_joined:
        return ""
    known = list_nameable(session, place.contract.lead_id, place.contract.contract_id)
    entry = next((each for each in known if each.organisation_id == place.partner_id), None)
    if entry is None:
        return ""
    found = (each.name for each in known if not each.stands_in and is_called(entry.identity, each))
    return next(found, "")


def list_known_partners(session: Session, place: ContractPlace) -> tuple[KnownPartner, ...]:
    """What a table of partners may mean. Raises NotHere for anybody else than the lead's managers."""
    if Audience.MANAGER not in place.audiences:
        raise NotHere
    return find_known_partners(session, place)


@reads_once
def find_known_partners(session: Session, place: ContractPlace) -> tuple[KnownPartner, ...]:
    found = list_nameable(session, place.lead_id, place.contract_id)
    invited = invited_to(session, place, [each.organisation_id for each in found])
    return tuple(
        KnownPartner(
            each.organisation_id,
            each.name,
            each.identity,
            each.areas,
            frozenset(invited[each.organisation_id]),
            each.stands_in,
        )
        for each in found
    )


def areas_of(session: Session, contract_id: uuid.UUID | None) -> defaultdict[uuid.UUID, set[str]]:
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    query = sa.select(Engagement.partner_id, Engagement.area)
    for partner_id, area in session.execute(query.where(Engagement.contract_id == contract_id)):
        found[partner_id].add(folded(area))
    return found


def invited_to(
    session: Session, place: ContractPlace, ids: Sequence[uuid.UUID]
) -> defaultdict[uuid.UUID, set[str]]:
    """By organisation, the addresses that this lead has typed already."""
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    query = sa.select(Invitation.organisation_id, Invitation.email).where(
        Invitation.lead_id == place.lead_id,
        Invitation.organisation_id.in_(ids),
        Invitation.answer.is_(None),
    )
    for organisation_id, address in session.execute(query):
        found[organisation_id].add(address)
    return found
