"""Whether the log is whole, and whether each sealed row says what it said when it was written. Each finding
is a line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.chain import event_hash
from portal.acting.log_key import LogKey, log_key_of
from portal.acting.sealed import SEALED, Sealing
from portal.acting.sealing import EVENT, digests, event_digest
from portal.records import Event, LogHead, NamedRow

EVENTS_AT_ONCE = 1000

Seals = dict[tuple[str, str], str]
"""By table and key, the digest that was sealed last; empty where the row went."""


@dataclass(slots=True)
class Walk:
    """What was met on the way along the log."""

    number: int = 0
    last_hash: str = ""
    seals: Seals = field(default_factory=dict)
    changed: dict[int, tuple[str, str]] = field(default_factory=dict)


def verify_events(session: Session, sealings: Mapping[str, Sealing] = SEALED) -> Iterator[str]:
    """Where an event was changed, taken away or put in, the newest too; then where a row of these tables
    was."""
    end = session.execute(query_end()).one()
    key, walk = log_key_of(session), Walk()
    if end.number is None:
        if end.last is not None:
            yield "log: nothing says where it ends"
        yield from wrong_rows(session, {}, sealings)
        return
    if end.key_id != key.key_id:
        yield f"log: it is sealed with the key {end.key_id}, not with {key.key_id}, which is here"
        return
    if end.seal != key.head_seal(end.number, end.hash, end.keyed_from):
        yield "log: what says where it ends was changed"
    for row in walk_events(session, end.number):
        yield from verify_event(key, walk, row, end.keyed_from)
    yield from verify_end(walk, end)
    yield from verify_redacted(walk)
    yield from verify_rows(session, walk.seals, end.number, sealings)


def query_end() -> sa.Select[*tuple[object, ...]]:
    """All at one moment: where the log ends by what is kept of that, and the last event that is there."""
    last = sa.select(sa.func.max(Event.number).label("last")).subquery()
    head = LogHead.__table__
    return sa.select(last.c.last, *head.columns).select_from(last.outerjoin(head, sa.true()))


def verify_end(walk: Walk, end: NamedRow) -> Iterator[str]:
    if walk.number < end.number:
        yield f"event: the log ends at {walk.number} instead of {end.number}; the newest are gone"
    elif walk.last_hash != end.hash:
        yield f"event: {walk.number} is not the one that the log ended with"
    if end.last is not None and end.last > end.number:
        yield f"event: {end.number + 1} to {end.last} were put in behind the end"


def verify_event(key: LogKey, walk: Walk, row: NamedRow, keyed_from: int) -> Iterator[str]:
    values = row._asdict()
    if row.number != walk.number + 1:
        yield f"event: {row.number} follows {walk.number}; what was between is gone"
    elif row.previous_hash != walk.last_hash:
        yield f"event: {row.number} does not follow from {walk.number}"
    if event_hash(values) != row.hash:
        walk.changed[row.number] = (row.name, event_digest(key, values))
    sealed = key.seal_of(row.hash) if row.number >= keyed_from else None
    if row.seal != sealed:
        yield f"event: {row.number} ({row.name}) was not sealed by this portal"
    elif sealed:
        walk.seals |= {(table, of): digest for table, of, digest in row.rows or []}
    walk.number, walk.last_hash = row.number, row.hash


def verify_redacted(walk: Walk) -> Iterator[str]:
    """An event that says something else than its hash is right where a later one says so."""
    for number, (name, digest) in walk.changed.items():
        if walk.seals.get((EVENT, str(number))) != digest:
            yield f"event: {number} ({name}) was changed"


def walk_events(session: Session, until: int) -> Iterator[NamedRow]:
    """Every event up to that one in its order, some at a time."""
    query = sa.select(*Event.__table__.columns).where(Event.number <= until)
    query = query.order_by(Event.number).limit(EVENTS_AT_ONCE)
    some = session.execute(query).all()
    while some:
        yield from some
        some = session.execute(query.where(Event.number > some[-1].number)).all()


def verify_rows(session: Session, seals: Seals, until: int, sealings: Mapping[str, Sealing]) -> Iterator[str]:
    """Where a row says something else than was sealed, is gone, or was never sealed."""
    wrong = [*wrong_rows(session, seals, sealings)]
    if wrong:  # or it was written meanwhile: then it is sealed by now
        newer = sa.select(Event.rows).where(Event.number > until).order_by(Event.number)
        seals |= {
            (table, key): digest for rows in session.scalars(newer) for table, key, digest in rows or []
        }
        again = set(wrong_rows(session, seals, sealings))
        wrong = [line for line in wrong if line in again]
    yield from wrong


def wrong_rows(session: Session, seals: Seals, sealings: Mapping[str, Sealing] = SEALED) -> Iterator[str]:
    """Of these tables; a seal of any other says nothing here."""
    left = {each for each, digest in seals.items() if digest and each[0] in sealings}
    for name, sealing in sealings.items():
        for key, digest in digests(session, sealing):
            left.discard((name, key))
            sealed = seals.get((name, key), "")
            if not sealed:
                yield f"row: {name} {key} was put in"
            elif sealed != digest:
                yield f"row: {name} {key} was changed"
    yield from (f"row: {name} {key} was taken away" for name, key in sorted(left))
