"""What has happened since people were told last, out of the log of events."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.requirement import Requirement
from checklists.vocabulary import Outcome
from portal.notices.queries.engagements import Engaged, engagements_of
from portal.notices.queries.named import called_in, names_in, requirements_of, titles_in
from portal.notices.queries.tellable import TELLING
from portal.notices.queries.unsent import concerns_still
from portal.records import (
    Action,
    ActionStep,
    Contract,
    Decision,
    Event,
    Notice,
    Organisation,
    Pace,
    Person,
    Told,
)

TOLD = 1
"""The one row that says how far the events have been told."""

MOST = 500
"""How many events are read in one go."""


@dataclass(frozen=True, slots=True)
class ContractAbout:
    """A contract as a notice names it."""

    contract_id: uuid.UUID
    title: str
    lead_id: uuid.UUID
    lead: str
    commissioner_id: uuid.UUID
    starts_on: date


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: `words` are the reviewer's, `outcome` is a word of Outcome."""

    outcome: str = ""
    words: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_waiver(self) -> bool:
        return self.outcome == Outcome.WAIVE.value


NOTHING = Decided()


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with what there is to say of it. `requirement` is as the newest version has it, None where it
    is not about one or none has it any more; `called` the names of people and organisations, of the file or
    of the thing whose ids stand in the data, by the same keys; of an action `what` is to be done, and what
    was `said` of it. Of a version that was published `titles` are those of the contract's requirements, by
    their keys."""

    number: int
    at: datetime
    name: str
    person_id: uuid.UUID | None
    person: str
    contract: ContractAbout | None
    engagement: Engaged | None
    requirement: Requirement | None
    decided: Decided = NOTHING
    data: Mapping[str, Any] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    what: str = ""
    said: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def concerned(self) -> uuid.UUID | None:
        """Whose account it is about: of whom something was done by somebody else, or who did it."""
        said = self.data.get("person")
        return uuid.UUID(said) if isinstance(said, str) else self.person_id

    @property
    def on(self) -> date | None:
        """The day of the visit that it is about."""
        said = self.data.get("on")
        return date.fromisoformat(said) if isinstance(said, str) else None

    @property
    def taking_part(self) -> tuple[uuid.UUID, ...]:
        """Who of the lead and the council takes part in that visit."""
        return tuple(map(uuid.UUID, self.data.get("people", ())))

    @property
    def with_whom(self) -> frozenset[uuid.UUID]:
        """The engagements that it is about, where they are several; nothing where it is about all."""
        return frozenset(map(uuid.UUID, self.data.get("engagements", ())))


@dataclass(frozen=True, slots=True)
class Happened:
    """What is to be told, and up to which event; `after` is the one that was told last."""

    after: int
    until: int
    happenings: tuple[Happening, ...]


def list_untold(session: Session) -> Happened | None:
    """The next of them, in their order; None where all is told, or nothing was ever to be told."""
    after = session.scalar(sa.select(Told.event_number).where(Told.id == TOLD))
    if after is None:
        return None
    until = session.scalar(sa.select(sa.func.max(Event.number)).where(Event.number <= after + MOST))
    if until is None or until <= after:
        return None
    rows = session.execute(query_events(after, until)).all()
    engagements = engagements_of(session, {row.engagement_id for row in rows if row.engagement_id})
    contracts = contracts_of(session, {row.contract_id for row in rows if row.contract_id})
    asked = requirements_of(session, list(contracts))
    decided, called = decided_by(session, rows), names_in(session, rows)
    whats, saids = actions_told(session, rows)
    return Happened(
        after,
        until,
        tuple(
            Happening(
                number=row.number,
                at=row.at,
                name=row.name,
                person_id=row.person_id,
                person=row.person or "",
                contract=contracts.get(row.contract_id),
                engagement=engagements.get(row.engagement_id),
                requirement=asked.get((row.contract_id, row.requirement_key)),
                decided=decided.get(row.data.get("decision", ""), NOTHING),
                data=row.data,
                called=called_in(row, called),
                what=whats.get(row.data.get("action", ""), ""),
                said=saids.get((row.data.get("action", ""), row.data.get("number", "")), ""),
                titles=titles_in(row, asked),
            )
            for row in rows
        ),
    )


def is_anything_to_tell(session: Session) -> bool:
    """Whether something has happened since, or somebody is to be told at once and was not yet."""
    told = sa.select(Told.event_number).where(Told.id == TOLD).scalar_subquery()
    untold = sa.exists().where(Event.number > told, Event.name.in_(TELLING))
    unsent = sa.exists().where(
        Notice.message_id.is_(None),
        Notice.pace == Pace.AT_ONCE.value,
        Notice.read_at.is_(None),
        concerns_still(),
    )
    return bool(session.scalar(sa.select(sa.or_(untold, unsent))))


def query_events(after: int, until: int) -> sa.Select[*tuple[object, ...]]:
    return (
        sa.select(
            Event.number,
            Event.at,
            Event.name,
            Event.person_id,
            Person.name.label("person"),
            Event.contract_id,
            Event.engagement_id,
            Event.requirement_key,
            Event.data,
        )
        .outerjoin(Person, Person.id == Event.person_id)
        .where(Event.number > after, Event.number <= until, Event.name.in_(TELLING))
        .order_by(Event.number)
    )


def contracts_of(session: Session, contract_ids: set[uuid.UUID]) -> dict[uuid.UUID, ContractAbout]:
    lead = aliased(Organisation)
    query = (
        sa.select(
            Contract.id.label("contract_id"),
            Contract.title,
            Contract.lead_id,
            lead.name.label("lead"),
            Contract.commissioner_id,
            Contract.starts_on,
        )
        .join(lead, lead.id == Contract.lead_id)
        .where(Contract.id.in_(contract_ids))
    )
    return {row.contract_id: ContractAbout(**row._asdict()) for row in session.execute(query)}


def actions_told(
    session: Session, rows: Sequence[sa.Row[*tuple[object, ...]]]
) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """By action what is to be done, and by action and turn what was said of it."""
    wanted = {uuid.UUID(row.data["action"]) for row in rows if row.data.get("action")}
    if not wanted:
        return {}, {}
    whats = session.execute(sa.select(Action.id, Action.what).where(Action.id.in_(wanted)))
    steps = sa.select(ActionStep.action_id, ActionStep.number, ActionStep.words)
    said = session.execute(steps.where(ActionStep.action_id.in_(wanted)))
    return (
        {str(row.id): row.what for row in whats},
        {(str(row.action_id), str(row.number)): row.words for row in said},
    )


def decided_by(session: Session, rows: Sequence[sa.Row[*tuple[object, ...]]]) -> dict[str, Decided]:
    """By decision, what the reviewer wrote, and its days."""
    wanted = {uuid.UUID(row.data["decision"]) for row in rows if row.data.get("decision")}
    if not wanted:
        return {}
    columns = Decision.id, Decision.outcome, Decision.words, Decision.from_on, Decision.until_on
    query = sa.select(*columns).where(Decision.id.in_(wanted))
    return {
        str(row.id): Decided(row.outcome, row.words, row.from_on, row.until_on)
        for row in session.execute(query)
    }
