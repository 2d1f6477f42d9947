"""A machine for an installation: where its database and its store are, and commands on it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence.store import Store, open_store
from portal.acting.log_key import DEVELOPMENT
from portal.cli import main
from portal.cli.backup_rows import tables
from portal.database import Database, open_database
from tests.parts.s3_server import S3Server

STORES = ("folder", "bucket")
OTHER = {"sqlite": "postgresql", "postgresql": "sqlite", "folder": "bucket", "bucket": "folder"}


@dataclass(frozen=True, slots=True)
class Machine:
    """Nothing is on it until something is put there. `environment` is what the portal is told there; the key
    of the log has come on another way than any backup."""

    home: Path
    database_url: str
    evidence: str
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    @property
    def environment(self) -> dict[str, str]:
        urls = {"DATABASE_URL": self.database_url, "PORTAL_EVIDENCE": self.evidence}
        return {"PORTAL_HOME": str(self.home), "PORTAL_LOG_KEY": DEVELOPMENT.secret.hex(), **urls}

    def portal(self, *words: str | Path) -> tuple[int, str, str]:
        """A command: exit code, what it said, what it complained about."""
        for name, value in self.environment.items():
            self.monkeypatch.setenv(name, value)
        code = main([str(word) for word in words])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    @contextmanager
    def opened(self) -> Iterator[tuple[Database, Store]]:
        database = open_database(self.database_url)
        with closing(open_store(self.evidence)) as store:
            yield database, store
        database.engine.dispose()


def machine(request: pytest.FixtureRequest, engine: str, store: str, home: Path) -> Machine:
    """One with that database and that store, both empty."""
    patch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    capsys: pytest.CaptureFixture[str] = request.getfixturevalue("capsys")
    evidence = (home / "evidence").as_uri()
    if store == "bucket":
        server: S3Server = request.getfixturevalue("s3_server")
        for name, value in server.environment.items():
            patch.setenv(name, value)
        evidence = f"s3://{server.make_bucket()}/some/prefix"
    url = f"sqlite:///{home / 'portal.db'}"
    if engine == "postgresql":
        url = request.getfixturevalue("make_postgres_database")()
    return Machine(home, url, evidence, patch, capsys)


def all_rows(database: Database) -> dict[str, set[str]]:
    """Every row of every table, as text."""
    with database.reading() as session:
        return {
            table.name: {repr(dict(row)) for row in session.execute(sa.select(table)).mappings()}
            for table in tables()
        }


def contents(store: Store) -> dict[str, bytes]:
    return {key: b"".join(store.read(key)) for key, _ in store.keys()}  # noqa: SIM118 - a store is no dict
