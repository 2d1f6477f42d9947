"""Rows of the register, many at once, in the caller's transaction: nothing is committed before `finish`.

The order is: lock, insert, send, finish.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal import clock
from portal.access import NotHere
from portal.acting.record_event import Happened, record_events
from portal.acting.refused import CannotDo
from portal.places.organisations import OrganisationPlace
from portal.records import Assignment, DbsCheck, Training, Worker
from portal.register.actions.check_entries import CheckEntry, TrainingEntry, WorkerEntry
from portal.register.actions.send_records import Record, SentRecord
from portal.standing.actions.rewrite_slots import rewrite_slots_that
from portal.standing.actions.rewrite_standing import lock_engagements

GONE = "This person left and has been removed from the register."


def lock_people(session: Session, place: OrganisationPlace, worker_ids: Iterable[uuid.UUID]) -> None:
    """Until the transaction ends nobody else changes these people, or what is said of the engagements that
    they are assigned to. Raises NotHere for anybody else's people, CannotDo for who has been removed."""
    wanted = set(worker_ids)
    lock_engagements(session, engagements_of(session, wanted))
    rows = session.execute(
        sa.select(Worker.id, Worker.removed_at)
        .where(Worker.id.in_(wanted), Worker.organisation_id == place.organisation_id)
        .order_by(Worker.id)
        .with_for_update()
    ).all()
    if len(rows) != len(wanted):
        raise NotHere
    if any(row.removed_at for row in rows):
        raise CannotDo({"": GONE})


def engagements_of(session: Session, worker_ids: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """The engagements to which any of them is or was assigned."""
    query = sa.select(Assignment.engagement_id).where(Assignment.worker_id.in_(set(worker_ids)))
    return sorted(set(session.scalars(query)))


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
    if rows := [dict(zip(names, each, strict=True)) for each in assignments]:
        session.execute(sa.insert(Assignment), rows)


def insert_checks(
    session: Session, person_id: uuid.UUID, checks: Iterable[tuple[uuid.UUID, CheckEntry]]
) -> list[Record]:
    """Of each: whose check, and what it says. Whoever has a new check has no renewal under way any more."""
    if rows := as_rows(person_id, checks):
        session.execute(sa.insert(DbsCheck), rows)
        checked = {row["worker_id"] for row in rows}
        session.execute(sa.update(Worker).where(Worker.id.in_(checked)).values(renewal_applied_on=None))
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
    changed = sorted({*engagement_ids, *(each.engagement_id for each in sent)})
    if changed:
        rewrite_slots_that(session, changed, is_register)
    record_events(
        session, [Happened(event, person_id, data=data), *(as_event(each, person_id) for each in sent)]
    )
    session.commit()


def is_register(requirement: Requirement) -> bool:
    return requirement.kind is Kind.REGISTER


def as_event(sent: SentRecord, person_id: uuid.UUID) -> Happened:
    """A record was put before a lead."""
    return Happened(
        "evidence-sent",
        person_id,
        contract_id=sent.contract_id,
        engagement_id=sent.engagement_id,
        requirement_key=sent.requirement_key,
        data={"submission": str(sent.submission_id), "reference": sent.reference, "part": sent.part_key},
    )
