"""What hangs on somebody in an organisation: who goes leaves it to somebody."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.vocabulary import Stage
from portal.people.queries.managers import managers_by_contract
from portal.places.contracts import KNOWN_TO_PARTNER
from portal.places.people import has_way_in
from portal.records import (
    ChecklistDraft,
    Contact,
    Contract,
    ContractManager,
    Engagement,
    Hold,
    Membership,
    Organisation,
    Person,
    ReviewGiven,
    Role,
    Submission,
    UnderWay,
)
from portal.standing.queries.as_known import known_at
from portal.standing.queries.in_force import keys_ahead


@dataclass(frozen=True, slots=True)
class HerContract:
    """A contract that she has; `place` is a key of ManagerPlace."""

    contract_id: uuid.UUID
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class HerContact:
    """A place among an engagement's contacts that she has; `place` is a key of ContactPlace."""

    engagement_id: uuid.UUID
    contract_id: uuid.UUID
    contract: str
    lead: str
    area: str
    place: str


@dataclass(frozen=True, slots=True)
class Hers:
    """`drafts` are of submissions, `checklists` are drafts of checklists, `holds` are reminders that she
    holds. `given` is how much was given to her to decide on, `waiting` how much waits for any decision where
    nobody makes it but her, and `deciders` who makes it besides her."""

    contracts: tuple[HerContract, ...]
    contacts: tuple[HerContact, ...]
    drafts: int
    checklists: int
    holds: int
    given: int
    waiting: int
    deciders: tuple[str, ...]

    @property
    def is_anything(self) -> bool:
        """Something that has to go to somebody."""
        return bool(self.contracts or self.drafts or self.checklists or self.holds)


def whats_hers(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID, today: date) -> Hers:
    deciders = list_deciders(session, organisation_id)
    decides, others = is_among(deciders, person_id), [name for each, name in deciders if each != person_id]
    is_alone = decides and not others
    return Hers(
        contracts_of(session, organisation_id, person_id),
        contacts_of(session, organisation_id, person_id),
        count(session, Submission, drafts_of(organisation_id, person_id)),
        count(session, ChecklistDraft, checklists_of(organisation_id, person_id)),
        count(session, Hold, holds_of(organisation_id, person_id, today)),
        count_waiting(session, organisation_id, today, given_to(person_id)) if decides else 0,
        count_waiting(session, organisation_id, today) if is_alone else 0,
        tuple(others),
    )


def contracts_of(
    session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID
) -> tuple[HerContract, ...]:
    """Those that the organisation leads and she has now, by title."""
    ever = sa.select(ContractManager.contract_id).where(ContractManager.person_id == person_id)
    rows = session.execute(
        sa.select(Contract.id, Contract.title)
        .where(Contract.id.in_(ever), Contract.lead_id == organisation_id)
        .order_by(Contract.title, Contract.id)
    ).all()
    named = managers_by_contract(session, [row.id for row in rows]) if rows else {}
    return tuple(
        HerContract(row.id, row.title, place)
        for row in rows
        for place in ("manager", "deputy")
        if (one := getattr(named[row.id], place)) and one.person_id == person_id
    )


def contacts_of(session: Session, organisation_id: uuid.UUID, person_id: uuid.UUID) -> tuple[HerContact, ...]:
    """As was said last of each place."""
    lead, newer = aliased(Organisation), aliased(Contact)
    is_overtaken = sa.exists().where(
        newer.engagement_id == Contact.engagement_id,
        newer.place == Contact.place,
        sa.or_(
            newer.recorded_at > Contact.recorded_at,
            sa.and_(newer.recorded_at == Contact.recorded_at, newer.id > Contact.id),
        ),
    )
    rows = session.execute(
        sa.select(
            Contact.engagement_id,
            Contract.id.label("contract_id"),
            Contract.title.label("contract"),
            lead.name.label("lead"),
            Engagement.area,
            Contact.place,
        )
        .join(Engagement, Engagement.id == Contact.engagement_id)
        .join(Contract, Contract.id == Engagement.contract_id)
        .join(lead, lead.id == Contract.lead_id)
        .where(Contact.person_id == person_id, Engagement.partner_id == organisation_id, ~is_overtaken)
        .order_by(Contract.title, Engagement.area, Contact.engagement_id, Contact.place)
    )
    return tuple(HerContact(**row._asdict()) for row in rows)


def drafts_of(organisation_id: uuid.UUID, person_id: uuid.UUID) -> tuple[sa.ColumnElement[bool], ...]:
    """Of Submission: those that she began for the organisation and nobody has sent. What a lead has received
    for it is none of these: she may have begun it while she reviewed there."""
    own = sa.select(Engagement.id).where(Engagement.partner_id == organisation_id)
    return (
        Submission.engagement_id.in_(own),
        Submission.made_by == person_id,
        Submission.sent_at.is_(None),
        KNOWN_TO_PARTNER,
    )


def checklists_of(organisation_id: uuid.UUID, person_id: uuid.UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        ChecklistDraft.organisation_id == organisation_id,
        ChecklistDraft.made_by == person_id,
        ChecklistDraft.finished_at.is_(None),
    )


def holds_of(
    organisation_id: uuid.UUID, person_id: uuid.UUID, today: date
) -> tuple[sa.ColumnElement[bool], ...]:
    """Of Hold: those that last, in contracts that the organisation leads."""
    led = sa.select(Engagement.id).join(Contract, Contract.id == Engagement.contract_id)
    return (
        Hold.engagement_id.in_(led.where(Contract.lead_id == organisation_id)),
        Hold.made_by == person_id,
        Hold.ended_at.is_(None),
        Hold.until_on >= today,
    )


def count(
    session: Session,
    table: type[Submission] | type[ChecklistDraft] | type[Hold],
    narrowed: tuple[sa.ColumnElement[bool], ...],
) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(table).where(*narrowed)) or 0


def list_deciders(session: Session, organisation_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Who may decide for a lead and can sign in, by name."""
    decides = (Role.MANAGER.value, Role.REVIEWER.value)
    rows = session.execute(
        sa.select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role.in_(decides),
            has_way_in(),
            Person.disabled_at.is_(None),
        )
        .order_by(Person.name, Person.id)
    )
    return [(row.id, row.name) for row in rows]


def is_among(deciders: Iterable[tuple[uuid.UUID, str]], person_id: uuid.UUID) -> bool:
    return any(each == person_id for each, _ in deciders)


def given_to(person_id: uuid.UUID) -> sa.ColumnElement[bool]:
    """Of what is under way: it was given to her to decide on."""
    hers = sa.select(ReviewGiven.submission_id).where(ReviewGiven.person_id == person_id)
    return UnderWay.submission_id.in_(hers)


def count_waiting(
    session: Session, organisation_id: uuid.UUID, on: date, *which: sa.ColumnElement[bool]
) -> int:
    """How much of it waits for a decision in the contracts that the organisation leads, as the lists of what
    waits have it: without what is asked no more."""
    led = sa.select(Contract.id).where(Contract.lead_id == organisation_id)
    waits = (UnderWay.stage == Stage.WAITING.value, *known_at(UnderWay, None))
    columns = UnderWay.contract_id, UnderWay.requirement_key
    query = sa.select(*columns, sa.func.count().label("number")).group_by(*columns)
    rows = session.execute(query.where(UnderWay.contract_id.in_(led), *waits, *which)).all()
    keys = {each: keys_ahead(session, each, on) for each in {row.contract_id for row in rows}}
    return sum(row.number for row in rows if row.requirement_key in keys[row.contract_id])
