"""Packs: made once, by one of all who try, and nothing is left behind."""

import threading
import uuid
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from evidence.store import new_key
from portal import clock
from portal.files.actions.sweep_files import sweep_files
from portal.packs.actions.record_pack import begin_pack
from portal.packs.making import make_pack
from portal.packs.queries.packs import (
    MAKE,
)
from portal.records import Event, Work
from portal.settings import read_settings
from portal.standing.queries.verify import find_orphans, verify_files
from portal.work.working import Worker
from tests.builders import packing
from tests.builders.world import World


def test_asked_for_twice_it_is_made_once(world: World) -> None:
    first, second = packing.ask(world), packing.ask(world, world.reviewer)
    assert first == second
    assert packing.ask(world, on=world.today + timedelta(days=1)) != first
    assert packing.ask(world, without_names=True) != first
    assert packing.ask(world, engagement_id=world.engagement_id) != first
    packing.make(world, first)
    assert packing.ask(world) != first, "what is made is frozen: who asks again asks for what is so now"
    assert len(events(world, "pack-asked-for")) == 5


def test_two_who_ask_at_once_get_one(world: World) -> None:
    found: list[uuid.UUID] = []
    both = [
        threading.Thread(target=lambda by=by: found.append(packing.ask(world, by)))
        for by in (world.manager, world.reviewer)
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert len(found) == 2
    assert len(set(found)) == 1


def test_two_who_make_it_at_once_leave_one(world: World) -> None:
    pack_id = packing.ask(world)
    both = [threading.Thread(target=packing.make, args=(world, pack_id)) for _ in "ab"]
    for each in both:
        each.start()
    for each in both:
        each.join()
    if not packing.pack_of(world, pack_id).is_ready:  # each took over from the other
        packing.make(world, pack_id)
    pack = packing.pack_of(world, pack_id)
    assert len(events(world, "pack-made")) == 1
    assert len(packing.content_of(world, pack)) == pack.size
    assert orphans(world) == []


def orphans(world: World) -> list[str]:
    assert world.store
    with world.database.reading() as session:
        return [*find_orphans(session, world.store, clock.now() + timedelta(minutes=1))]


def events(world: World, name: str) -> list[Event]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(Event).where(Event.name == name)))


def test_a_try_that_was_broken_off_leaves_nothing(world: World, tmp_path: Path) -> None:
    """As if somebody had been killed between keeping the bytes and saying so."""
    assert world.store
    pack_id, key = packing.ask(world), new_key(world.today)
    with world.database.writing() as session:
        assert begin_pack(session, pack_id, key)
    (tmp_path / "half.part").write_bytes(b"half a pack")
    world.store.keep(tmp_path / "half.part", key)
    left = tmp_path / f"pack-{pack_id.hex}-1.part"
    left.write_bytes(b"half")
    make_pack(world.database, world.store, tmp_path, pack_id, lambda _done, _of: None)
    pack = packing.pack_of(world, pack_id)
    assert pack.is_ready
    assert pack.key != key
    assert orphans(world) == []
    assert list(tmp_path.glob("*.part")) == []


def test_the_store_keeps_it_and_knows_it(world: World, tmp_path: Path) -> None:
    assert world.store
    pack = packing.made(world)
    with world.database.reading() as session:
        assert [*verify_files(session, world.store)] == []
    swept = sweep_files(world.database, world.store, tmp_path, clock.now() + timedelta(days=40))
    assert swept.put_aside == 0
    assert pack.key
    world.store.remove(pack.key)
    with world.database.reading() as session:
        assert len([*verify_files(session, world.store)]) == 1


def test_it_is_made_by_a_worker(world: World, tmp_path: Path) -> None:
    assert world.store
    pack_id = packing.ask(world)
    assert not packing.pack_of(world, pack_id).is_ready
    Worker(read_settings({"PORTAL_HOME": str(tmp_path)}), world.database, world.store).do_all()
    assert packing.pack_of(world, pack_id).is_ready
    with world.database.reading() as session:
        assert session.scalars(sa.select(Work.state).where(Work.kind == MAKE)).all() == ["done"]
