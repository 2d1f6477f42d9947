"""Take the name of somebody who is forgotten out of all that was written: where it is surely theirs at once,
elsewhere a person is asked to look."""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.log_key import log_key_of
from portal.acting.naming import Name
from portal.acting.sealing import EVENT, RowSeal, event_digest
from portal.history.queries.texts import Written, changed, leads_of, leaves, list_written
from portal.records import Event, Membership, Message, NameLeft, Organisation, Person, Work, Worker


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody on a partner's register who is to be forgotten, as long as it is known who that is."""

    worker_id: uuid.UUID
    organisation_id: uuid.UUID
    name: str
    numbers: tuple[str, ...]


def redact_name(session: Session, leaver: Leaver) -> list[RowSeal]:
    """What is left of old events, for the event that tells of it. In the caller's transaction, in which the
    engagements are locked and the person's own row says nothing any more."""
    name, is_sure = Name.of(leaver.name, *leaver.numbers), is_only_one(session, leaver)
    leads, events = leads_of(session, leaver.organisation_id), []
    for written in list_written(session, leaver.organisation_id):
        values = without(written, name, leaver, is_sure=is_sure)
        if values:
            session.execute(sa.update(written.sort.table).where(written.is_it).values(values))
        if values and written.sort.table.name == EVENT:
            events.append(written.row["number"])
        if not written.sort.told:
            ask_to_look(session, leaver, name, written, values, leads)
    redact_messages(session, name, leaver, is_sure=is_sure)
    return [*seals_of(session, events)]


def is_only_one(session: Session, leaver: Leaver) -> bool:
    """Nobody else there is called so, and the organisation itself is not."""
    name = Name.of(leaver.name)
    workers = sa.select(Worker.name).where(
        Worker.organisation_id == leaver.organisation_id, Worker.id != leaver.worker_id
    )
    people = sa.select(Person.name).join(Membership, Membership.person_id == Person.id)
    called = sa.select(Organisation.name)
    others = [*session.scalars(workers), *session.scalars(people), *session.scalars(called)]
    return not any(name.is_named_in(each) for each in others)


def without(written: Written, name: Name, leaver: Leaver, *, is_sure: bool) -> dict[str, Any]:
    """The columns of the row that are otherwise without the name. What is about nobody else goes without its
    parts too."""
    is_own = written.row.get("part_key") == str(leaver.worker_id)
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
    values: dict[str, Any],
    leads: dict[uuid.UUID, uuid.UUID],
) -> None:
    """Where a part of the name stands, or all of it and it may be somebody else's."""
    engagement_id = written.row.get("engagement_id")
    of_lead = written.sort.of_lead or written.row.get("by_lead", False)
    owner = leads.get(engagement_id) if of_lead and engagement_id else None
    for column in written.sort.columns:
        for place, text in leaves(values.get(column, written.row[column]), column):
            if name.is_named_in(text) or name.is_hinted_at(text):
                session.execute(
                    sa.insert(NameLeft).values(
                        id=uuid.uuid4(),
                        organisation_id=owner or leaver.organisation_id,
                        worker_id=leaver.worker_id,
                        table_name=written.sort.table.name,
                        row_key=written.row_key,
                        place=place,
                        found_at=clock.now(),
                    )
                )


def redact_messages(session: Session, name: Name, leaver: Leaver, *, is_sure: bool) -> None:
    """Letters that went out, and what work said when it failed."""
    if not is_sure:
        return
    for word in {*leaver.name.split(), *leaver.numbers}:
        text = json.dumps(word)[1:-1]
        said = sa.or_(
            sa.cast(Message.letter, sa.Text).icontains(text, autoescape=True),
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
