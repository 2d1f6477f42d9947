"""Both engines behind one name: a test that asks for `empty_database_url` runs twice."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.database import Database, open_database
from portal.records.migrations import migrate

ENGINES = ("sqlite", "postgresql")
MIGRATED = "migrated"


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The SQLAlchemy URL of a database without a table, of each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    url: str = request.getfixturevalue("make_postgres_database")()
    return url


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


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The SQLAlchemy URL of a migrated database without a row, of each engine in turn."""
    if request.param == "sqlite":
        path = tmp_path / "portal.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), path)
        return f"sqlite:///{path}"
    server = request.getfixturevalue("postgres_server")
    make = request.getfixturevalue("make_postgres_database")
    url: str = make(server.template(MIGRATED, migrate_at))
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database without a row, on each engine in turn."""
    opened = open_database(database_url)
    yield opened
    opened.engine.dispose()
