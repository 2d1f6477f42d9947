"""Record what happened. Events are chained by hash in one line for the whole installation."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.chain import event_hash
from portal.records import Event, table_of

CHAIN_LOCK = 7_310_426
"""PostgreSQL's advisory lock for the end of the chain; on SQLite a writing session holds the only lock."""


LOCKING = sa.select(sa.func.pg_advisory_xact_lock(CHAIN_LOCK))
LAST = sa.select(Event.number, Event.hash).order_by(Event.number.desc()).limit(1)
APPENDING = sa.insert(table_of(Event))


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened: `name` is in the past tense, such as evidence-sent."""

    name: str
    person_id: uuid.UUID | None
    contract_id: uuid.UUID | None = None
    engagement_id: uuid.UUID | None = None
    requirement_key: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


def record_event(
    session: Session,
    name: str,
    person_id: uuid.UUID | None,
    *,
    contract_id: uuid.UUID | None = None,
    engagement_id: uuid.UUID | None = None,
    requirement_key: str | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Append an event in the session's transaction. `name` is in the past tense, such as evidence-sent."""
    record_events(
        session, [Happened(name, person_id, contract_id, engagement_id, requirement_key, data or {})]
    )


def record_events(session: Session, happened: Iterable[Happened]) -> None:
    """Append several in their order."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(LOCKING)
    last = session.execute(LAST).one_or_none()
    number, previous = (last.number, last.hash) if last else (0, "")
    rows: list[dict[str, Any]] = []
    for each in happened:
        number += 1
        values = values_of(each, number, previous)
        previous = event_hash(values)
        rows.append(values | {"hash": previous})
    if rows:
        session.execute(APPENDING, rows)


def values_of(happened: Happened, number: int, previous_hash: str) -> dict[str, Any]:
    """The columns of an event, all but its hash."""
    return {
        "number": number,
        "at": clock.now(),
        "name": happened.name,
        "person_id": happened.person_id,
        "contract_id": happened.contract_id,
        "engagement_id": happened.engagement_id,
        "requirement_key": happened.requirement_key,
        "data": happened.data,
        "previous_hash": previous_hash,
    }
