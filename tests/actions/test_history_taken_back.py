"""The archive of a contract in which something was taken back before anybody opened it."""

import zipfile
from pathlib import Path

import sqlalchemy as sa

from portal.acting.log_key import DEVELOPMENT
from portal.database import reading_snapshot
from portal.history.anchors import public_key
from portal.history.archiving import write_archive
from portal.history.queries.contents import Contents
from portal.history.verifier import verify
from portal.records import StoredFile
from portal.submissions.actions.take_back import take_back
from tests.builders.sending import accepted, attach, draft, requirement, send
from tests.builders.world import World

KEY = "health-and-safety"


def test_the_archive_holds_nothing_that_the_lead_may_not_open(world: World, tmp_path: Path) -> None:
    """It stays the partner's, and is forgotten with the contract. The log tells that it was sent."""
    accepted(world, "complaints-policy")
    attach(world, draft(world, KEY), "wrong-person.pdf")
    sent = send(world, KEY)
    with world.database.writing() as session:
        take_back(session, world.member, world.submission_place(session, sent), requirement(KEY))
    path = tmp_path / "archive.zip"
    assert world.store
    with reading_snapshot(world.database) as session:
        place = world.contract_place(session)
        write_archive(session, world.store, place, "http://localhost", [], path, lambda _done, _of: None)
        names = session.scalars(sa.select(StoredFile.name).where(Contents(world.contract_id).files)).all()
    assert "wrong-person.pdf" in names, "what is kept and goes is counted with it"
    assert list(verify(path, public_key(DEVELOPMENT))) == []
    with zipfile.ZipFile(path) as given:
        assert [name for name in given.namelist() if name.startswith("files/")] == [
            name for name in given.namelist() if name.endswith("policy.pdf")
        ]
        rows, events = given.read("rows.jsonl"), given.read("events.jsonl")
    assert b"wrong-person" not in rows + events
    assert str(sent).encode() not in rows
    assert str(sent).encode() in events
