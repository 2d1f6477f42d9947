"""What broken-off uploads leave is removed; what a row knows, or may soon know, stays."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest

from evidence.store import open_store
from portal import clock
from portal.database import Database
from portal.files.actions.sweep_files import SweepRefused, refuse_many, sweep_files
from portal.records import StoredFile
from tests.builders.clock import written_now
from tests.builders.world import make_world


def test_sweeping_takes_old_bytes_without_a_row_and_nothing_else(database: Database, tmp_path: Path) -> None:
    world = make_world(database)
    store = open_store(f"file://{tmp_path / 'evidence'}")
    staging = tmp_path / "incoming"
    staging.mkdir()
    keys = {name: f"2026/11/{uuid.uuid4().hex}" for name in ("with a row", "orphan")}
    for key in keys.values():
        staged = staging / "one.part"
        staged.write_bytes(b"policy")
        store.keep(staged, key)
    (staging / "broken-off.part").write_bytes(b"pol")
    written_now(staging, tmp_path / "evidence")
    with database.writing() as session:
        session.add(
            StoredFile(
                id=uuid.uuid4(),
                organisation_id=world.partner_id,
                key=keys["with a row"],
                name="policy.pdf",
                media_type="application/pdf",
                size=6,
                sha256="0" * 64,
                uploaded_by=world.member.person_id,
                uploaded_at=clock.now(),
            )
        )
        session.commit()
    with database.reading() as session:
        assert sweep_files(session, store, staging, clock.now() - timedelta(days=1)) == 0
        assert sweep_files(session, store, staging, clock.now() + timedelta(hours=1)) == 2
    assert dict(store.keys()).keys() == {keys["with a row"]}
    assert not list(staging.iterdir())


def test_beside_a_database_that_knows_none_of_them_nothing_is_swept(
    database: Database, tmp_path: Path
) -> None:
    make_world(database)
    store, staging = open_store(f"file://{tmp_path / 'evidence'}"), tmp_path / "incoming"
    staging.mkdir()
    (staging / "one.part").write_bytes(b"policy")
    store.keep(staging / "one.part", f"2026/11/{uuid.uuid4().hex}")
    with database.reading() as session, pytest.raises(SweepRefused, match="1 of 1 stored files"):
        sweep_files(session, store, staging, clock.now() + timedelta(hours=1))
    assert len(list(store.keys())) == 1


@pytest.mark.parametrize(
    ("orphans", "stored", "known", "is_refused"),
    [
        (0, 0, 0, False),
        (20, 40, 20, False),
        (21, 40, 19, True),
        (100, 1000, 900, False),
        (101, 1000, 899, True),
        (1, 5, 0, True),
    ],
)
def test_many_orphans_are_no_orphans(orphans: int, stored: int, known: int, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(SweepRefused):
            refuse_many(orphans, stored, known)
    else:
        refuse_many(orphans, stored, known)
