"""Two who load the demonstration at once: one does, and the other is told that something is there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa

from evidence.local_store import LocalStore
from portal import clock
from portal.cli.demonstration import LONGEST_WAIT
from portal.cli.opening import opened
from portal.demo import CannotLoad, load_demo
from portal.settings import read_settings
from portal.standing.queries.verify import find_orphans
from tests.actions.conftest import Portal

CAME = 1
"""Seconds within which the other would have kept a file, did it not wait."""


class Watched(LocalStore):
    """Says what to do as soon as a file is kept."""

    on_first: Callable[[], object] | None = None

    def keep(self, staged: Path, key: str) -> None:
        on_first, self.on_first = self.on_first, None
        if on_first:
            on_first()
        super().keep(staged, key)


def test_of_two_at_once_one_is_told_and_keeps_no_file(database_url: str, tmp_path: Path) -> None:
    settings = read_settings({"PORTAL_HOME": str(tmp_path), "DATABASE_URL": database_url})
    first, second = Watched(tmp_path / "evidence"), Watched(tmp_path / "evidence")
    has_kept, told = Event(), []
    second.on_first = has_kept.set

    def load(store: Watched) -> str:
        """As a process of its own does."""
        try:
            with opened(settings, LONGEST_WAIT) as database:
                load_demo(settings, database, store, partners=1)
        except CannotLoad as why:
            return str(why)
        return ""

    with ThreadPoolExecutor(1) as pool:

        def another() -> None:
            told.append(pool.submit(load, second))
            has_kept.wait(CAME)

        first.on_first = another
        assert load(first) == ""
        [other] = told
        assert "something in the database already" in other.result(60)
    assert not has_kept.is_set()
    with opened(settings) as database, database.reading() as session:
        assert list(find_orphans(session, first, clock.now() + timedelta(days=1))) == []


def test_the_command_says_so_in_a_line(portal: Portal) -> None:
    assert portal("demo", "--partners", "1")[0] == 0
    code, said, complaint = portal("demo", "--partners", "1")
    assert (code, said) == (2, "")
    assert complaint.count("\n") == 1
    assert "something in the database already" in complaint


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_on_sqlite_the_command_waits_as_long_as_the_other_takes(database_url: str, tmp_path: Path) -> None:
    settings = read_settings({"PORTAL_HOME": str(tmp_path), "DATABASE_URL": database_url})
    with opened(settings, LONGEST_WAIT) as database, database.reading() as session:
        assert session.scalar(sa.text("PRAGMA busy_timeout")) == LONGEST_WAIT * 1000
