"""All that is held about one person, as they may ask for it (UK GDPR, article 15): out of every table that
points at them, whichever tables there are."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_workbook
from portal.acting.naming import Name
from portal.history.queries.texts import leaves, list_written
from portal.records import (
    Base,
    DbsCheck,
    Decision,
    Engagement,
    Event,
    Invitation,
    NameLeft,
    Notice,
    Pack,
    Person,
    StatusCheck,
    Submission,
    VisitRow,
    Worker,
    table_of,
)

SECRET = re.compile(r"hash|secret|token|seal|recovery|public_key|previous")
"""In the name of a column: what lets somebody in, or proves the log, and says nothing about a person."""

LONGEST = 1_000_000
"""Rows of a sheet: nearly as many as a spreadsheet program opens. What is beyond goes on in another."""

OF_LEADS = {table_of(each) for each in (Event, NameLeft, Notice, Pack, VisitRow)}
"""What leads wrote or were told, also where it is about a partner's worker."""


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of one table; a heading for each column."""

    table: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def held_about_person(session: Session, person_id: uuid.UUID) -> list[Held]:
    """Of somebody who signs in: the person's own row, and every row that names them as who it is about or
    who did it."""
    found = [held(session, table_of(Person), Person.id == person_id)]
    for table in Base.metadata.sorted_tables:
        points = [each.parent for each in table.foreign_keys if each.column.table is table_of(Person)]
        points = points or [column for column in table.columns if column.name == "person_id"]
        if points:
            found.append(held(session, table, sa.or_(*(column == person_id for column in points))))
    email = sa.select(Person.email).where(Person.id == person_id).scalar_subquery()
    found.append(held(session, table_of(Invitation), Invitation.email == email))
    return merged([each for each in found if each.rows])


def merged(tables: Iterable[Held]) -> list[Held]:
    """Each table once, and each of its rows."""
    found: dict[str, Held] = {}
    for each in tables:
        rows = (*found[each.table].rows, *each.rows) if each.table in found else each.rows
        found[each.table] = Held(each.table, each.headings, tuple(dict.fromkeys(rows)))
    return list(found.values())


def held_about_worker(session: Session, worker_id: uuid.UUID) -> list[Held]:
    """Of somebody on a register: records, what was sent of them and decided, and where else the name is
    written. For the organisation whose register it is: what leads hold for themselves is theirs to give."""
    found = [held(session, table_of(Worker), Worker.id == worker_id)]
    for table in Base.metadata.sorted_tables:
        if table in OF_LEADS:
            continue
        points = [each.parent for each in table.foreign_keys if each.column.table is table_of(Worker)]
        if points:
            found.append(held(session, table, sa.or_(*(column == worker_id for column in points))))
    checks = sa.select(DbsCheck.id).where(DbsCheck.worker_id == worker_id)
    found.append(held(session, table_of(StatusCheck), StatusCheck.check_id.in_(checks)))
    owner = sa.select(Worker.organisation_id).where(Worker.id == worker_id).scalar_subquery()
    engagements = sa.select(Engagement.id).where(Engagement.partner_id == owner)
    for model in (Submission, Decision):
        theirs = sa.and_(model.engagement_id.in_(engagements), model.part_key == str(worker_id))
        found.append(held(session, table_of(model), theirs))
    found.append(named_elsewhere(session, worker_id))
    return [each for each in found if each.rows]


def named_elsewhere(session: Session, worker_id: uuid.UUID) -> Held:
    """What else is written by its organisation in which the full name stands."""
    worker = session.get_one(Worker, worker_id)
    name = Name.spelt(worker.name, worker.staff_code)
    rows = [
        (written.sort.table.name, place, text)
        for written in list_written(session, worker.organisation_id)
        if not written.sort.of_lead and written.sort.table not in OF_LEADS
        for column in written.sort.columns
        for place, text in leaves(written.row[column], column)
        if name.is_named_in(text)
    ]
    return Held("written elsewhere", ("Table", "Place", "Words"), tuple(rows))


def held(session: Session, table: sa.Table, where: sa.ColumnElement[bool]) -> Held:
    columns = [column for column in table.columns if not SECRET.search(column.name)]
    rows = session.execute(sa.select(*columns).where(where).order_by(*table.primary_key)).all()
    headings = tuple(column.name.replace("_", " ").capitalize() for column in columns)
    return Held(table.name, headings, tuple(tuple(map(as_value, row)) for row in rows))


def as_value(value: object) -> Value:
    if value is None or isinstance(value, str | bool | int):
        return value if value != "" else None
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value
    return str(value)


def find_person_id(session: Session, email: str) -> uuid.UUID | None:
    return session.scalar(sa.select(Person.id).where(Person.email == email.strip().lower()))


def as_workbook(tables: Iterable[Held]) -> bytes:
    """A sheet for each table, several for one that is longer than a sheet may be."""
    return write_workbook(
        [
            Written(
                sheet_name(each.table, start // LONGEST), each.headings, each.rows[start : start + LONGEST]
            )
            for each in tables
            for start in range(0, len(each.rows), LONGEST)
        ]
    )


def sheet_name(table: str, before: int) -> str:
    """At most 31 characters; `before` is how many sheets the table has filled.

    >>> sheet_name("submission_file", 0), sheet_name("submission_file", 1)
    ('Submission file', 'Submission file 2')
    """
    further = f" {before + 1}" if before else ""
    return f"{table.replace('_', ' ').capitalize()[: 31 - len(further)]}{further}"
