"""Two that start at once bring one database up to date: one waits, and both go on."""

import time
from multiprocessing.process import BaseProcess
from pathlib import Path

from portal.database import open_database
from portal.records.migrations import is_migrated, migrate_on, migrating
from tests.kills.children import command, start

PATIENCE = 120
DONE = "The database is up to date.\n"


def begin(url: str, folder: Path, said: str) -> BaseProcess:
    environment = {"PORTAL_HOME": str(folder / "home"), "DATABASE_URL": url}
    return start(command, environment, folder / said, folder / said, "migrate")


def test_of_two_migrations_at_once_one_waits(empty_database_url: str, tmp_path: Path) -> None:
    both = [begin(empty_database_url, tmp_path, name) for name in ("one", "other")]
    for process in both:
        process.join(PATIENCE)
    said = [(tmp_path / name).read_text() for name in ("one", "other")]
    assert [process.exitcode for process in both] == [0, 0], said
    assert said == [DONE] * 2
    engine = open_database(empty_database_url).engine
    assert is_migrated(engine)
    engine.dispose()


def test_whoever_waits_finds_nothing_left_to_do(empty_database_url: str, tmp_path: Path) -> None:
    """However long the first takes: the other waits for it, and does not break off."""
    engine = open_database(empty_database_url).engine
    with migrating(engine) as connection:
        migrate_on(connection)
        other = begin(empty_database_url, tmp_path, "other")
        time.sleep(1.5)
        assert other.is_alive()
    other.join(PATIENCE)
    assert (other.exitcode, (tmp_path / "other").read_text()) == (0, DONE)
    engine.dispose()
