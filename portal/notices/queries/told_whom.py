"""Who is told of what has happened: which side, and who of it."""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.notices.queries.happened import Happening
from portal.notices.queries.recipients import People, Recipient, find_people
from portal.records import ContactPlace, Engagement, Person


def people_for(session: Session, happenings: Iterable[Happening]) -> People:
    """The people of all the organisations that these are about."""
    engaged = {each.engagement.engagement_id: each.engagement for each in happenings if each.engagement}
    contracts = [each.contract for each in happenings if each.contract]
    organisations = {each.partner_id for each in engaged.values()}
    organisations |= {each.lead_id for each in contracts} | {each.commissioner_id for each in contracts}
    return find_people(session, organisations, {key: each.partner_id for key, each in engaged.items()})


def contacts_of(people: People, engagement_id: uuid.UUID, partner_id: uuid.UUID) -> tuple[Recipient, ...]:
    """The first contact, or where none is named the partner's managers, or its members."""
    if first := people.contact(engagement_id, ContactPlace.FIRST):
        return (first,)
    staff = people.of(partner_id)
    return staff.managers or staff.everybody


def reviewers_of(people: People, lead_id: uuid.UUID) -> tuple[Recipient, ...]:
    """Who decides: the lead's reviewers, or its managers where it has none."""
    staff = people.of(lead_id)
    return staff.reviewers or staff.managers


def partners_of_contract(session: Session, contract_id: uuid.UUID, on: object) -> dict[uuid.UUID, uuid.UUID]:
    """The engagements that have not ended, each with its partner."""
    query = sa.select(Engagement.id, Engagement.partner_id).where(
        Engagement.contract_id == contract_id, Engagement.ends_on >= on
    )
    return {row.id: row.partner_id for row in session.execute(query)}


def person_as_recipient(session: Session, person_id: uuid.UUID) -> Recipient | None:
    row = session.execute(
        sa.select(Person.id, Person.name, Person.email).where(
            Person.id == person_id, Person.password_hash.is_not(None)
        )
    ).one_or_none()
    return Recipient(row.id, row.name, row.email) if row else None
