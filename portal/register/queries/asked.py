"""What the contracts of an organisation ask of its people today, or from their first day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.kinds.register import registers_in
from checklists.requirement import Checklist, Requirement, Topic
from checklists.slots import version_on
from portal.access import Audience, NotHere
from portal.places.organisations import OrganisationPlace
from portal.reading_once import reads_once
from portal.records import Contract, Engagement, Organisation
from portal.standing.queries.in_force import list_versions


@dataclass(frozen=True, slots=True)
class RegisterAsked:
    """An engagement of the organisation, with the registers that it asks for now."""

    engagement_id: UUID
    contract_id: UUID
    contract: str
    lead: str
    area: str
    starts_on: date
    ends_on: date
    registers: tuple[Requirement, ...]


def list_registers_asked(
    session: Session, place: OrganisationPlace, today: date
) -> tuple[RegisterAsked, ...]:
    """The engagements that are not over, by contract and area. Raises NotHere for anybody else."""
    if Audience.OWN not in place.audiences:
        raise NotHere
    return find_registers_asked(session, place, today)


@reads_once
def find_registers_asked(
    session: Session, place: OrganisationPlace, today: date
) -> tuple[RegisterAsked, ...]:
    rows = session.execute(
        sa.select(
            Engagement.id.label("engagement_id"),
            Engagement.contract_id,
            Contract.title.label("contract"),
            Organisation.name.label("lead"),
            Engagement.area,
            Engagement.starts_on,
            Engagement.ends_on,
        )
        .join(Contract, Contract.id == Engagement.contract_id)
        .join(Organisation, Organisation.id == Contract.lead_id)
        .where(Engagement.partner_id == place.organisation_id, Engagement.ends_on >= today)
        .order_by(Contract.title, Engagement.area, Engagement.id)
    ).all()
    versions = list_versions(session, {row.contract_id for row in rows})
    found = []
    for row in rows:
        registers = registers_asked(versions[row.contract_id], row.starts_on, today)
        found.append(RegisterAsked(**row._asdict(), registers=registers))
    return tuple(found)


def registers_asked(versions: Sequence[Checklist], starts_on: date, today: date) -> tuple[Requirement, ...]:
    """The registers that are asked for today of an engagement that began on that day; of one that is to begin
    those of its first day."""
    return tuple(registers_in(version_on(versions, max(today, starts_on))))


def topics_asked(session: Session, place: OrganisationPlace, today: date) -> tuple[Topic, ...]:
    """The topics of training that any of its contracts asks for, each once."""
    return topics_of(list_registers_asked(session, place, today))


def topics_of(asked: Sequence[RegisterAsked]) -> tuple[Topic, ...]:
    """The same of what is known to be asked."""
    topics = [topic for each in asked for register in each.registers for topic in register.topics]
    return tuple({topic.key: topic for topic in topics}.values())
