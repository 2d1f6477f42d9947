"""Notes which sealed rows a transaction writes, whoever writes them: what is forgotten nowhere is sealed
everywhere. `portal.acting.sealing` reads the notes."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.acting.sealed import PARTS, SEALED
from portal.records import Base

NOTES = "rows_written"
"""Under this name a connection keeps, by the name of the table, the keys of what its transaction wrote."""

UNSEALED = "portal_unsealed"
"""Execution option of a statement that changes nothing but columns that no digest is over."""

Key = tuple[object, ...]


def note_rows(engine: sa.Engine) -> None:
    """From now on."""
    event.listen(engine, "before_execute", note_changed)
    event.listen(engine, "after_execute", note_inserted)
    event.listen(engine, "commit", forget_notes)
    event.listen(engine, "rollback", forget_notes)


def forget_notes(connection: sa.Connection) -> None:
    connection.info.pop(NOTES, None)


def has_notes(session: Session) -> bool:
    """Whether its transaction has written what is to be sealed and was not yet."""
    if not session.in_transaction():
        return False
    session.flush()
    return bool(session.connection().info.get(NOTES))


def take_notes(connection: sa.Connection) -> dict[str, set[Key]]:
    """By the name of the table, what was written since they were taken last."""
    taken: dict[str, set[Key]] = connection.info.pop(NOTES, {})
    return taken


def note(connection: sa.Connection, name: str, keys: Sequence[Key]) -> None:
    """A part is noted as the row that it is a part of."""
    whole = PARTS.get(name)
    noted = connection.info.setdefault(NOTES, {}).setdefault(whole or name, set())
    noted.update((key[0],) if whole else key for key in keys)


def table_noted(table: object) -> sa.Table | None:
    if isinstance(table, sa.Table) and table.metadata is Base.metadata:
        return table if table.name in SEALED or table.name in PARTS else None
    return None


def note_changed(
    connection: sa.Connection,
    statement: object,
    many: Sequence[Mapping[str, object]],
    one: Mapping[str, object],
    options: Mapping[str, object],
) -> None:
    """Which rows an UPDATE or DELETE is about to meet; they are locked as it would lock them: what is changed
    may still be pointed at by what others write meanwhile."""
    if not isinstance(statement, sa.Update | sa.Delete) or UNSEALED in options:
        return
    table = table_noted(statement.table)
    if table is None:
        return
    wanted = sa.select(*table.primary_key.columns).with_for_update(key_share=isinstance(statement, sa.Update))
    if statement.whereclause is not None:
        wanted = wanted.where(statement.whereclause)
    for given in many or [one]:
        note(connection, table.name, [tuple(row) for row in connection.execute(wanted, dict(given))])


def note_inserted(
    connection: sa.Connection,
    statement: object,
    _many: Sequence[Mapping[str, object]],
    _one: Mapping[str, object],
    _options: Mapping[str, object],
    result: sa.CursorResult[object],
) -> None:
    if not isinstance(statement, sa.Insert) or statement.select is not None:
        return
    table = table_noted(statement.table)
    if table is not None:
        names = [column.name for column in table.primary_key.columns]
        given = result.context.compiled_parameters
        note(connection, table.name, [tuple(each[name] for name in names) for each in given])
