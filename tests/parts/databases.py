"""Both engines behind one name: a test that asks for `empty_database_url` runs twice."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from portal.database import Database, database_on, open_database
from portal.records.migrations import migrate
from tests.parts.lock_order import watch_locks
from tests.parts.postgres_server import PostgresServer

ENGINES = ("sqlite", "postgresql")
MIGRATED = "migrated"
LONGEST_WAIT = 1
"""Seconds."""

SOME_ADDRESS = {"sqlite": "sqlite:///some-file", "postgresql": "postgresql+psycopg://"}


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The SQLAlchemy URL of a database without a table, of each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    url: str = request.getfixturevalue("make_postgres_database")()
    return url


@cache
def engine_of(backend: str) -> sa.Engine:
    """One engine of a kind for all tests of a worker, which connects to wherever its URL says at the moment.

    What it has compiled for one test it knows for the next: that was half of a test's time."""
    engine = open_database(SOME_ADDRESS[backend]).engine

    def connect(dialect: sa.Dialect, _record: Any, _args: Any, _options: Any) -> DBAPIConnection:
        args, options = dialect.create_connect_args(engine.url)
        return dialect.connect(*args, **options)

    event.listen(engine, "do_connect", connect)
    if backend == "postgresql":
        watch_locks(engine)
    return engine


@contextmanager
def opened_database(url: str) -> Iterator[Database]:
    """A test's own database, with connections of its own."""
    place = sa.make_url(url)
    engine = engine_of(place.get_backend_name())
    engine.url = place
    engine.dispose()
    try:
        yield database_on(engine)
    finally:
        wait_until_given_back(engine)
        engine.dispose()


def wait_until_given_back(engine: sa.Engine) -> None:
    """What is noted after an answer may be under way still: a connection that comes back to a pool that has
    ended is closed by nobody."""
    pool, until = engine.pool, time.monotonic() + LONGEST_WAIT
    assert isinstance(pool, sa.QueuePool)
    while pool.checkedout() and time.monotonic() < until:
        time.sleep(0.005)


def migrate_at(url: str) -> None:
    engine = open_database(url).engine
    migrate(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, made once and copied ever after."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrate_at(f"sqlite:///{path}")
    return path


def source_of(request: pytest.FixtureRequest, engine: str) -> str:
    """What a test's database is copied from: one with the world in it where the test asks for the world."""
    if "world" in request.fixturenames:
        source: str = request.getfixturevalue(f"{engine}_world")()[0]
        return source
    if engine == "sqlite":
        return str(request.getfixturevalue("migrated_sqlite"))
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.template(MIGRATED, migrate_at)


def copied_database(request: pytest.FixtureRequest, engine: str, folder: Path) -> str:
    """The SQLAlchemy URL of a fresh copy, which is the test's own."""
    source = source_of(request, engine)
    if engine == "sqlite":
        return f"sqlite:///{shutil.copyfile(source, folder / 'portal.db')}"
    url: str = request.getfixturevalue("make_postgres_database")(source)
    return url


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The SQLAlchemy URL of a migrated database, of each engine in turn."""
    return copied_database(request, request.param, tmp_path)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database on each engine in turn; with the world in it where a test asks for that."""
    with opened_database(database_url) as opened:
        yield opened
