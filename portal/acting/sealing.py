"""The digests of rows, as they are read back from the database."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.acting.chain import row_digest
from portal.acting.log_key import LogKey, log_key_of
from portal.acting.noting import Key, take_notes
from portal.acting.sealed import SEALED, Sealing
from portal.records import NamedRow

ROWS_AT_ONCE = 400
"""Rows that are read at once."""

EVENT = "event"
"""The table that a redaction names: what is left of an event is sealed from then on as a row is."""

RowSeal = tuple[str, str, str]
"""The name of a table, the key of a row in it, and its digest; the last is empty where the row is gone."""

Told = dict[str, object]
"""What a row says, by the names of its columns; its parts are lists of the same under `parts`."""


def seal_written(session: Session) -> list[RowSeal]:
    """Of all that this transaction wrote since it was asked last."""
    session.flush()
    notes = take_notes(session.connection())
    return [each for name in sorted(notes) for each in seal_rows(session, SEALED[name], notes[name])]


def seal_rows(session: Session, sealing: Sealing, keys: Collection[Key]) -> Iterator[RowSeal]:
    """What a row says by now; that it is gone, where it is gone."""
    name, wanted, log_key = sealing.table.name, sorted(keys, key=key_of), log_key_of(session)
    found: set[str] = set()
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        some = [key if len(key) > 1 else key[0] for key in wanted[start : start + ROWS_AT_ONCE]]
        rows = session.execute(of_keys(name), {"keys": some}).all()
        for key, told in told_of(session, sealing, rows):
            found.add(key)
            yield name, key, row_digest(log_key.salt_of(name, key), told)
    if not sealing.once:  # what was not sent is nowhere in the log, and may go again
        yield from ((name, key_of(key), "") for key in wanted if key_of(key) not in found)


@cache
def of_keys(name: str) -> sa.Select[*tuple[object, ...]]:
    """The rows of a table by their keys: built once, since every act that writes asks it."""
    sealing = SEALED[name]
    key = sealing.keys[0] if len(sealing.keys) == 1 else sa.tuple_(*sealing.keys)
    return every_row(sealing).where(key.in_(sa.bindparam("keys", expanding=True)))


def every_row(sealing: Sealing) -> sa.Select[*tuple[object, ...]]:
    """Of those that are to be sealed, in the order of their keys."""
    columns = [column for column in sealing.table.columns if column.name not in sealing.but]
    query = sa.select(*columns).order_by(*sealing.keys)
    return query.where(sealing.table.columns[sealing.once].is_not(None)) if sealing.once else query


@lru_cache(maxsize=256)
def first_rows(sealing: Sealing) -> sa.Select[*tuple[object, ...]]:
    """Built once, since whoever verifies asks it of each table; those of another schema come and go."""
    return every_row(sealing).limit(ROWS_AT_ONCE)


def key_of(key: Key) -> str:
    return "/".join(map(str, key))


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
    query = first_rows(sealing)
    if where is not None:
        query = query.where(where)
    rows = session.execute(query).all()
    while rows:
        yield from told_of(session, sealing, rows)
        if len(rows) < ROWS_AT_ONCE:
            return
        rows = session.execute(query.where(comes_after(sealing, key_in(sealing, rows[-1])))).all()


def told_of(session: Session, sealing: Sealing, rows: Sequence[NamedRow]) -> Iterator[tuple[str, Told]]:
    keys = [key_in(sealing, row) for row in rows]
    parts = parts_of(session, sealing, keys) if sealing.parts else {}
    for key, row in zip(keys, rows, strict=True):
        told = row._asdict()
        yield key_of(key), told | {"parts": parts[key]} if key in parts else told


def key_in(sealing: Sealing, row: NamedRow) -> Key:
    return tuple(getattr(row, column.name) for column in sealing.keys)


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
        for row in session.execute(parts_in(table), {"keys": [each for (each,) in keys]}):
            told = row._asdict()
            whole = (told.pop(first.name),)
            found[whole].setdefault(table.name, []).append(told)
    return found


@cache
def parts_in(table: sa.Table) -> sa.Select[*tuple[object, ...]]:
    """Built once, as the rows of which they are part."""
    first, *_ = table.columns
    its = sa.select(table).where(first.in_(sa.bindparam("keys", expanding=True)))
    return its.order_by(*table.primary_key.columns)


def event_digest(key: LogKey, values: Mapping[str, object]) -> str:
    """Of what an event says, all its columns, after something was taken out of it."""
    return row_digest(key.salt_of(EVENT, str(values["number"])), values)
