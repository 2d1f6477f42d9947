"""The two databases, as the portal opens them and as their bare drivers do."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString, Protocol

import psycopg

from tests.parts import postgres_server

DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
    "shared_buffers": "128MB",
}
"""A server as it runs for people; the tests' own forgets everything at a power cut."""


class Bare(Protocol):
    """A connection of the driver alone. Statements have `?` where a value goes, dates and ids are text."""

    def rows(self, statement: LiteralString, values: Sequence[str | int]) -> list[tuple[Any, ...]]: ...

    def commit_one(self, text: str) -> None:
        """One row into a table of its own, and on disk."""
        ...


class BareSQLite:
    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for setting in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000"):
            self.connection.execute(f"PRAGMA {setting}")
        self.connection.execute("CREATE TABLE IF NOT EXISTS bench_floor (said TEXT)")

    def rows(self, statement: LiteralString, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement, values).fetchall()

    def commit_one(self, text: str) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("INSERT INTO bench_floor VALUES (?)", (text,))
        self.connection.execute("COMMIT")


class BarePostgreSQL:
    def __init__(self, address: str) -> None:
        self.connection = psycopg.connect(address, autocommit=True)
        self.connection.execute("CREATE TABLE IF NOT EXISTS bench_floor (said TEXT)")

    def rows(self, statement: LiteralString, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement.replace("?", "%s"), values).fetchall()

    def commit_one(self, text: str) -> None:
        self.connection.execute("INSERT INTO bench_floor VALUES (%s)", (text,))


@dataclass(frozen=True)
class Engine:
    """A database without a table: `url` for the portal."""

    name: str
    url: str
    address: str

    def bare(self) -> Bare:
        return BareSQLite(Path(self.address)) if self.name == "SQLite" else BarePostgreSQL(self.address)


@contextmanager
def sqlite_engine(home: Path) -> Iterator[Engine]:
    path = home / "portal.db"
    yield Engine("SQLite", f"sqlite:///{path}", str(path))


@contextmanager
def postgresql_engine(_home: Path) -> Iterator[Engine]:
    """A server of its own in a folder of its own, with its data safe on disk at every commit."""
    postgres_server.SETTINGS.update(DURABLE)
    with tempfile.TemporaryDirectory(prefix="gs-bench-pg-", ignore_cleanup_errors=True) as folder:
        server = postgres_server.PostgresServer(Path(folder))
        server.start()
        try:
            name = server.create()
            yield Engine("PostgreSQL", server.url(name), server.address(name))
        finally:
            server.stop()


EngineMaker = Callable[[Path], AbstractContextManager[Engine]]
ENGINES: dict[str, EngineMaker] = {"sqlite": sqlite_engine, "postgresql": postgresql_engine}


def analyse(engine: Engine) -> None:
    """What a database in use knows of its tables."""
    if engine.name == "SQLite":
        engine.bare().rows("ANALYZE", ())
        return
    with psycopg.connect(engine.address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
