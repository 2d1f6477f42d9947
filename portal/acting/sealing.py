"""The digests of rows, as they are read back from the database."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.chain import row_digest
from portal.acting.log_key import LogKey, log_key_of
from portal.acting.noting import Key, take_notes
from portal.acting.sealed import SEALED, Sealing

AT_ONCE = 400
"""Rows that are read at once."""

EVENT = "event"
"""The table that a redaction names: what is left of an event is sealed from then on as a row is."""

RowSeal = tuple[str, str, str]
"""The name of a table, the key of a row in it, and its digest; the last is empty where the row is gone."""

Told = dict[str, Any]
"""What a row says, by the names of its columns; its parts are lists of the same under `parts`."""


def seal_written(session: Session) -> list[RowSeal]:
    """Of all that this transaction wrote since it was asked last."""
    session.flush()
    notes = take_notes(session.connection())
    return [each for name in sorted(notes) for each in seal_rows(session, SEALED[name], notes[name])]


def seal_rows(session: Session, sealing: Sealing, keys: Collection[Key]) -> Iterator[RowSeal]:
    """What a row says by now; that it is gone, where it is gone."""
    name, wanted = sealing.table.name, sorted(keys, key=key_of)
    found: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        for key, digest in digests(session, sealing, is_one_of(sealing, wanted[start : start + AT_ONCE])):
            found.add(key)
            yield name, key, digest
    if not sealing.once:  # what was not sent is nowhere in the log, and may go again
        yield from ((name, key_of(key), "") for key in wanted if key_of(key) not in found)


def key_of(key: Key) -> str:
    return "/".join(map(str, key))


def is_one_of(sealing: Sealing, keys: Sequence[Key]) -> sa.ColumnElement[bool]:
    if len(sealing.keys) == 1:
        return sealing.keys[0].in_([each for (each,) in keys])
    return sa.tuple_(*sealing.keys).in_(keys)


def digests(
    session: Session, sealing: Sealing, where: sa.ColumnElement[bool] | None = None
) -> Iterator[tuple[str, str]]:
    """Of each row that is to be sealed, its key and its digest."""
    log_key, name = log_key_of(session), sealing.table.name
    for key, told in told_rows(session, sealing, where):
        yield key, row_digest(log_key.salt_of(name, key), told)


def told_rows(
    session: Session, sealing: Sealing, where: sa.ColumnElement[bool] | None = None
) -> Iterator[tuple[str, Told]]:
    """Of each row that is to be sealed, its key and what it says; some at a time, in their order."""
    columns = [column for column in sealing.table.columns if column.name not in sealing.but]
    query = sa.select(*columns).order_by(*sealing.keys).limit(AT_ONCE)
    if sealing.once:
        query = query.where(sealing.table.columns[sealing.once].is_not(None))
    if where is not None:
        query = query.where(where)
    names = [column.name for column in sealing.keys]
    rows = session.execute(query).all()
    while rows:
        keys: list[Key] = [tuple(getattr(row, name) for name in names) for row in rows]
        parts = parts_of(session, sealing, keys) if sealing.parts else {}
        for key, row in zip(keys, rows, strict=True):
            told = row._asdict()
            yield key_of(key), told | {"parts": parts[key]} if key in parts else told
        if len(rows) < AT_ONCE:
            return
        rows = session.execute(query.where(comes_after(sealing, keys[-1]))).all()


def comes_after(sealing: Sealing, key: Key) -> sa.ColumnElement[bool]:
    last = [sa.literal(value, column.type) for value, column in zip(key, sealing.keys, strict=True)]
    if len(last) == 1:
        return sealing.keys[0] > last[0]
    return sa.tuple_(*sealing.keys) > sa.tuple_(*last)


def parts_of(session: Session, sealing: Sealing, keys: Sequence[Key]) -> dict[Key, dict[str, list[Told]]]:
    """By key and table the rows that are parts of it."""
    found: defaultdict[Key, dict[str, list[Told]]] = defaultdict(dict)
    for table in sealing.parts:
        first, *_ = table.columns
        query = sa.select(table).where(first.in_([each for (each,) in keys]))
        for row in session.execute(query.order_by(*table.primary_key.columns)):
            told = row._asdict()
            whole = (told.pop(first.name),)
            found[whole].setdefault(table.name, []).append(told)
    return found


def event_digest(key: LogKey, values: Mapping[str, object]) -> str:
    """Of what an event says, all its columns, after something was taken out of it."""
    return row_digest(key.salt_of(EVENT, str(values["number"])), values)
