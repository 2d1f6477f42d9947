"""An organisation's whole register: what an import compares a file with, and what is downloaded."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.periods import read_away
from portal.access import Audience, NotHere
from portal.places.organisations import OrganisationPlace
from portal.reading_once import reads_once
from portal.records import Assignment, DbsCheck, Training, Worker
from portal.register.sheets.plan import CHECK, WORKER_FACTS, Known, Register

Checks = defaultdict[uuid.UUID, list[dict[str, Any]]]
Trained = defaultdict[uuid.UUID, set[tuple[str, date]]]
Engaged = defaultdict[uuid.UUID, set[str]]
NEWEST_FIRST = (DbsCheck.issued_on.desc(), DbsCheck.recorded_at.desc())


def load_register(session: Session, place: OrganisationPlace) -> Register:
    """Everybody who has not been removed, by name; of each the newest check first. Raises NotHere for anybody
    else than the organisation's own people."""
    if Audience.OWN not in place.audiences:
        raise NotHere
    return read_register(session, place)


@reads_once
def read_register(session: Session, place: OrganisationPlace) -> Register:
    mine = (Worker.organisation_id == place.organisation_id, Worker.removed_at.is_(None))
    checks, training, engagements = of_people(session, mine)
    people = session.execute(
        sa.select(Worker.id, Worker.away, *(getattr(Worker, name) for name in WORKER_FACTS)).where(*mine)
    ).all()
    known = [
        Known(
            row.id,
            {name: getattr(row, name) for name in WORKER_FACTS},
            tuple(checks[row.id]),
            frozenset(training[row.id]),
            frozenset(engagements[row.id]),
            read_away(row.away),
        )
        for row in people
    ]
    return Register(
        sorted(known, key=lambda each: str(each.facts["name"] or each.facts["staff_code"]).casefold())
    )


def of_people(session: Session, mine: Sequence[sa.ColumnElement[bool]]) -> tuple[Checks, Trained, Engaged]:
    """By person: checks, training and engagements."""
    checks: Checks = defaultdict(list)
    training: Trained = defaultdict(set)
    engagements: Engaged = defaultdict(set)
    for row in session.execute(
        sa.select(DbsCheck.worker_id, *(getattr(DbsCheck, name) for name in CHECK))
        .join(Worker, Worker.id == DbsCheck.worker_id)
        .where(*mine, DbsCheck.withdrawn_at.is_(None))
        .order_by(*NEWEST_FIRST)
    ):
        checks[row.worker_id].append({name: getattr(row, name) for name in CHECK})
    for worker_id, topic, day in session.execute(
        sa.select(Training.worker_id, Training.topic, Training.completed_on)
        .join(Worker, Worker.id == Training.worker_id)
        .where(*mine, Training.withdrawn_at.is_(None))
    ):
        training[worker_id].add((topic, day))
    for worker_id, engagement_id in session.execute(
        sa.select(Assignment.worker_id, Assignment.engagement_id)
        .join(Worker, Worker.id == Assignment.worker_id)
        .where(*mine)
    ):
        engagements[worker_id].add(str(engagement_id))
    return checks, training, engagements


def worker_ids(register: Register) -> set[uuid.UUID]:
    return {each.worker_id for each in register.people}
