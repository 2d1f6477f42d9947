"""Seal what is there and is not sealed: at the first start with a key, with a new key, after the tables have
changed. What is so is taken as it is, and an event says so."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.log_key import log_key_of
from portal.acting.noting import take_notes
from portal.acting.record_event import (
    EVENTS,
    HEAD_TABLE,
    Happened,
    append_events,
    begin_log,
    columns_of,
    head_values,
    lock_log,
)
from portal.acting.sealed import SEALED
from portal.acting.sealing import EVENT, RowSeal, digests, event_digest
from portal.history.queries.head import find_head, last_event
from portal.records import Event

LOG_SEALED = "log-sealed"
ROWS_AN_EVENT = 1000


def seal_log(session: Session, why: str) -> int:
    """How many rows were sealed. `why` is a permanent key: begun, new-key, migrated, as-it-is. Commits."""
    count = seal_what_is(session, why)
    session.commit()
    return count


def seal_what_is(session: Session, why: str) -> int:
    """The same in the caller's transaction. Of two at once one waits, and finds nothing left to seal."""
    take_notes(session.connection())  # all of it is looked at here
    lock_log(session)
    is_new = begin_key(session)
    before = last_seals(session)
    seals = [*unsealed(session, {} if is_new else before)]
    if is_new:
        seals += redacted(session, [int(key) for table, key in before if table == EVENT])
    for start in range(0, len(seals), ROWS_AN_EVENT) or ([0] if is_new else []):
        note_sealed(session, why, seals[start : start + ROWS_AN_EVENT])
    return len(seals)


def begin_key(session: Session) -> bool:
    """Whether the key of the session seals from here on, and did not before."""
    head, key = find_head(session), log_key_of(session)
    number, last_hash = last_event(session)
    if head is None:
        begin_log(session, number, last_hash)
    elif head.key_id != key.key_id:
        session.execute(sa.update(HEAD_TABLE).values(head_values(key, number, last_hash, number + 1)))
        session.execute(sa.update(Event).values(seal=None))  # by the old key nobody can look at them any more
    return head is None or head.key_id != key.key_id


def last_seals(session: Session) -> dict[tuple[str, str], str]:
    """By table and key, the digest that was sealed last."""
    lists = session.scalars(sa.select(Event.rows).where(Event.rows.is_not(None)).order_by(Event.number))
    return {(table, key): digest for rows in lists for table, key, digest in rows or []}


def redacted(session: Session, numbers: list[int]) -> Iterator[RowSeal]:
    """The events of which something was taken out under another key."""
    key = log_key_of(session)
    for row in session.execute(sa.select(EVENTS).where(EVENTS.c.number.in_(numbers))):
        yield EVENT, str(row.number), event_digest(key, row._asdict())


def unsealed(session: Session, seals: dict[tuple[str, str], str]) -> Iterator[RowSeal]:
    """What is not as it was sealed last, and what is gone."""
    left = {each for each, digest in seals.items() if digest and each[0] in SEALED}
    for name, sealing in SEALED.items():
        for key, digest in digests(session, sealing):
            left.discard((name, key))
            if seals.get((name, key)) != digest:
                yield name, key, digest
    yield from ((name, key, "") for name, key in sorted(left))


def note_sealed(session: Session, why: str, rows: list[RowSeal]) -> None:
    happened = Happened(LOG_SEALED, None, data={"why": why})
    append_events(session, [columns_of(happened)], rows)
