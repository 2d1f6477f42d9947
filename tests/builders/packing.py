"""Packs in a world, by the real actions: asked for, made, shared."""

import csv
import io
import subprocess
import sys
import tempfile
import uuid
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from portal.access import Viewer
from portal.packs.actions.create_pack import WantedPack, create_own_pack, create_pack
from portal.packs.actions.open_share import open_share
from portal.packs.making import make_pack
from portal.packs.queries.packs import PackLine, get_own_pack, get_pack
from portal.records import PackShare
from portal.visits.actions.book_visit import book_visit
from portal.visits.queries.booked import VisitLine, get_visit
from tests.builders.world import World


def a_visit(world: World, on: date, engagement_id: uuid.UUID | None = None) -> VisitLine:
    """An audit visit, about the whole contract unless said otherwise."""
    with world.database.writing() as session:
        place, partners = world.contract_place(session), [engagement_id] if engagement_id else []
        has_been = on < world.today
        visit_id = book_visit(session, world.manager, place, "audit-visit", on, partners, took_place=has_been)
        return get_visit(session, place, visit_id)


def ask(world: World, by: Viewer | None = None, on: date | None = None, **said: Any) -> uuid.UUID:
    """The lead's pack of today unless said otherwise, asked for; `engagement_id` of that partner alone."""
    viewer, engagement_id = by or world.manager, said.pop("engagement_id", None)
    with world.database.writing() as session:
        engagement = world.place(session, viewer, engagement_id) if engagement_id else None
        wanted = WantedPack(on or world.today, engagement=engagement, **said)
        return create_pack(session, viewer, world.contract_place(session, viewer), wanted)


def make(world: World, pack_id: uuid.UUID) -> None:
    assert world.store
    with tempfile.TemporaryDirectory() as staging:
        make_pack(world.database, world.store, Path(staging), pack_id, lambda _done, _of: None)


def made(world: World, by: Viewer | None = None, on: date | None = None, **said: Any) -> PackLine:
    """The same, and made."""
    pack_id = ask(world, by, on, **said)
    make(world, pack_id)
    return pack_of(world, pack_id)


def pack_of(world: World, pack_id: uuid.UUID) -> PackLine:
    """One of the lead's."""
    with world.database.reading() as session:
        return get_pack(session, world.contract_place(session), pack_id)


def own_pack(world: World, by: Viewer | None = None) -> uuid.UUID:
    """The partner's own, made."""
    viewer = by or world.member
    with world.database.writing() as session:
        pack_id = create_own_pack(session, viewer, world.place(session, viewer), world.today)
    make(world, pack_id)
    with world.database.reading() as session:
        assert get_own_pack(session, world.place(session, viewer), pack_id).is_ready
    return pack_id


def share(world: World, pack_id: uuid.UUID, days: int = 14, by: Viewer | None = None) -> uuid.UUID:
    viewer = by or world.manager
    with world.database.writing() as session:
        open_share(session, viewer, world.contract_place(session, viewer), pack_id, days)
    with world.database.reading() as session:
        newest = sa.select(PackShare.id).where(PackShare.pack_id == pack_id, PackShare.ended_at.is_(None))
        return session.scalars(newest).one()


def shared_pack(world: World) -> dict[str, uuid.UUID]:
    """One that the council may open, by the names of an address."""
    pack = made(world, without_names=True)
    return {"pack_id": pack.pack_id, "share_id": share(world, pack.pack_id)}


def content_of(world: World, pack: PackLine) -> bytes:
    assert world.store
    assert pack.key
    return b"".join(world.store.read(pack.key))


def files_in(content: bytes) -> dict[str, bytes]:
    """By path."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def document_in(content: bytes) -> bytes:
    return next(file for name, file in files_in(content).items() if name.startswith("Pack "))


def rows_in(content: bytes) -> list[dict[str, str]]:
    """Of its list of files."""
    return list(csv.DictReader(io.StringIO(files_in(content)["manifest.csv"].decode("utf-8-sig"))))


def check(content: bytes, folder: Path, *, packed: bool = False) -> tuple[int, str]:
    """What its own verify.py says, with no part of the portal within reach: exit code and words."""
    path = folder / f"{uuid.uuid4().hex}.zip"
    path.write_bytes(content)
    unpacked = folder / uuid.uuid4().hex
    with zipfile.ZipFile(path) as pack:
        pack.extractall(unpacked)
    return run_checker(unpacked / "verify.py", *([path] if packed else []))


def run_checker(checker: Path, *words: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", checker, *words], capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout + done.stderr
