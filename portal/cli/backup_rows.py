"""Rows as a backup holds them: the same for SQLite and PostgreSQL, so that one may be restored as the other.

A member of the backup is a table: a line that says what its columns are, then a line a row.
"""

import base64
import gzip
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

from portal.records import Base
from portal.records.base import Moment

ROWS_AT_ONCE = 1000
"""Rows that are in memory at the same time."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of a kind are written as JSON and read again; NULL is null. `reads` is what a SELECT asks
    for."""

    type: TypeEngine[Any]
    to_file: Callable[[Any], Any]
    from_file: Callable[[Any], Any]


def same(value: Any) -> Any:
    return value


def json_value(text: str) -> object:
    """What NULL is apart from, where a column of JSON holds JSON's own null."""
    return sa.JSON.NULL if text == "null" else json.loads(text)


KINDS = {
    "uuid": Kind(sa.Uuid(), lambda value: value.hex, uuid.UUID),
    "moment": Kind(Moment(), datetime.isoformat, datetime.fromisoformat),
    "time": Kind(sa.Time(), time.isoformat, time.fromisoformat),
    "date": Kind(sa.Date(), date.isoformat, date.fromisoformat),
    "json": Kind(sa.JSON(none_as_null=True), same, json_value),
    "bytes": Kind(sa.LargeBinary(), lambda value: base64.b64encode(value).decode(), base64.b64decode),
    "true or false": Kind(sa.Boolean(), same, same),
    "number": Kind(sa.BigInteger(), same, same),
    "text": Kind(sa.Text(), same, same),
}
OF_TYPES: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (sa.Uuid, "uuid"),
    (Moment, "moment"),
    (sa.Date, "date"),
    (sa.Time, "time"),
    (sa.JSON, "json"),
    (sa.LargeBinary, "bytes"),
    (sa.Boolean, "true or false"),
    (sa.Integer, "number"),
    (sa.String, "text"),
)


def kind_of(column: sa.Column[Any]) -> str:
    """Raises LookupError for a type that a backup does not know, which a test finds first."""
    for type_, kind in OF_TYPES:
        if isinstance(column.type, type_):
            return kind
    raise LookupError(f"a backup does not know how to write {column}, {column.type!r}")


def tables() -> list[sa.Table]:
    return list(Base.metadata.sorted_tables)


def write_rows(connection: sa.Connection, table: sa.Table, out: IO[bytes]) -> int:
    """The table's rows, compressed; how many there were."""
    kinds = {column.name: kind_of(column) for column in table.columns}
    query = sa.select(*(read_as(column, kinds[column.name]) for column in table.columns))
    rows = connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query)
    count, writers = 0, [KINDS[kind].to_file for kind in kinds.values()]
    with gzip.open(out, "wt", compresslevel=5, encoding="utf-8") as lines:
        lines.write(line_of({"table": table.name, "columns": kinds}))
        for row in rows:
            values = [
                None if value is None else write(value) for write, value in zip(writers, row, strict=True)
            ]
            lines.write(line_of(values))
            count += 1
    return count


def read_as(column: sa.Column[object], kind: str) -> sa.ColumnElement[object]:
    """JSON as the text that it is."""
    return sa.cast(column, sa.Text) if kind == "json" else column


def line_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_rows(connection: sa.Connection, content: IO[bytes]) -> tuple[str, int]:
    """Into the table that the first line names, instead of all that is there; its name, and how many."""
    with gzip.open(content, "rt", encoding="utf-8") as lines:
        head = json.loads(next(lines))
        kinds: dict[str, str] = head["columns"]
        table = sa.table(head["table"], *(sa.column(name, KINDS[kind].type) for name, kind in kinds.items()))
        connection.execute(sa.delete(table))
        count = 0
        for some in in_pieces(values_of(lines, kinds)):
            connection.execute(sa.insert(table), some)
            count += len(some)
    return head["table"], count


def in_pieces(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield some


def values_of(lines: Iterable[str], kinds: dict[str, str]) -> Iterator[dict[str, object]]:
    readers = {name: KINDS[kind].from_file for name, kind in kinds.items()}
    for line in lines:
        yield {
            name: None if value is None else read(value)
            for (name, read), value in zip(readers.items(), json.loads(line), strict=True)
        }
