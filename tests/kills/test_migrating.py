"""Two that start at once bring one database up to date: one waits, and both go on."""

import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from portal.database import open_database
from portal.records.migrations import is_migrated, migrating


def start(url: str, home: Path) -> "subprocess.Popen[str]":
    environment = {"PORTAL_HOME": str(home), "DATABASE_URL": url, "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "portal", "migrate"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def test_of_two_migrations_at_once_one_waits(empty_database_url: str, tmp_path: Path) -> None:
    both = [start(empty_database_url, tmp_path / "home") for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert said == ["The database is up to date.\n"] * 2
    engine = open_database(empty_database_url).engine
    assert is_migrated(engine)
    engine.dispose()


def test_whoever_waits_finds_nothing_left_to_do(empty_database_url: str, tmp_path: Path) -> None:
    """However long the first takes: the other waits for it, and does not break off."""
    engine = open_database(empty_database_url).engine
    with migrating(engine) as connection:
        connection.execute(sa.text("SELECT 1"))
        other = start(empty_database_url, tmp_path / "home")
        time.sleep(2.5)
        assert other.poll() is None
    said = other.communicate(timeout=120)[0]
    assert (other.returncode, said) == (0, "The database is up to date.\n")
    engine.dispose()
