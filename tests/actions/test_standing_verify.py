"""Verifying finds what is wrong, and nothing where nothing is."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal import clock
from portal.records import EngagementStanding, LevelShare, Standing, StoredFile, UnderWay
from portal.standing.actions.rebuild_standing import rebuild_standing
from portal.standing.queries.verify import find_orphans, verify_events, verify_files, verify_standing
from tests.builders.clock import written_now
from tests.builders.sending import accepted, attach, draft, send
from tests.builders.world import World


@pytest.fixture
def busy(world: World) -> World:
    """A world in which something has happened."""
    accepted(world, "complaints-policy")
    send(world, "anti-bribery")
    attach(world, draft(world, "whistleblowing"))
    return world


def findings(world: World) -> list[str]:
    assert world.store
    with world.database.reading() as session:
        return [
            *verify_standing(session),
            *verify_events(session),
            *verify_files(session, world.store),
            *find_orphans(session, world.store, clock.now() + timedelta(minutes=1)),
        ]


def change(world: World, statement: sa.Executable) -> None:
    with world.database.writing() as session:
        session.execute(statement)
        session.commit()


def test_nothing_is_wrong_by_itself(busy: World) -> None:
    assert findings(busy) == []


def test_a_standing_that_was_changed_is_found_and_rebuilt(busy: World) -> None:
    change(busy, sa.update(Standing).where(Standing.state == "met").values(state="expired"))
    change(busy, sa.delete(EngagementStanding).where(EngagementStanding.engagement_id == busy.engagement_id))
    change(busy, sa.delete(LevelShare).where(LevelShare.engagement_id == busy.engagement_id))
    change(busy, sa.delete(UnderWay).where(UnderWay.stage == "waiting"))
    found = findings(busy)
    assert [line.split(":")[0] for line in found] == [
        "standing",
        "engagement_standing",
        "level_share",
        "under_way",
    ]
    assert all(busy.engagement in line for line in found)
    with busy.database.writing() as session:
        assert rebuild_standing(session) == 3
    assert findings(busy) == []


def key_of_a_file(world: World) -> str:
    with world.database.reading() as session:
        key = session.scalars(sa.select(StoredFile.key).order_by(StoredFile.uploaded_at)).first()
    assert key
    return key


def test_a_file_that_is_missing_is_found(busy: World) -> None:
    assert busy.store
    key = key_of_a_file(busy)
    busy.store.remove(key)
    assert findings(busy) == [f"file: {key} is missing from the store"]


def test_a_file_of_another_size_is_found(busy: World) -> None:
    key = key_of_a_file(busy)
    change(busy, sa.update(StoredFile).where(StoredFile.key == key).values(size=1))
    (found,) = findings(busy)
    assert found.startswith(f"file: {key} has ")
    assert found.endswith(" bytes instead of 1")


def test_a_file_with_another_content_is_found(busy: World) -> None:
    key = key_of_a_file(busy)
    change(busy, sa.update(StoredFile).where(StoredFile.key == key).values(sha256="0" * 64))
    assert findings(busy) == [f"file: {key} has another content than was uploaded (wrong SHA-256)"]


def test_a_file_without_a_row_is_found_once_it_is_old_enough(busy: World, tmp_path: Path) -> None:
    assert busy.store
    key = key_of_a_file(busy)
    with busy.store.fetch(key) as kept:
        staged = kept.parent / "staged"
        staged.write_bytes(kept.read_bytes())
    orphan = "2026/01/" + "a" * 32
    busy.store.keep(staged, orphan)
    written_now(tmp_path)
    assert findings(busy) == [f"file: {orphan} is in the store and belongs to no row, which harms nobody"]
    with busy.database.reading() as session:
        assert list(find_orphans(session, busy.store, clock.now() - timedelta(hours=1))) == []
