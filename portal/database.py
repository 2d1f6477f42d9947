"""Engines and sessions: SQLite by default, PostgreSQL through psycopg 3."""

from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from portal.acting.log_key import DEVELOPMENT, LOG_KEY, LogKey
from portal.acting.noting import note_rows
from portal.acting.record_event import seal_the_rest
from portal.turns import WRITING, Turns

TURN = "portal_turn"
"""Where a connection of SQLite keeps that it has the turn to write."""

PATIENCE = 15
"""Seconds that somebody waits for others to have written."""
COMMITTED = "portal_committed"
"""Under this name a writing session notes that something of it has been committed: it is not done anew."""

CONNECTIONS = 20
"""More than can be wanted at once: each seat (portal.web.seats) wants one, and another where what was read is
noted as taken away; the rest is for the look-up at the door, for files, and for mail after an answer."""


MANY = "portal_many"
"""Where a connection of SQLite keeps that a statement of it had many values."""

MOST_KEPT = 1_000
"""Values of a statement that a connection of SQLite is kept with. It keeps its last 128 statements prepared,
each number of values by itself, and one of 10,000 wants 2 MB: another is opened in a few milliseconds."""

ROWS = 100
"""Rows that one statement inserts, for the same reason."""


HELD = "portal_held"
"""Under this name a writing session notes that what it commits is not committed yet."""


class WritingSession(Session):
    """A session whose commits may be held back, so that what one act commits and what is noted of it are kept
    together or not at all."""

    def commit(self) -> None:
        if self.info.get(HELD):
            self.flush()
        else:
            super().commit()


@contextmanager
def held_commits(session: Session) -> Iterator[None]:
    """Until its end nothing is committed, whoever says so; whoever holds it commits then."""
    session.info[HELD] = True
    try:
        yield
    finally:
        del session.info[HELD]


@dataclass(frozen=True, slots=True)
class Database:
    """One engine, and the two ways to open a session on it.

    A writing session holds SQLite's write lock from its first statement on: it never finds, half-way, that
    what it read has been changed by another. On PostgreSQL a reading session opens no transaction.
    """

    engine: sa.Engine
    reading: Callable[[], Session]
    writing: Callable[[], Session]


def open_database(
    address: str,
    connections: int = CONNECTIONS,
    log_key: LogKey = DEVELOPMENT,
    patience: int = PATIENCE,
) -> Database:
    """The database at a SQLAlchemy address. Nothing is created in it. What is written through its writing
    sessions is sealed with the key (portal.acting)."""
    on_sqlite = address.startswith("sqlite")
    engine = (
        sqlite_engine(address, connections, patience)
        if on_sqlite
        else postgresql_engine(address, connections)
    )
    note_rows(engine)
    return database_on(engine, log_key)


def database_on(engine: sa.Engine, log_key: LogKey = DEVELOPMENT) -> Database:
    writer = engine.execution_options(**{WRITING: True})
    # Under READ COMMITTED a transaction adds nothing to reading but two more trips to PostgreSQL.
    on_sqlite = engine.dialect.name == "sqlite"
    reader = engine if on_sqlite else engine.execution_options(isolation_level="AUTOCOMMIT")
    info = {LOG_KEY: log_key}
    reading = sessionmaker(reader, expire_on_commit=False, info=info)
    writing = sessionmaker(writer, class_=WritingSession, expire_on_commit=False, info=info)
    event.listen(writing, "before_commit", seal_the_rest)
    event.listen(writing, "after_commit", note_committed)
    return Database(engine, reading, writing)


@contextmanager
def snapshot(database: Database) -> Iterator[sa.Connection]:
    """One moment of the database, for as long as it is looked at. Nobody waits for it."""
    engine = database.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with engine.connect() as connection:
        yield connection


@contextmanager
def reading_snapshot(database: Database) -> Iterator[Session]:
    """The same as a session, for what has to fit together: rows and the log that tells of them."""
    with snapshot(database) as connection:
        yield session_on(database, connection)


def session_on(database: Database, connection: sa.Connection) -> Session:
    """A session in a transaction that another has begun and will end."""
    with database.reading() as usual:
        return Session(connection, expire_on_commit=False, info={LOG_KEY: usual.info[LOG_KEY]})


def note_committed(session: Session) -> None:
    session.info[COMMITTED] = True


def postgresql_engine(address: str, connections: int) -> sa.Engine:
    return sa.create_engine(address, **pool_of(connections), hide_parameters=True, pool_pre_ping=True)


def pool_of(connections: int) -> dict[str, object]:
    """The last to come back is the first to go out again, so that few are open and their memory is warm."""
    return {
        "pool_size": connections,
        "max_overflow": 0,
        "pool_use_lifo": True,
        "insertmanyvalues_page_size": ROWS,
    }


def sqlite_engine(address: str, connections: int, patience: int) -> sa.Engine:
    engine = sa.create_engine(address, **pool_of(connections), hide_parameters=True)
    turns = Turns()

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for setting in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {setting}")
        cursor.execute(f"PRAGMA busy_timeout={patience * 1000}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        if not connection.get_execution_options().get(WRITING):
            connection.exec_driver_sql("BEGIN")
            return
        kept = connection.connection.record_info
        if kept is not None and TURN not in kept and turns.take(patience):
            kept[TURN] = turns
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def give_back(_connection: object, record: Any) -> None:
        if record.record_info.pop(TURN, None):
            turns.give_back()

    let_go_of_long(engine)
    return engine


def let_go_of_long(engine: sa.Engine) -> None:
    """A connection that was asked for very much at once is closed when it comes back."""

    @event.listens_for(engine, "before_cursor_execute")
    def look(
        connection: sa.Connection, _cursor: object, _said: str, values: Sized, _context: object, of_many: bool
    ) -> None:
        if not of_many and len(values) > MOST_KEPT:
            connection.info[MANY] = True

    @event.listens_for(engine, "checkin")
    def let_go(_connection: object, record: ConnectionPoolEntry) -> None:
        if record.info.pop(MANY, None):
            record.invalidate()
