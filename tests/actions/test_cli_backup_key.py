"""The key of the log is in no backup: what is restored is proved by it all the same, or it is said plainly
what is not."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.acting.log_key import DEVELOPMENT
from portal.records import Event, Visit
from tests.actions.machines import Machine, machine
from tests.builders.sending import accepted
from tests.builders.world import World

OWN_KEY = "PORTAL_LOG_KEY"


@dataclass(frozen=True, slots=True)
class Keyless(Machine):
    """One whose key, where it has any, is the file in its home folder."""

    @property
    def environment(self) -> dict[str, str]:
        urls = {"DATABASE_URL": self.database_url, "PORTAL_EVIDENCE": self.evidence}
        return {"PORTAL_HOME": str(self.home), OWN_KEY: "", **urls}


@pytest.fixture
def backup(request: pytest.FixtureRequest, world: World, tmp_path: Path) -> Path:
    """Of a world in which something has happened, with an anchor of it from before."""
    accepted(world, "complaints-policy")
    here = machine(request, "sqlite", "folder", tmp_path / "from")
    url = world.database.engine.url.render_as_string(hide_password=False)
    here = Machine(here.home, url, here.evidence, here.monkeypatch, here.capsys)
    assert here.portal("log", "anchor")[0] == 0
    path = tmp_path / "backup.tar"
    assert here.portal("backup", path)[0] == 1, "the files of a world are elsewhere; that is told"
    return path


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Keyless:
    made = machine(request, "sqlite", "folder", tmp_path / "to")
    return Keyless(made.home, made.database_url, made.evidence, made.monkeypatch, made.capsys)


def test_without_the_key_nothing_is_restored_and_it_is_said_where_to_put_it(
    backup: Path, empty: Keyless
) -> None:
    code, said, complaint = empty.portal("restore", backup)
    assert (code, said, complaint.count("\n")) == (2, "", 1)
    for words in (DEVELOPMENT.key_id, "log.key", OWN_KEY, "--new-key"):
        assert words in complaint
    assert not empty.home.exists()
    empty.home.mkdir()
    (empty.home / "log.key").write_text("ab" * 32)
    assert empty.portal("restore", backup)[0] == 2, "nor with another"


def log_findings(said: str) -> list[str]:
    """Of what verify says: the files of this world are elsewhere."""
    return [line for line in said.splitlines() if line.startswith(("event:", "row:", "log:", "anchor:"))]


def test_with_the_key_in_its_place_all_of_it_is_proved(backup: Path, empty: Keyless) -> None:
    empty.home.mkdir()
    (empty.home / "log.key").write_text(DEVELOPMENT.secret.hex())
    _, said, complaint = empty.portal("restore", backup)
    assert (log_findings(said), complaint) == ([], "")
    assert "Restored" in said
    anchors = backup.parent / "from" / "anchors.jsonl"
    assert log_findings(empty.portal("verify", "--anchors", anchors)[1]) == []
    with empty.opened() as (database, _):
        with database.reading() as session:
            assert "log-sealed" not in session.scalars(sa.select(Event.name)).all()
        with database.writing() as session:
            changed = sa.text("UPDATE decision SET words = 'Otherwise.'")
            session.execute(changed)
            session.commit()
    assert any(line.startswith("row: decision") for line in log_findings(empty.portal("verify")[1]))


def test_where_the_key_is_lost_all_is_taken_as_it_is_and_an_event_says_so(
    backup: Path, empty: Keyless
) -> None:
    _, said, complaint = empty.portal("restore", "--new-key", backup)
    assert (log_findings(said), complaint) == ([], "")
    assert (empty.home / "log.key").stat().st_mode & 0o777 == 0o600
    with empty.opened() as (database, _), database.reading() as session:
        why = session.scalars(sa.select(Event.data).where(Event.name == "log-sealed")).all()
        assert session.scalars(sa.select(Visit.id)).all() == []
    assert [each["why"] for each in why] == ["new-key"]
    assert log_findings(empty.portal("verify")[1]) == []


def test_a_backup_that_is_older_than_the_last_anchor_is_told(
    world: World, backup: Path, empty: Keyless, tmp_path: Path
) -> None:
    accepted(world, "anti-bribery")
    url = world.database.engine.url.render_as_string(hide_password=False)
    later = Machine(tmp_path / "later", url, empty.evidence, empty.monkeypatch, empty.capsys)
    assert later.portal("log", "anchor")[0] == 0
    empty.home.mkdir()
    (empty.home / "log.key").write_text(DEVELOPMENT.secret.hex())
    empty.portal("restore", backup)
    code, said, _ = empty.portal("verify", "--anchors", tmp_path / "later" / "anchors.jsonl")
    assert code == 1
    (finding,) = log_findings(said)
    assert finding.startswith("anchor: on ")
    assert "events, now it has" in finding
    code, said, complaint = empty.portal("verify", "--anchors", tmp_path / "nowhere.jsonl")
    assert (code, said, complaint.count("\n")) == (2, "", 1)
