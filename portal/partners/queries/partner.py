"""A partner with all that it has with one lead: its engagements, and whom to ring."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.notices.queries.recipients import Recipient, staff_by_organisation
from portal.places.contracts import EngagementPlace
from portal.places.mine import MyEngagement, list_engagements_of
from portal.records import Contact, Contract, Engagement, Membership, Organisation, Person
from portal.standing.queries.slots import SlotLine, slots_on_day


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed of an engagement beside its days; `funding` is whole pounds a year."""

    reference: str
    funding: int | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """What tells two organisations of one name apart."""

    charity_number: str | None
    company_number: str | None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Somebody of the partner who has a place as its contact for an engagement; `place` is a word of
    ContactPlace."""

    engagement_id: uuid.UUID
    place: str
    person_id: uuid.UUID
    name: str
    email: str
    telephone: str


def list_engagements(session: Session, place: EngagementPlace) -> tuple[MyEngagement, ...]:
    """All that the partner has with this lead, also under other contracts; those that end last first."""
    query = sa.select(Engagement.id).join(Contract, Contract.id == Engagement.contract_id)
    ours = Engagement.partner_id == place.partner_id, Contract.lead_id == place.contract.lead_id
    ids = set(session.scalars(query.where(*ours)))
    every = list_engagements_of(session, [place.partner_id])
    return tuple(each for each in every if each.engagement_id in ids)


def agreed_of(session: Session, engagement_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Agreed]:
    query = sa.select(Engagement.id, Engagement.reference, Engagement.funding)
    rows = session.execute(query.where(Engagement.id.in_(engagement_ids)))
    return {row.id: Agreed(row.reference, row.funding) for row in rows}


def get_numbers(session: Session, place: EngagementPlace) -> Numbers:
    query = sa.select(Organisation.charity_number, Organisation.company_number)
    row = session.execute(query.where(Organisation.id == place.partner_id)).one()
    return Numbers(row.charity_number, row.company_number)


def list_contacts(
    session: Session, place: EngagementPlace, engagement_ids: Collection[uuid.UUID]
) -> tuple[ContactLine, ...]:
    """As was said last of each place, without whoever has left the partner."""
    query = (
        sa.select(
            Contact.engagement_id,
            Contact.place,
            Contact.person_id,
            Person.name,
            Person.email,
            Contact.telephone,
            Membership.id.label("membership_id"),
        )
        .outerjoin(Person, Person.id == Contact.person_id)
        .outerjoin(
            Membership,
            sa.and_(
                Membership.person_id == Contact.person_id, Membership.organisation_id == place.partner_id
            ),
        )
        .where(Contact.engagement_id.in_(engagement_ids))
        .order_by(Contact.recorded_at, Contact.id)
    )
    said = {(row.engagement_id, row.place): row for row in session.execute(query)}
    return tuple(
        ContactLine(row.engagement_id, row.place, row.person_id, row.name, row.email, row.telephone)
        for row in said.values()
        if row.membership_id
    )


def ids_of(engagements: Collection[MyEngagement]) -> list[uuid.UUID]:
    return [each.engagement_id for each in engagements]


def list_addressees(
    session: Session, place: EngagementPlace, contacts: Collection[ContactLine]
) -> tuple[Recipient, ...]:
    """Whom the lead may write to: the contacts, then the partner's managers; nobody who cannot sign in yet
    or any more."""
    staff = staff_by_organisation(session, [place.partner_id]).get(place.partner_id)
    if staff is None:
        return ()
    named = {each.person_id for each in contacts}
    first = tuple(each for each in staff.everybody if each.person_id in named)
    return first + tuple(each for each in staff.managers if each.person_id not in named)


def slots_today(
    session: Session, engagements: Collection[MyEngagement], today: date
) -> dict[uuid.UUID, tuple[SlotLine, ...]]:
    """By engagement; drafts are the partner's own."""
    asked = {each.engagement_id: (each.contract_id, each.span) for each in engagements}
    return slots_on_day(session, asked, today, today=today)
