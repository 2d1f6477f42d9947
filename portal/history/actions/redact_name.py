"""Take the name of somebody who is forgotten out of all that was written: where it is surely theirs at once,
elsewhere a person is asked to look."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.log_key import log_key_of
from portal.acting.naming import Name, plain_part
from portal.acting.sealing import EVENT, RowSeal, event_digest
from portal.history.actions.rewrite_written import rewrite_written
from portal.history.queries.texts import Written, changed, leads_of, leaves, list_written
from portal.records import Event, Membership, Message, NameLeft, Organisation, Person, Work, Worker

UNDER = ("engagement_id", "contract_id", "visit_id", "sheet_id")
"""Columns that tell under which contract something is written."""


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody on a partner's register, or who signed in, who is to be forgotten, as long as it is known who
    that is. `organisation_id` is whose papers are looked through; `numbers` stand for the person too."""

    organisation_id: uuid.UUID
    name: str
    numbers: tuple[str, ...]
    worker_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None


def redact_name(session: Session, leaver: Leaver) -> list[RowSeal]:
    """What is left of old events, for the event that tells of it. In the caller's transaction, in which the
    engagements are locked and the person's own row says nothing any more."""
    name, is_sure = Name.spelt(leaver.name, *leaver.numbers), is_only_one(session, leaver)
    leads, events = leads_of(session, leaver.organisation_id), list[int]()
    asked = asked_already(session, leaver)
    for written in list_written(session, leaver.organisation_id):
        values = without(written, name, leaver, is_sure=is_sure)
        if values:
            rewrite_written(session, written, values)
        if values and written.sort.table.name == EVENT:
            events.append(written.row["number"])
        if not written.sort.told:
            ask_to_look(session, leaver, name, written, values, leads, asked)
    redact_messages(session, name, leaver, is_sure=is_sure)
    return [*seals_of(session, events)]


def is_only_one(session: Session, leaver: Leaver) -> bool:
    """Nobody else there is called so, and the organisation itself is not."""
    name = Name.spelt(leaver.name)
    workers = sa.select(Worker.name).where(
        Worker.organisation_id == leaver.organisation_id,
        Worker.id.is_distinct_from(leaver.worker_id),
    )
    people = sa.select(Person.name).join(Membership, Membership.person_id == Person.id)
    called = sa.select(Organisation.name)
    others = [*session.scalars(workers), *session.scalars(people), *session.scalars(called)]
    return not any(name.is_named_in(each) for each in others)


def without(written: Written, name: Name, leaver: Leaver, *, is_sure: bool) -> dict[str, object]:
    """The columns of the row that are otherwise without the name. What is about nobody else goes without its
    parts too."""
    about = (written.row.get("part_key"), str(written.row.get("worker_id")))
    is_own = leaver.worker_id is not None and str(leaver.worker_id) in about
    if not (is_sure or is_own):
        return {}
    change = name.without_hints if is_own else name.without
    anew = {column: changed(written.row[column], change) for column in written.sort.columns}
    return {column: value for column, value in anew.items() if value != written.row[column]}


def ask_to_look(
    session: Session,
    leaver: Leaver,
    name: Name,
    written: Written,
    values: dict[str, object],
    leads: dict[uuid.UUID, uuid.UUID],
    asked: set[tuple[str, str, str]],
) -> None:
    """Where a part of the name stands, or all of it and it may be somebody else's."""
    of_lead = written.sort.of_lead or written.row.get("by_lead", False)
    under = next((written.row[each] for each in UNDER if written.row.get(each)), None)
    owner = leads.get(under) if of_lead and under else None
    for column in written.sort.columns:
        for place, text in leaves(values.get(column, written.row[column]), column):
            where = written.sort.table.name, written.row_key, place
            if where not in asked and (name.is_named_in(text) or name.is_hinted_at(text)):
                asked.add(where)
                ask_about(session, leaver, owner or leaver.organisation_id, where)


def ask_about(
    session: Session, leaver: Leaver, organisation_id: uuid.UUID, where: tuple[str, str, str]
) -> None:
    left = dict(zip(("table_name", "row_key", "place"), where, strict=True))
    whom = {"worker_id": leaver.worker_id, "person_id": leaver.person_id}
    values = {"id": uuid.uuid4(), "organisation_id": organisation_id, "found_at": clock.now()}
    session.execute(sa.insert(NameLeft).values(**values, **left, **whom))


def asked_already(session: Session, leaver: Leaver) -> set[tuple[str, str, str]]:
    """Places that somebody is asked to look at by now: what is of several organisations is looked at once."""
    whose = NameLeft.person_id == leaver.person_id
    if leaver.worker_id:
        whose = NameLeft.worker_id == leaver.worker_id
    query = sa.select(NameLeft.table_name, NameLeft.row_key, NameLeft.place).where(whose)
    return {(row.table_name, row.row_key, row.place) for row in session.execute(query)}


def redact_messages(session: Session, name: Name, leaver: Leaver, *, is_sure: bool) -> None:
    """Letters that went out, and what work said when it failed."""
    if not is_sure:
        return
    for word in {plain_part(each) for each in (*leaver.name.split(), *leaver.numbers)}:
        said = sa.or_(
            sa.cast(Message.letter, sa.Text).icontains(word, autoescape=True),
            Message.subject.icontains(word, autoescape=True),
        )
        for row in session.execute(sa.select(Message.id, Message.subject, Message.letter).where(said)).all():
            values = {"subject": name.without(row.subject), "letter": changed(row.letter, name.without)}
            session.execute(sa.update(Message).where(Message.id == row.id).values(values))
        failed = Work.problem.icontains(word, autoescape=True)
        for work in session.execute(sa.select(Work.id, Work.problem).where(failed)).all():
            problem = name.without(work.problem)
            session.execute(sa.update(Work).where(Work.id == work.id).values(problem=problem))


def seals_of(session: Session, numbers: Sequence[int]) -> Iterator[RowSeal]:
    """What these events say from now on is sealed."""
    key = log_key_of(session)
    rows = session.execute(sa.select(*Event.__table__.columns).where(Event.number.in_(numbers)))
    for row in rows:
        yield EVENT, str(row.number), event_digest(key, row._asdict())
