"""Events as people read them: who did what when, with what the ids in them stand for by now."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal.clock import LONDON
from portal.history.queries.sides import OF_A_LEADS_ENTRY, OF_BOTH, OF_THE_PARTNER, OF_THE_PORTAL
from portal.places.contracts import ContractPlace
from portal.places.organisations import OrganisationPlace
from portal.records import (
    Contract,
    Engagement,
    Event,
    NamedRow,
    Organisation,
    Person,
    StoredFile,
    Worker,
    table_of,
)

A_PAGE = 50
MOST_TOLD = 20_000
"""Lines of a sheet, and lines that are paged: who wants older ones says up to when."""

PARTNER = aliased(Organisation)


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event; `name` is in the past tense, `person` None where it happened by rule. `partner` is whose
    engagement it is about, empty where it is about none; `contract` the title. `file`, `worker` and `other`
    (somebody else than who did it) are what its data name, empty where they name nothing, or that is
    forgotten."""

    number: int
    name: str
    at: datetime
    person: str | None
    contract_id: uuid.UUID | None
    contract: str
    partner: str
    area: str
    requirement_key: str | None
    data: dict[str, Any]
    file: str = ""
    worker: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: by part of the name of who did it, part of the partner's name, the contract, the
    requirement, the events' names, and days, both inside."""

    who: str = ""
    partner: str = ""
    contract_id: uuid.UUID | None = None
    requirement_key: str = ""
    names: Sequence[str] = ()
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are, up to `MOST_TOLD`; `is_more` where there are older ones that are not counted: for
    that all of a large log would be read each time."""

    number: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Newest:
    """Up to `MOST_TOLD` lines, newest first; `is_more` where there are older ones."""

    lines: tuple[EventLine, ...]
    is_more: bool


@dataclass(frozen=True, slots=True)
class Those:
    """Which events somebody may read, and of whom a line says which worker is meant."""

    mine: sa.ColumnElement[bool]
    with_workers: bool


LINES = (
    sa.select(
        Event.number,
        Event.name,
        Event.at,
        Person.name.label("person"),
        Event.contract_id,
        sa.func.coalesce(Contract.title, "").label("contract"),
        sa.func.coalesce(PARTNER.name, "").label("partner"),
        sa.func.coalesce(Engagement.area, "").label("area"),
        Event.requirement_key,
        Event.data,
    )
    .outerjoin(Person, Person.id == Event.person_id)
    .outerjoin(Contract, Contract.id == Event.contract_id)
    .outerjoin(Engagement, Engagement.id == Event.engagement_id)
    .outerjoin(PARTNER, PARTNER.id == Engagement.partner_id)
)


def events_of_contract(place: ContractPlace) -> Those:
    """What happened under the contract; without what is the partners' own until it is sent, and without the
    names of their workers, whom a lead knows as the partner shows them."""
    mine = sa.and_(
        Event.contract_id == place.contract_id,
        Event.name.not_in(OF_THE_PARTNER),
        is_no_draft("yes"),
    )
    return Those(mine, with_workers=False)


def events_of_organisation(session: Session, place: OrganisationPlace) -> Those:
    """What happened under the organisation's engagements, by either side, and in its own affairs; also what
    it has together with others, as a visit to several."""
    query = sa.select(Engagement.id, Engagement.contract_id)
    engaged = session.execute(query.where(Engagement.partner_id == place.organisation_id)).all()
    shown = Event.name.in_((*OF_BOTH, *OF_THE_PARTNER))
    theirs = sa.and_(Event.engagement_id.in_([row.id for row in engaged]), shown, is_no_draft("lead"))
    together = sa.and_(
        shown,
        Event.contract_id.in_({row.contract_id for row in engaged}),
        Event.engagement_id.is_(None),
        sa.or_(sa.false(), *(Event.data["engagements"].as_string().contains(str(row.id)) for row in engaged)),
    )
    ways = (theirs, together) if engaged else ()
    own = sa.and_(Event.organisation_id == place.organisation_id, Event.name.not_in(OF_A_LEADS_ENTRY))
    mine = any_of(sa.and_(own, is_no_draft("lead")), *ways)
    return Those(mine, with_workers=True)


def is_no_draft(whose: str) -> sa.ColumnElement[bool]:
    """Whether an event is not of a harmful file in a draft of that side: what its name is nobody else knows
    before it is sent."""
    draft = sa.func.coalesce(Event.data["draft"].as_string(), "")
    return sa.or_(Event.name != "harmful-file-found", draft != whose)


def any_of(*ways: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Events that one of these holds of. Each is looked for by its own index: of an OR a database may read
    all of the log."""
    log = table_of(Event)
    each = [sa.select(log.c.number.label("number")).where(way) for way in ways]
    return Event.number.in_(sa.select(sa.union(*each).cte().c.number))


NEWEST_FIRST = Event.at.desc(), Event.number.desc()
"""Not by number alone: for that a database may read the log from its end until enough is found."""


def count_events(session: Session, those: Those, wanted: Wanted) -> Counted:
    each = LINES.with_only_columns(Event.number) if wanted.who or wanted.partner else sa.select(Event.number)
    some = each.where(*asked_of(those, wanted)).limit(MOST_TOLD + 1).subquery()
    number = session.scalar(sa.select(sa.func.count()).select_from(some)) or 0
    return Counted(min(number, MOST_TOLD), number > MOST_TOLD)


def list_events(
    session: Session, those: Those, wanted: Wanted, start: int = 0, at_once: int = A_PAGE
) -> tuple[EventLine, ...]:
    """So many of them, newest first."""
    query = LINES.where(*asked_of(those, wanted)).order_by(*NEWEST_FIRST).offset(start).limit(at_once)
    return read_lines(session, query, with_workers=those.with_workers)


def newest_events(session: Session, those: Those, wanted: Wanted) -> Newest:
    """As a sheet tells them."""
    lines = list_events(session, those, wanted, 0, MOST_TOLD + 1)
    return Newest(lines[:MOST_TOLD], len(lines) > MOST_TOLD)


def asked_of(those: Those, wanted: Wanted) -> tuple[sa.ColumnElement[bool], ...]:
    return those.mine, Event.name.not_in(OF_THE_PORTAL), *conditions(wanted)


def conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    asked: list[sa.ColumnElement[bool]] = []
    if wanted.who:
        asked.append(Person.name.icontains(wanted.who, autoescape=True))
    if wanted.partner:
        asked.append(PARTNER.name.icontains(wanted.partner, autoescape=True))
    if wanted.contract_id:
        asked.append(Event.contract_id == wanted.contract_id)
    if wanted.requirement_key:
        asked.append(Event.requirement_key == wanted.requirement_key)
    if wanted.names:
        asked.append(Event.name.in_(wanted.names))
    if wanted.from_on:
        asked.append(Event.at >= begins(wanted.from_on))
    if wanted.until_on and wanted.until_on < date.max:
        asked.append(Event.at < begins(wanted.until_on + timedelta(days=1)))
    return asked


def begins(day: date) -> datetime:
    return datetime.combine(max(day, date(1900, 1, 1)), time(), LONDON)


def read_lines(
    session: Session, query: sa.Select[*tuple[Any, ...]], *, with_workers: bool
) -> tuple[EventLine, ...]:
    """The rows of a query like LINES, with the names that their data stand for."""
    rows = session.execute(query).all()
    files = named(session, StoredFile.id, StoredFile.name, ids_in(rows, "file"))
    workers = named(session, Worker.id, Worker.name, ids_in(rows, "worker") if with_workers else set())
    people = named(session, Person.id, Person.name, ids_in(rows, "person"))
    return tuple(
        EventLine(
            **row._asdict(),
            file=files.get(row.data.get("file"), ""),
            worker=workers.get(row.data.get("worker"), ""),
            other=people.get(row.data.get("person"), ""),
        )
        for row in rows
    )


def ids_in(rows: Sequence[NamedRow], name: str) -> set[uuid.UUID]:
    return {uuid.UUID(row.data[name]) for row in rows if row.data.get(name)}


def named(
    session: Session,
    key: sa.orm.InstrumentedAttribute[uuid.UUID],
    name: sa.orm.InstrumentedAttribute[str],
    ids: Collection[uuid.UUID],
) -> dict[str | None, str]:
    if not ids:
        return {}
    query = sa.select(key.label("id"), name.label("name")).where(key.in_(ids))
    return {str(row.id): row.name for row in session.execute(query)}
