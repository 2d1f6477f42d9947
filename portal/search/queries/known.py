"""What few words are needed for: contracts, areas, requirements, and references in full."""

import re
import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.names import is_found
from checklists.requirement import Requirement
from checklists.slots import version_on
from portal.places.contracts import KNOWN_TO_PARTNER, PARTNER
from portal.records import Contract, Engagement, Submission
from portal.search.queries.reach import Reach
from portal.standing.queries.in_force import list_versions

REFERENCE = re.compile(r"([BCEOPRS])-?([0-9A-Z]{4})-?([0-9A-Z]{4})")


@dataclass(frozen=True, slots=True)
class ContractFound:
    contract_id: uuid.UUID
    title: str
    reference: str


@dataclass(frozen=True, slots=True)
class OwnFound:
    """An engagement of the viewer's own organisation."""

    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    contract: str
    partner: str
    area: str


@dataclass(frozen=True, slots=True)
class AreaFound:
    contract_id: uuid.UUID
    area: str


@dataclass(frozen=True, slots=True)
class RequirementFound:
    """Of a contract as it is worded today."""

    contract_id: uuid.UUID
    requirement: Requirement


@dataclass(frozen=True, slots=True)
class ReferenceFound:
    """Of an engagement, or of what was sent for one of its requirements."""

    reference: str
    engagement_id: uuid.UUID
    partner: str
    requirement_key: str


def list_contracts(session: Session, reach: Reach) -> tuple[ContractFound, ...]:
    query = sa.select(Contract.id.label("contract_id"), Contract.title, Contract.reference)
    rows = session.execute(
        query.where(Contract.id.in_(reach.of_others)).order_by(Contract.title, Contract.id)
    )
    return tuple(ContractFound(**row._asdict()) for row in rows)


def list_own(session: Session, reach: Reach) -> tuple[OwnFound, ...]:
    query = (
        sa.select(
            Engagement.id.label("engagement_id"),
            Engagement.contract_id,
            Contract.title.label("contract"),
            PARTNER.name.label("partner"),
            Engagement.area,
        )
        .join(Contract, Contract.id == Engagement.contract_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.partner_id.in_(reach.own))
        .order_by(Contract.title, Engagement.area, Engagement.id)
    )
    return tuple(OwnFound(**row._asdict()) for row in session.execute(query))


def find_areas(session: Session, reach: Reach, sought: str) -> tuple[AreaFound, ...]:
    """Where partners work, of the contracts of which the viewer sees all."""
    columns = (Engagement.contract_id, Engagement.area)
    query = sa.select(*columns).distinct().where(Engagement.contract_id.in_(reach.of_others))
    rows = (row for row in session.execute(query) if is_found(row.area, sought))
    return tuple(AreaFound(row.contract_id, row.area) for row in rows)


def find_requirements(
    session: Session, contract_ids: set[uuid.UUID], sought: str, today: date
) -> tuple[RequirementFound, ...]:
    """By title, clause or what is asked."""
    return tuple(
        RequirementFound(contract_id, each)
        for contract_id, versions in list_versions(session, contract_ids).items()
        for each in version_on(versions, today).requirements
        if is_found(f"{each.title} {each.clause} {each.group}", sought)
    )


def read_reference(sought: str) -> str:
    """
    >>> read_reference(" e 7kq2 m9xd"), read_reference("E-7KQ2-M9XD"), read_reference("policy")
    ('E-7KQ2-M9XD', 'E-7KQ2-M9XD', '')
    """
    found = REFERENCE.fullmatch("".join(sought.upper().split()))
    return "-".join(found.groups()) if found else ""


def find_references(session: Session, reach: Reach, reference: str) -> tuple[ReferenceFound, ...]:
    """At most one. A draft is the partner's that writes it; what was sent the council does not open."""
    its = (Engagement.id.label("engagement_id"), PARTNER.name.label("partner"))
    engagement = (
        sa.select(Engagement.reference, *its, sa.literal("").label("requirement_key"))
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Engagement.reference == reference, reach.engagements())
    )
    ours = sa.and_(Engagement.contract_id.in_(reach.led), Submission.sent_at.is_not(None))
    own = sa.and_(Engagement.partner_id.in_(reach.own), KNOWN_TO_PARTNER)
    submission = (
        sa.select(Submission.reference, *its, Submission.requirement_key)
        .join(Engagement, Engagement.id == Submission.engagement_id)
        .join(PARTNER, PARTNER.id == Engagement.partner_id)
        .where(Submission.reference == reference, sa.or_(ours, own))
    )
    query = engagement if reference.startswith("E") else submission
    return tuple(ReferenceFound(**row._asdict()) for row in session.execute(query))
