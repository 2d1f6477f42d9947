"""People: the members of an organisation, and the register of an engagement."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Audience, NotHere, Viewer
from portal.queries.places import EngagementPlace
from portal.records import (
    Assignment,
    Contract,
    DbsCheck,
    Decision,
    Engagement,
    Membership,
    Organisation,
    Person,
    Submission,
    Worker,
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who acts for an organisation; without `can_sign_in` the invitation is not taken up yet."""

    person_id: uuid.UUID
    name: str
    email: str
    role: str
    can_sign_in: bool


@dataclass(frozen=True, slots=True)
class CheckOfWorker:
    """The latest check sent for somebody. `outcome` is accept or return, None while the lead has it."""

    submission_id: uuid.UUID
    reference: str
    issued_on: date | None
    level: str
    adults_list: bool
    childrens_list: bool
    clear: bool | None
    seen_by: str
    seen_on: date | None
    sent_at: datetime
    outcome: str | None


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """Somebody on the register, by name or staff code, with the days under this engagement."""

    worker_id: uuid.UUID
    name: str
    job: str
    from_on: date
    until_on: date | None
    check: CheckOfWorker | None


def list_members(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> tuple[Member, ...]:
    """Who acts for the organisation, by name. Raises NotHere for those whose business it is not."""
    if not may_see_members(session, viewer, organisation_id):
        raise NotHere
    rows = session.execute(
        sa.select(Person.id, Person.name, Person.email, Membership.role, Person.password_hash.is_not(None))
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(Person.name, Person.id)
    )
    return tuple(Member(*row) for row in rows)


def may_see_members(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> bool:
    """An organisation's own managers may, and the managers of the leads that it has a contract with."""
    mine = viewer.with_role("manager")
    return organisation_id in mine or bool(mine & leads_of(session, organisation_id))


def is_mine_alone(session: Session, viewer: Viewer, organisation_id: uuid.UUID) -> bool:
    """Whether the viewer may say who acts for the organisation.

    Its own managers may. The managers of a lead may as long as the organisation has to do with nobody else:
    whoever acts for it sees all its contracts, and a lead must not see those of another through it.
    """
    mine = viewer.with_role("manager")
    return organisation_id in mine or leads_of(session, organisation_id) <= mine


def leads_of(session: Session, organisation_id: uuid.UUID) -> set[uuid.UUID]:
    """The leads of all contracts in which the organisation has a part (itself, where it leads)."""
    parts = sa.or_(
        Engagement.partner_id == organisation_id,
        Contract.commissioner_id == organisation_id,
        Contract.lead_id == organisation_id,
    )
    query = (
        sa.select(Contract.lead_id).outerjoin(Engagement, Engagement.contract_id == Contract.id).where(parts)
    )
    return set(session.scalars(query))


def list_register(session: Session, place: EngagementPlace) -> tuple[RegisterLine, ...]:
    """Who performs services under the engagement, by name. Raises NotHere for those who see no names."""
    if not place.audiences & {Audience.PARTNER, Audience.REVIEWER}:
        raise NotHere
    checks = latest_checks(session, place.engagement_id)
    rows = session.execute(
        sa.select(Worker.id, Worker.name, Worker.job, Assignment.from_on, Assignment.until_on)
        .join(Assignment, Assignment.worker_id == Worker.id)
        .where(Assignment.engagement_id == place.engagement_id)
        .order_by(Worker.name, Worker.id)
    )
    return tuple(RegisterLine(*row, checks.get(str(row[0]))) for row in rows)


def latest_checks(session: Session, engagement_id: uuid.UUID) -> dict[str, CheckOfWorker]:
    """By part key, the check that was sent last, with what stands of the decisions on it."""
    rows = session.execute(
        sa.select(
            Submission.part_key, Submission.id, Submission.reference, Submission.from_on, DbsCheck.level,
            DbsCheck.adults_list, DbsCheck.childrens_list, DbsCheck.clear, DbsCheck.seen_by, DbsCheck.seen_on,
            Submission.sent_at, Decision.outcome,
        )
        .join(DbsCheck, DbsCheck.submission_id == Submission.id)
        .outerjoin(Decision, Decision.submission_id == Submission.id)
        .where(Submission.engagement_id == engagement_id, Submission.sent_at.is_not(None))
        .order_by(Submission.sent_at, Decision.made_at)
    )  # fmt: skip
    return {part_key: CheckOfWorker(*rest) for part_key, *rest in map(tuple, rows)}


def list_other_workers(session: Session, place: EngagementPlace) -> tuple[tuple[uuid.UUID, str, str], ...]:
    """People of the partner who are not on this register: id, name and job, by name. For the partner only."""
    if Audience.PARTNER not in place.audiences:
        raise NotHere
    here = sa.select(Assignment.worker_id).where(Assignment.engagement_id == place.engagement_id)
    rows = session.execute(
        sa.select(Worker.id, Worker.name, Worker.job)
        .where(Worker.organisation_id == place.partner_id, Worker.id.not_in(here))
        .order_by(Worker.name, Worker.id)
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def list_managed(session: Session, viewer: Viewer) -> tuple[tuple[uuid.UUID, str], ...]:
    """The organisations whose people the viewer may see: id and name, by name."""
    mine = viewer.with_role("manager")
    led = sa.select(Contract.id).where(Contract.lead_id.in_(mine))
    partners = sa.select(Engagement.partner_id).where(Engagement.contract_id.in_(led))
    commissioners = sa.select(Contract.commissioner_id).where(Contract.lead_id.in_(mine))
    rows = session.execute(
        sa.select(Organisation.id, Organisation.name)
        .where(
            sa.or_(
                Organisation.id.in_(mine), Organisation.id.in_(partners), Organisation.id.in_(commissioners)
            )
        )
        .order_by(Organisation.name)
    )
    return tuple((row[0], row[1]) for row in rows)
