"""The small world ready-made on each engine: made once a day, and copied for every test that asks for it."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from portal import clock
from portal.database import Database, open_database
from tests.builders.world import World, make_world
from tests.parts.databases import MIGRATED, migrate_at
from tests.parts.postgres_server import PostgresServer

ReadyMade = Callable[[], tuple[str, World]]
"""Call it for the path, or the template’s name, of a database with today’s world, and for that world."""


def of_today(make: Callable[[date], tuple[str, World]]) -> ReadyMade:
    """A new one when the day turns while tests run."""
    made = cache(make)
    return lambda: made(clock.today())


def fill(opened: Database) -> World:
    world = make_world(opened)
    if opened.engine.dialect.name == "sqlite":
        with opened.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.engine.dispose()
    return world


@pytest.fixture(scope="session")
def sqlite_world(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> ReadyMade:
    folder = tmp_path_factory.mktemp("worlds")

    def make(today: date) -> tuple[str, World]:
        path = shutil.copyfile(migrated_sqlite, folder / f"{today}.db")
        return str(path), fill(open_database(f"sqlite:///{path}"))

    return of_today(make)


@pytest.fixture(scope="session")
def postgresql_world(postgres_server: PostgresServer) -> ReadyMade:
    def make(today: date) -> tuple[str, World]:
        migrated, name = postgres_server.template(MIGRATED, migrate_at), f"world_{today}"
        postgres_server.execute("CREATE DATABASE {name} TEMPLATE {migrated}", name=name, migrated=migrated)
        return name, fill(open_database(postgres_server.url(name)))

    return of_today(make)


def ready_world(request: pytest.FixtureRequest, engine: str) -> tuple[str, World]:
    made: ReadyMade = request.getfixturevalue(f"{engine}_world")
    return made()
