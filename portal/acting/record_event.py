"""Record what happened. Events are chained by hash in one line for the whole installation."""

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.chain import event_hash
from portal.records import Event

CHAIN_LOCK = 7_310_426
"""PostgreSQL's advisory lock for the end of the chain; on SQLite a writing session holds the only lock."""


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
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(CHAIN_LOCK)))
    last = session.execute(
        sa.select(Event.number, Event.hash).order_by(Event.number.desc()).limit(1)
    ).one_or_none()
    number, previous = (last.number + 1, last.hash) if last else (1, "")
    values: dict[str, Any] = {
        "number": number,
        "at": clock.now(),
        "name": name,
        "person_id": person_id,
        "contract_id": contract_id,
        "engagement_id": engagement_id,
        "requirement_key": requirement_key,
        "data": data or {},
        "previous_hash": previous,
    }
    session.execute(sa.insert(Event).values(**values, hash=event_hash(values)))
