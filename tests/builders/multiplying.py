"""Many partners out of a few: rows copied inside the database, each copy under ids and names of its own.

What a partner has is the same in every copy, standing included: it follows from the same rows by the same
rules. Only the chain of events is not continued: a database with copies is for measuring.
"""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import (
    Assessment,
    AssessmentFinding,
    Assignment,
    AssignmentDays,
    Base,
    DbsCheck,
    Decision,
    Engagement,
    EngagementCondition,
    EngagementStanding,
    EngagementTerms,
    Event,
    FileWord,
    Incident,
    IncidentWithdrawal,
    Invitation,
    LevelShare,
    Membership,
    NameWord,
    Organisation,
    OrganisationFact,
    OrganisationName,
    Person,
    RenewalApplied,
    Standing,
    StatusCheck,
    StoredFile,
    Submission,
    SubmissionFile,
    Training,
    UnderWay,
    Visit,
    VisitEngagement,
    Worker,
)
from portal.standing.actions.keep_numbers import keep_numbers

Column = sa.ColumnElement[Any]

STAYS = {"contract", "person"}
"""What a foreign key points at that is not copied: who made, sent or decided something stays who it was."""

MEMBERS = {"membership"}
"""The tables whose person is copied too."""

OF_OTHERS = {"lead_id", "made_by_id", "became_id"}
"""Columns that point at organisations which are not copied."""

A_PERSON = "________-____-____-____-____________%"
"""The keys of parts that are people on a register: an id, and perhaps a topic behind it."""

MOST_EVENTS = 100_000
"""So far apart are the numbers of an event and of its next copy."""

NAMED_ANEW = {
    "organisation": ("name",),
    "organisation_name": ("name",),
    "engagement": ("sort_name", "reference"),
    "submission": ("reference",),
    "person": ("email",),
    "stored_file": ("key",),
    "event": ("hash",),
}
"""Columns whose value nobody else may have, and the name by which partners are sorted."""


@dataclass(frozen=True)
class Copying:
    """Engagements that are copied, and by which numbers the copies go: from `first` to `last`."""

    session: Session
    engagement_ids: Sequence[uuid.UUID]
    first: int
    last: int


def multiply(session: Session, engagement_ids: Sequence[uuid.UUID], first: int, last: int) -> None:
    """For every number from `first` to `last` a copy of these engagements' partners, with all that is
    theirs."""
    copying = Copying(session, engagement_ids, first, last)
    for table, is_theirs in theirs(engagement_ids):
        if table is not Standing:
            copy(copying, table, is_theirs)
    for engagement_id in engagement_ids:
        its_people = people_of(session, engagement_id)
        copy(copying, Standing, Standing.engagement_id == engagement_id, its_people)
    contracts = sa.select(Engagement.contract_id).where(Engagement.id.in_(engagement_ids)).distinct()
    keep_numbers(session, session.scalars(contracts).all())


def theirs(ids: Collection[uuid.UUID]) -> Iterator[tuple[Any, Column]]:
    """Every table that grows with partners and which of its rows are copied, in the order of foreign keys."""
    partners = sa.select(Engagement.partner_id).where(Engagement.id.in_(ids))
    members = sa.select(Membership.person_id).where(Membership.organisation_id.in_(partners))
    workers = sa.select(Worker.id).where(Worker.organisation_id.in_(partners))
    checks = sa.select(DbsCheck.id).where(DbsCheck.worker_id.in_(workers))
    submissions = sa.select(Submission.id).where(Submission.engagement_id.in_(ids))
    incidents = sa.select(Incident.id).where(Incident.engagement_id.in_(ids))
    yield Organisation, Organisation.id.in_(partners)
    yield Person, Person.id.in_(members)
    yield Membership, Membership.organisation_id.in_(partners)
    yield Invitation, Invitation.organisation_id.in_(partners)
    yield OrganisationName, OrganisationName.organisation_id.in_(partners)
    names = sa.select(OrganisationName.id).where(OrganisationName.organisation_id.in_(partners))
    yield NameWord, NameWord.name_id.in_(names)
    yield OrganisationFact, OrganisationFact.organisation_id.in_(partners)
    yield Engagement, Engagement.id.in_(ids)
    yield EngagementTerms, EngagementTerms.engagement_id.in_(ids)
    yield EngagementCondition, EngagementCondition.engagement_id.in_(ids)
    theirs = sa.select(VisitEngagement.visit_id).where(VisitEngagement.engagement_id.in_(ids))
    yield Visit, Visit.id.in_(theirs)
    yield VisitEngagement, VisitEngagement.engagement_id.in_(ids)
    yield Worker, Worker.organisation_id.in_(partners)
    yield Assignment, Assignment.engagement_id.in_(ids)
    yield AssignmentDays, AssignmentDays.engagement_id.in_(ids)
    yield RenewalApplied, RenewalApplied.worker_id.in_(workers)
    yield DbsCheck, DbsCheck.worker_id.in_(workers)
    yield StatusCheck, StatusCheck.check_id.in_(checks)
    yield Training, Training.worker_id.in_(workers)
    yield StoredFile, StoredFile.organisation_id.in_(partners)
    yield FileWord, FileWord.organisation_id.in_(partners)
    yield Submission, Submission.engagement_id.in_(ids)
    yield SubmissionFile, SubmissionFile.submission_id.in_(submissions)
    yield Assessment, Assessment.submission_id.in_(submissions)
    yield AssessmentFinding, AssessmentFinding.submission_id.in_(submissions)
    yield Incident, Incident.engagement_id.in_(ids)
    yield IncidentWithdrawal, IncidentWithdrawal.incident_id.in_(incidents)
    yield Decision, Decision.engagement_id.in_(ids)
    yield Event, Event.engagement_id.in_(ids)
    yield Standing, Standing.engagement_id.in_(ids)
    yield EngagementStanding, EngagementStanding.engagement_id.in_(ids)
    yield LevelShare, LevelShare.engagement_id.in_(ids)
    yield UnderWay, UnderWay.engagement_id.in_(ids)


GROWING = frozenset(table.__tablename__ for table, _ in theirs([])) | {"contract"}
"""The names of all tables that have more rows where there are more partners, or more leads."""


def people_of(session: Session, engagement_id: uuid.UUID) -> Sequence[uuid.UUID]:
    return session.scalars(
        sa.select(Worker.id)
        .join(Engagement, Engagement.partner_id == Worker.organisation_id)
        .where(Engagement.id == engagement_id)
    ).all()


def copy(copying: Copying, mapped: type[Base], is_theirs: Column, people: Sequence[uuid.UUID] = ()) -> None:
    """One statement for all copies of these rows: nothing goes through this process."""
    table, number = cast("sa.Table", mapped.__table__), numbers(copying.first, copying.last)
    prefix = prefix_of(copying.session, number.c.number)
    columns = {
        column.name: value_of(copying.session, column, number.c.number, prefix, people)
        for column in table.columns
    }
    if mapped is Event:
        columns["number"] = Event.number + number.c.number * MOST_EVENTS
    rows = sa.select(*columns.values()).select_from(table.join(number, sa.true())).where(is_theirs)
    copying.session.execute(sa.insert(mapped).from_select(list(columns), rows))


def numbers(first: int, last: int) -> sa.CTE:
    start = sa.select(sa.literal(first, sa.BigInteger).label("number")).cte("copies", recursive=True)
    return start.union_all(sa.select(start.c.number + 1).where(start.c.number < last))


def prefix_of(session: Session, number: Column) -> Column:
    """Eight hexadecimal digits that no other copy has, scattered as the beginnings of ids are."""
    scattered = number * 2_654_435_761 % 4_294_967_296
    if session.get_bind().dialect.name == "sqlite":
        return sa.func.printf("%08x", scattered)
    return sa.func.lpad(sa.func.to_hex(scattered), 8, "0")


def value_of(
    session: Session, column: sa.Column[Any], number: Column, prefix: Column, people: Sequence[uuid.UUID]
) -> Column:
    if is_copied_too(column):
        text = prefix.concat(sa.func.substr(sa.cast(column, sa.Text), 9))
        return sa.cast(text, sa.Uuid) if session.get_bind().dialect.name == "postgresql" else text
    if column.name in NAMED_ANEW.get(column.table.name, ()):
        return column.concat(sa.literal(" ", sa.Text)).concat(sa.cast(number, sa.Text))
    if column.name == "part_key":
        its_person = prefix.concat(sa.func.substr(column, 9))
        return sa.case((column.like(A_PERSON), its_person), else_=column)
    if column.name in {"parts", "also"}:
        return named_anew(column, prefix, people)
    return column


def is_copied_too(column: sa.Column[Any]) -> bool:
    """Whether it is the id of a row that is copied, or points at one."""
    if column.name == "engagement_id":
        return True  # an event points at it without a key, since it outlives what is removed
    targets = {key.column.table.name for key in column.foreign_keys} if column.name not in OF_OTHERS else {""}
    if not targets:
        return column.name == "id"
    return not targets & STAYS or (column.name == "person_id" and column.table.name in MEMBERS)


def named_anew(column: Column, prefix: Column, people: Sequence[uuid.UUID]) -> Column:
    """The text with the beginning of each person's id as the copy has it."""
    for person in people:
        column = sa.func.replace(column, str(person)[:9], prefix.concat("-"))
    return column


def copy_of(some_id: uuid.UUID, number: int) -> uuid.UUID:
    """The id that the copy of that number has."""
    return uuid.UUID(f"{number * 2_654_435_761 % 4_294_967_296:08x}{some_id.hex[8:]}")
