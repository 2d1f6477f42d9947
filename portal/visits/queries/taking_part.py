"""Who takes part in a visit: people of the lead and of the council, and the partners that it is with."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.places.contracts import PARTNER, ContractPlace
from portal.places.people import has_way_in
from portal.reading_once import reads_once
from portal.records import Engagement, Membership, Person, VisitEngagement, VisitPerson


@dataclass(frozen=True, slots=True)
class SomebodyThere:
    """Somebody of the lead or of the council who can sign in."""

    person_id: uuid.UUID
    name: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class PartnerThere:
    """A partner that a visit is with."""

    engagement_id: uuid.UUID
    partner: str
    area: str

    @property
    def called(self) -> str:
        """The partner with its area, where it has one."""
        return f"{self.partner}, {self.area}" if self.area else self.partner


@reads_once
def list_people_to_ask(session: Session, place: ContractPlace) -> list[SomebodyThere]:
    """Those who can take part, the lead's first, by name."""
    is_lead = Membership.organisation_id == place.lead_id
    query = (
        sa.select(
            Person.id.label("person_id"), Person.name, sa.func.max(sa.case((is_lead, 1), else_=0)).label("l")
        )
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id.in_((place.lead_id, place.commissioner_id)),
            has_way_in(),
            Person.disabled_at.is_(None),
        )
        .group_by(Person.id, Person.name)
        .order_by(sa.desc("l"), Person.name, Person.id)
    )
    return [SomebodyThere(row.person_id, row.name, bool(row.l)) for row in session.execute(query)]


def list_taking_part(session: Session, visit_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Ids and names, by name; of a visit that was looked up within reach."""
    query = (
        sa.select(Person.id, Person.name)
        .join(VisitPerson, VisitPerson.person_id == Person.id)
        .where(VisitPerson.visit_id == visit_id)
        .order_by(Person.name, Person.id)
    )
    return [(row.id, row.name) for row in session.execute(query)]


def list_partners_of(session: Session, visit_id: uuid.UUID) -> list[PartnerThere]:
    """The partners that a visit is with, by name; none where it is about the whole contract."""
    query = (
        sa.select(Engagement.id.label("engagement_id"), PARTNER.name.label("partner"), Engagement.area)
        .select_from(VisitEngagement)
        .join(Engagement, Engagement.id == VisitEngagement.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(VisitEngagement.visit_id == visit_id)
        .order_by(Engagement.sort_name, Engagement.id)
    )
    return [PartnerThere(**row._asdict()) for row in session.execute(query)]
