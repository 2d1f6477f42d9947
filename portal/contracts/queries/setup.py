"""What the set-up pages show: a contract's partners, visits and issued documents; an engagement's terms."""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere
from portal.issued.queries.issued import IssuedLine, list_issued
from portal.places.contracts import ContractPlace, EngagementPlace
from portal.places.people import has_way_in
from portal.records import ChecklistVersion, Engagement, Membership, Organisation, Person
from portal.standing.queries.in_force import stands_now
from portal.visits.queries import VisitLine, list_visits

MOST_VISITS = 200


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """An engagement as set up. `members` act for the partner; of them `signed_up` have a password."""

    engagement_id: uuid.UUID
    reference: str
    partner_id: uuid.UUID
    partner: str
    area: str
    starts_on: date
    ends_on: date
    funding: int | None
    members: int
    signed_up: int


@dataclass(frozen=True, slots=True)
class ContractSetup:
    """`versions` are the days from which each version of the checklist is in force, oldest first."""

    partners: tuple[PartnerLine, ...]
    visits: tuple[VisitLine, ...]
    issued: tuple[IssuedLine, ...]
    versions: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class EngagementSetup:
    """What is agreed, and what is known of the partner's accounts."""

    area: str
    starts_on: date
    ends_on: date
    funding: int | None
    legal_form: str | None
    year_end_month: int | None
    year_end_day: int | None
    first_year_end_on: date | None


def get_contract_setup(session: Session, place: ContractPlace) -> ContractSetup:
    """For the lead's managers and reviewers; raises NotHere for others."""
    if Audience.REVIEWER not in place.audiences:
        raise NotHere
    versions = sa.select(ChecklistVersion.in_force_from).where(
        ChecklistVersion.contract_id == place.contract_id, stands_now()
    )
    return ContractSetup(
        list_partners(session, place),
        tuple(list_visits(session, place, place.starts_on, limit=MOST_VISITS)),
        list_issued(session, place),
        tuple(session.scalars(versions.order_by(ChecklistVersion.in_force_from))),
    )


def list_partners(session: Session, place: ContractPlace) -> tuple[PartnerLine, ...]:
    people = (
        sa.select(
            Membership.organisation_id,
            sa.func.count().label("members"),
            sa.func.count(sa.case((has_way_in(), 1))).label("signed_up"),
        )
        .join(Person, Person.id == Membership.person_id)
        .group_by(Membership.organisation_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(
            Engagement.id.label("engagement_id"),
            Engagement.reference,
            Engagement.partner_id,
            Organisation.name.label("partner"),
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
            Engagement.funding,
            sa.func.coalesce(people.c.members, 0).label("members"),
            sa.func.coalesce(people.c.signed_up, 0).label("signed_up"),
        )
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .outerjoin(people, people.c.organisation_id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return tuple(PartnerLine(**row._asdict()) for row in rows)


def get_engagement_setup(session: Session, place: EngagementPlace) -> EngagementSetup:
    """For the partner and for the lead's managers and reviewers; raises NotHere for others."""
    if not place.audiences & {Audience.REVIEWER, Audience.PARTNER}:
        raise NotHere
    row = session.execute(
        sa.select(
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
            Engagement.funding,
            Organisation.legal_form,
            Organisation.year_end_month,
            Organisation.year_end_day,
            Organisation.first_year_end_on,
        )
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.id == place.engagement_id)
    ).one()
    return EngagementSetup(**row._asdict())
