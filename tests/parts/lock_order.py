"""Every transaction of every test locks in the one order of `portal/standing/actions/lock_engagements.py`,
or the test fails where it does not. Only PostgreSQL locks rows: on SQLite whoever writes is alone."""

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from portal.acting.record_event import CHAIN_LOCK

ORDER = ("contract", "engagement", "organisation", "submission", "worker", "person", "the chain's end")
TAKEN = "locks_taken"
"""Under this name a connection's info keeps what its transaction has locked, as places in ORDER."""

LOCKING = re.compile(r"FROM (\w+).*FOR (NO KEY )?UPDATE(?! SKIP)", re.DOTALL)
WRITING = re.compile(r"\s*(?:UPDATE|DELETE FROM) (\w+)")


class OutOfOrder(AssertionError):
    """Two transactions that lock like this may wait for each other."""


def watch_locks(engine: sa.Engine) -> None:
    event.listen(engine, "begin", begin)
    event.listen(engine, "before_cursor_execute", note_locks)


def begin(connection: sa.Connection) -> None:
    connection.info[TAKEN] = set()


def note_locks(
    connection: sa.Connection, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool
) -> None:
    taken: set[int] = connection.info.setdefault(TAKEN, set())
    for name in locked_by(statement, values):
        place = ORDER.index(name)
        if place not in taken and any(each > place for each in taken):
            before = ORDER[max(taken)]
            raise OutOfOrder(f"{name} is locked after {before}, see lock_engagements.py: {statement}")
        taken.add(place)


def locked_by(statement: str, values: Any) -> Iterator[str]:
    if statement.startswith("EXPLAIN "):  # which only says how it would be done
        return
    if "pg_advisory_xact_lock" in statement and CHAIN_LOCK in (values or {}).values():
        yield ORDER[-1]
    if (
        "UPDATE" not in statement and "DELETE" not in statement
    ):  # looked for in each long query, it took a while
        return
    for found in (LOCKING.search(statement), WRITING.match(statement)):
        if found and found[1] in ORDER:
            yield found[1]
