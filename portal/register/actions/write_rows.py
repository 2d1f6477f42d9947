"""Rows of the register, many at once, in the caller's transaction: nothing is committed before `finish`.

The order is: lock, insert, send, finish.
"""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal import clock
from portal.access import NotHere
from portal.acting.moments import moment_after
from portal.acting.record_event import Happened, record_events
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.records import Assignment, AssignmentDays, DbsCheck, RenewalApplied, Training, Worker
from portal.register.actions.check_entries import CheckEntry, TrainingEntry, WorkerEntry
from portal.register.actions.send_records import Record, SentRecord
from portal.standing.actions.rewrite_slots import rewrite_slots_that
from portal.standing.actions.rewrite_standing import lock_engagements

GONE = "This person left and has been removed from the register."


def lock_people(session: Session, place: OrganisationPlace, worker_ids: Iterable[uuid.UUID]) -> None:
    """Until the transaction ends nobody else changes these people, or what is said of the engagements that
    they are assigned to. Raises NotHere for anybody else's people, CannotDo for who has been removed."""
    if any(left.removed_at for left in lock_own(session, place, worker_ids).values()):
        raise CannotDo({"": GONE})


@dataclass(frozen=True, slots=True)
class Left:
    """Since when somebody is gone: not with the organisation any more, or not on its register."""

    left_on: date | None
    removed_at: datetime | None


def lock_own(
    session: Session, place: OrganisationPlace, worker_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, Left]:
    """The same, also of people who have been removed: by person, whether that is so. Raises StaleDataError
    where one of them is assigned elsewhere at the same moment: done anew that is held too."""
    wanted = set(worker_ids)
    engagements = engagements_of(session, wanted)
    lock_engagements(session, engagements)
    rows = session.execute(
        sa.select(Worker.id, Worker.left_on, Worker.removed_at)
        .where(Worker.id.in_(wanted), Worker.organisation_id == place.organisation_id)
        .order_by(Worker.id)
        .with_for_update(key_share=True)
    ).all()
    if len(rows) != len(wanted):
        raise NotHere
    if engagements_of(session, wanted) != engagements:
        raise StaleDataError("somebody was assigned elsewhere a moment ago")
    return {row.id: Left(row.left_on, row.removed_at) for row in rows}


def engagements_of(session: Session, worker_ids: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """The engagements to which any of them is or was assigned, or was to be: that can be put back."""
    wanted = set(worker_ids)
    found = (sa.select(each.engagement_id).where(each.worker_id.in_(wanted)) for each in STAYS)
    return sorted(set(session.scalars(sa.union(*found))))


STAYS = (Assignment, AssignmentDays)


def insert_workers(
    session: Session, organisation_id: uuid.UUID, entries: Sequence[WorkerEntry]
) -> list[uuid.UUID]:
    """Their ids, in the order of the entries."""
    now = clock.now()
    rows: list[dict[str, Any]] = [
        {"id": uuid.uuid4(), "organisation_id": organisation_id, "created_at": now, **asdict(entry)}
        for entry in entries
    ]
    if rows:
        session.execute(sa.insert(Worker), rows)
    return [row["id"] for row in rows]


def insert_assignments(
    session: Session, assignments: Iterable[tuple[uuid.UUID, uuid.UUID, date, date | None]]
) -> None:
    """Of each: the person, the engagement, the first and the last day."""
    names = ("worker_id", "engagement_id", "from_on", "until_on")
    made = list(assignments)
    if made:
        session.execute(sa.insert(Assignment), [dict(zip(names, each, strict=True)) for each in made])
        say_days(session, {worker_id for worker_id, *_ in made})


def say_days(session: Session, worker_ids: Collection[uuid.UUID], *, is_leaving: bool = False) -> None:
    """The days that the assignments of these people have by now, where they were said otherwise or not at
    all; that one was taken back, where it is there no more. Who leaves says of each anew how it is then:
    what is said twice the leaving has not changed."""
    said, now = days_of(session, AssignmentDays, worker_ids), days_of(session, Assignment, worker_ids)
    moment = moment_after(session, AssignmentDays.recorded_at, AssignmentDays.worker_id.in_(worker_ids))
    new = [
        {
            "id": uuid.uuid4(),
            "worker_id": worker_id,
            "engagement_id": engagement_id,
            "from_on": days[0],
            "until_on": days[1],
            "away": days[2],
            "recorded_at": moment,
        }
        for worker_id, engagement_id in sorted(said.keys() | now.keys())
        for days in [now.get((worker_id, engagement_id), NO_DAYS)]
        if is_leaving or said.get((worker_id, engagement_id), NO_DAYS) != days
    ]
    if new:
        session.execute(sa.insert(AssignmentDays), new)


Days = tuple[date | None, date | None, str | None]
NO_DAYS: Days = (None, None, None)
DAYS = ("from_on", "until_on", "away")


def days_of(
    session: Session, table: type[Assignment | AssignmentDays], worker_ids: Collection[uuid.UUID]
) -> dict[tuple[uuid.UUID, uuid.UUID], Days]:
    """By person and engagement; of those that were said, the last."""
    query = sa.select(table.worker_id, table.engagement_id, table.from_on, table.until_on, table.away)
    if table is AssignmentDays:
        query = query.order_by(AssignmentDays.recorded_at)
    rows = session.execute(query.where(table.worker_id.in_(worker_ids)))
    return {(row.worker_id, row.engagement_id): (row.from_on, row.until_on, row.away) for row in rows}


def say_renewal(session: Session, worker_ids: Iterable[uuid.UUID], applied_on: date | None) -> None:
    """That a new check was applied for on that day; without one, that none is under way any more. Only of
    those of whom it was said otherwise."""
    is_other = Worker.renewal_applied_on.is_distinct_from(applied_on)
    changed = session.scalars(sa.select(Worker.id).where(Worker.id.in_(tuple(worker_ids)), is_other)).all()
    if changed:
        moment = moment_after(session, RenewalApplied.recorded_at, RenewalApplied.worker_id.in_(changed))
        session.execute(sa.update(Worker).where(Worker.id.in_(changed)).values(renewal_applied_on=applied_on))
        said = [
            {"id": uuid.uuid4(), "worker_id": each, "applied_on": applied_on, "recorded_at": moment}
            for each in changed
        ]
        session.execute(sa.insert(RenewalApplied), said)


def insert_checks(
    session: Session, person_id: uuid.UUID, checks: Iterable[tuple[uuid.UUID, CheckEntry]]
) -> list[Record]:
    """Of each: whose check, and what it says. Whoever has a new check has no renewal under way any more."""
    if rows := as_rows(person_id, checks):
        session.execute(sa.insert(DbsCheck), rows)
        say_renewal(session, {row["worker_id"] for row in rows}, None)
    return [Record(row["id"], row["worker_id"], row["issued_on"]) for row in rows]


def as_rows(
    person_id: uuid.UUID, entries: Iterable[tuple[uuid.UUID, CheckEntry | TrainingEntry]]
) -> list[dict[str, Any]]:
    """What somebody records of people now, a row each."""
    now = clock.now()
    return [
        {
            "id": uuid.uuid4(),
            "worker_id": worker_id,
            "recorded_by": person_id,
            "recorded_at": now,
            **asdict(entry),
        }
        for worker_id, entry in entries
    ]


def insert_training(
    session: Session, person_id: uuid.UUID, training: Iterable[tuple[uuid.UUID, TrainingEntry]]
) -> list[Record]:
    """Of each: whose training, and in what."""
    if rows := as_rows(person_id, training):
        session.execute(sa.insert(Training), rows)
    return [Record(row["id"], row["worker_id"], row["completed_on"], row["topic"]) for row in rows]


def finish(
    session: Session,
    person_id: uuid.UUID,
    event: str,
    data: dict[str, Any],
    engagement_ids: Iterable[uuid.UUID] = (),
    sent: Sequence[SentRecord] = (),
) -> None:
    """What follows for the engagements, and the events: one for the register, which names no contract, and
    one for each record that was sent. Commits."""
    finish_all(session, person_id, [Happened(event, person_id, data=data)], engagement_ids, sent)


def finish_all(
    session: Session,
    person_id: uuid.UUID | None,
    happened: Sequence[Happened],
    engagement_ids: Iterable[uuid.UUID] = (),
    sent: Sequence[SentRecord] = (),
) -> None:
    """The same where several things happened on the register at once."""
    changed = sorted({*engagement_ids, *(each.engagement_id for each in sent)})
    if changed:
        rewrite_slots_that(session, changed, is_register)
    record_events(session, [*happened, *(as_event(each, person_id) for each in sent)])
    session.commit()


def is_register(requirement: Requirement) -> bool:
    return requirement.kind is Kind.REGISTER


def as_event(sent: SentRecord, person_id: uuid.UUID | None) -> Happened:
    """A record was put before a lead."""
    return Happened(
        "evidence-sent",
        person_id,
        contract_id=sent.contract_id,
        engagement_id=sent.engagement_id,
        requirement_key=sent.requirement_key,
        data={"submission": str(sent.submission_id), "reference": sent.reference, "part": sent.part_key},
    )
