"""Record what happened. Events are chained by hash in one line for the whole installation."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.acting.chain import event_hash
from portal.acting.log_key import LogKey, log_key_of
from portal.acting.noting import has_notes
from portal.acting.sealing import RowSeal, seal_written
from portal.records import Event, LogHead, NamedRow, table_of

CHAIN_LOCK = 7_310_426
"""PostgreSQL's advisory lock for the end of the chain; on SQLite a writing session holds the only lock."""


LOCKING = sa.select(sa.func.pg_advisory_xact_lock(CHAIN_LOCK))
HEAD = 1
"""The one row that says where the log ends."""

HEAD_TABLE, EVENTS = table_of(LogHead), table_of(Event)
LAST = sa.select(HEAD_TABLE.c.number, HEAD_TABLE.c.hash, HEAD_TABLE.c.keyed_from, HEAD_TABLE.c.key_id)
APPENDING, ENDING = sa.insert(EVENTS), sa.update(HEAD_TABLE)

ROWS_SEALED = "rows-sealed"
"""What happened where rows were written and nothing else is to be said of it."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened: `name` is in the past tense, such as evidence-sent. What is an organisation's own
    business says so in its data, as `organisation`. Data hold ids and never names: these live in one place,
    where they can be forgotten."""

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
    """Append several in their order. The last carries the digests of all that was written until now."""
    if events := [columns_of(each) for each in happened]:
        append_events(session, events, seal_written(session))


def columns_of(happened: Happened) -> dict[str, object]:
    """Of an event before it is chained."""
    own = happened.data.get("organisation")
    return {"at": clock.now(), **asdict(happened), "organisation_id": uuid.UUID(own) if own else None}


def append_events(session: Session, events: Sequence[dict[str, object]], rows: Sequence[RowSeal]) -> None:
    """The same, of columns as they are before they are chained: at least one, the last with those digests.
    Raises AnotherKey."""
    lock_log(session)
    key, head = log_key_of(session), session.execute(LAST).one_or_none() or begin_log(session)
    if head.key_id != key.key_id:
        raise AnotherKey
    number, last_hash = head.number, head.hash
    chained: list[dict[str, object]] = []
    for each in events:
        number += 1
        is_last = len(chained) + 1 == len(events)
        values = {"number": number, **each, "previous_hash": last_hash, "rows": rows if is_last else []}
        last_hash = event_hash(values)
        chained.append(values | {"hash": last_hash, "seal": key.seal_of(last_hash)})
    session.execute(APPENDING, chained)
    session.execute(ENDING, head_values(key, number, last_hash, head.keyed_from))


def lock_log(session: Session) -> None:
    """Until the transaction ends nobody else appends. It is the last lock of all: no other is taken under
    it."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(LOCKING)


def begin_log(session: Session, number: int = 0, last_hash: str = "") -> NamedRow:
    """The log begins, or is keyed from the event after that number on; its head. Raises LogBroken where there
    are later events, and nothing says where they end."""
    if session.scalar(sa.select(EVENTS.c.number).where(EVENTS.c.number > number).limit(1)) is not None:
        raise LogBroken
    values = head_values(log_key_of(session), number, last_hash, number + 1)
    session.execute(sa.insert(HEAD_TABLE).values(id=HEAD, **values))
    return session.execute(LAST).one()


class AnotherKey(RuntimeError):
    """The log goes on with another key since this process began: what it sealed with its own nobody could
    prove, and it would take the log back to the lost one."""

    def __init__(self) -> None:
        super().__init__("the log is sealed with another key by now: start the portal anew")


class LogBroken(RuntimeError):
    """Somebody has taken away what says where the log ends, or the database was never migrated."""

    def __init__(self) -> None:
        super().__init__("nothing says where the log of events ends: run `portal migrate`")


def head_values(key: LogKey, number: int, last_hash: str, keyed_from: int) -> dict[str, object]:
    return {
        "number": number,
        "hash": last_hash,
        "keyed_from": keyed_from,
        "key_id": key.key_id,
        "seal": key.head_seal(number, last_hash, keyed_from),
    }


def seal_the_rest(session: Session) -> None:
    """Before a commit: what was written and no event was told of is sealed by one of its own."""
    if session.in_nested_transaction() or not has_notes(session):
        return
    if rows := seal_written(session):
        append_events(session, [columns_of(Happened(ROWS_SEALED, None))], rows)
