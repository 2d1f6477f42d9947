"""What broken-off uploads leave is removed; what a row knows, or may soon know, stays."""

import uuid
from datetime import timedelta
from pathlib import Path

from evidence.store import open_store
from portal import clock
from portal.database import Database
from portal.files.actions.sweep_files import sweep_files
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
