"""A world on each database engine, with a store in a folder."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.local_store import LocalStore
from portal.acting.log_key import DEVELOPMENT
from portal.cli import main
from portal.database import Database
from tests.builders.messages import Mailbox, open_mailbox
from tests.builders.world import World
from tests.parts.worlds import ready_world

Portal = Callable[..., tuple[int, str, str]]


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "evidence")


@pytest.fixture
def world(request: pytest.FixtureRequest, database: Database, store: LocalStore) -> World:
    """The small world of tests/builders/world.py, as it is today."""
    return replace(ready_world(request, database.engine.dialect.name)[1], database=database, store=store)


@pytest.fixture
def mailbox(database: Database, tmp_path: Path) -> Mailbox:
    """What was sent, in a folder."""
    return open_mailbox(database, tmp_path)


@pytest.fixture
def portal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, database_url: str
) -> Portal:
    """Runs a command: exit code, what it said, what it complained about."""
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("PORTAL_EVIDENCE", f"file://{tmp_path / 'evidence'}")
    monkeypatch.setenv("PORTAL_LOG_KEY", DEVELOPMENT.secret.hex())

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
