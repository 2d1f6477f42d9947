"""What the set-up page of a contract shows, partners page by page."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.contracts.queries.setup import PartnerLine
from portal.places.contracts import ContractPlace
from portal.places.partners import require_desk
from portal.places.people import has_way_in
from portal.records import Engagement, LinkPurpose, Membership, OneTimeLink, Organisation, Person


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """Somebody who acts for an organisation. `invited_until` is when the last invitation ends or ended; None
    where there was none."""

    person_id: uuid.UUID
    organisation_id: uuid.UUID
    organisation: str
    name: str
    email: str
    role: str
    can_sign_in: bool
    invited_at: datetime | None
    invited_until: datetime | None


class Partners(NamedTuple):
    """How many organisations there are, and in how many areas they work."""

    organisations: int
    engagements: int


def count_partners(session: Session, place: ContractPlace) -> Partners:
    """Of the contract, on whatever days. For the lead's managers and reviewers; raises NotHere for others."""
    require_desk(place)
    counts = sa.select(
        sa.func.count(sa.distinct(Engagement.partner_id)).label("organisations"),
        sa.func.count().label("engagements"),
    )
    row = session.execute(counts.where(Engagement.contract_id == place.contract_id)).one()
    return Partners(row.organisations, row.engagements)


def list_partners_page(
    session: Session, place: ContractPlace, offset: int, limit: int
) -> tuple[PartnerLine, ...]:
    """By name. Raises NotHere for those who are not the lead's managers or reviewers."""
    require_desk(place)
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
            counted(sa.func.count()).label("members"),
            counted(sa.func.count(sa.case((has_way_in(), 1)))).label("signed_up"),
        )
        .join(Organisation, Organisation.id == Engagement.partner_id)
        .where(Engagement.contract_id == place.contract_id)
        .order_by(Engagement.sort_name, Engagement.id)
        .offset(offset)
        .limit(limit)
    )
    return tuple(PartnerLine(**row._asdict()) for row in rows)


def counted(what: sa.ColumnElement[int]) -> sa.ScalarSelect[int]:
    """Of the people who act for the partner of the row."""
    people = sa.select(what).select_from(Membership).join(Person, Person.id == Membership.person_id)
    return people.where(Membership.organisation_id == Engagement.partner_id).scalar_subquery()


def list_invited(
    session: Session, place: ContractPlace, *organisation_ids: uuid.UUID
) -> tuple[InvitedLine, ...]:
    """Who acts for these organisations, by organisation and name. The caller names those of the place."""
    require_desk(place)
    invitations = sa.and_(
        OneTimeLink.person_id == Person.id, OneTimeLink.purpose == LinkPurpose.INVITATION.value
    )
    invited_at = sa.select(sa.func.max(OneTimeLink.created_at)).where(invitations).scalar_subquery()
    until = sa.select(sa.func.max(OneTimeLink.expires_at)).where(invitations).scalar_subquery()
    rows = session.execute(
        sa.select(
            Person.id.label("person_id"),
            Organisation.id.label("organisation_id"),
            Organisation.name.label("organisation"),
            Person.name,
            Person.email,
            Membership.role,
            has_way_in().label("can_sign_in"),
            invited_at.label("invited_at"),
            until.label("invited_until"),
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.organisation_id.in_(organisation_ids))
        .order_by(Organisation.name, Person.name, Person.id)
    )
    return tuple(InvitedLine(**row._asdict()) for row in rows)
