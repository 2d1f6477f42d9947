"""What the first release has kept is there after every upgrade, and nothing of it is wrong."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.cli import main
from tests.builders.sending import PDF
from tests.house.sources import ROOT

SAMPLE = ROOT / "tests" / "samples" / "first-release.sql"
"""A database of version 0.1.0, made by its own actions: accepted, sent, returned, waived, and a draft."""

KEPT = (
    "organisation",
    "person",
    "contract",
    "engagement",
    "worker",
    "submission",
    "stored_file",
    "decision",
    "event",
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the first release has left its database and its files."""
    for name in ("DATABASE_URL", "PORTAL_EVIDENCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path))
    with closing(sqlite3.connect(tmp_path / "portal.db")) as database, database:
        database.executescript(SAMPLE.read_text("utf-8"))
        for (key,) in database.execute("SELECT key FROM stored_file"):
            path = tmp_path / "evidence" / key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(PDF)
    return tmp_path


def ask(home: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "portal.db")) as database:
        return database.execute(query).fetchall()


def counts(home: Path) -> dict[str, int]:
    found = {}
    for table in KEPT:
        ((count,),) = ask(home, str(sa.select(sa.func.count()).select_from(sa.table(table))))
        found[table] = int(str(count))
    return found


def test_the_first_release_is_brought_up_to_date(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, met = counts(home), "SELECT requirement_key FROM standing WHERE state IN ('met', 'waived')"
    was_met = set(ask(home, met))
    assert main(["migrate"]) == 0
    assert main(["verify"]) == 0, capsys.readouterr().out
    assert counts(home) == before | {"event": before["event"] + 1}, (
        "and one event says that the log is sealed"
    )
    assert was_met
    assert set(ask(home, met)) == was_met
    assert main(["sweep"]) == 0


def test_its_backup_is_restored(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["migrate"])
    assert main(["backup", str(tmp_path / "backup.tar")]) == 0
    (tmp_path / "new").mkdir()
    shutil.copy(tmp_path / "log.key", tmp_path / "new" / "log.key")
    monkeypatch.setenv("PORTAL_HOME", str(tmp_path / "new"))
    assert main(["restore", str(tmp_path / "backup.tar")]) == 0
    assert counts(tmp_path / "new") == counts(home)
