"""A pack whose maker is killed, on both engines: it is made by the next, and once; no half of it stays."""

import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence.store import open_store
from portal import clock
from portal.database import Database
from portal.packs.queries.packs import MAKE
from portal.records import Event, Work, WorkState
from portal.settings import Settings, read_settings
from portal.standing.queries.verify import find_orphans, verify_files
from portal.work.claim import LEASE
from portal.work.working import Worker
from tests.builders import packing, sending
from tests.builders.world import World
from tests.kills.children import start
from tests.kills.mortal_worker import environment_of
from tests.kills.pack_making import BEFORE_IT_IS_KEPT, BEFORE_IT_IS_SAID, IN_THE_MIDDLE, make_and_die
from tests.parts.worlds import ready_world

LONGEST = 90
KEYS = ("complaints-policy", "anti-bribery", "equal-opportunities", "health-and-safety")


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    (tmp_path / "home").mkdir()
    return read_settings({"PORTAL_HOME": str(tmp_path / "home"), "DATABASE_URL": database_url})


@pytest.fixture
def world(request: pytest.FixtureRequest, database: Database, settings: Settings) -> World:
    store = open_store(settings.evidence)
    return replace(ready_world(request, database.engine.dialect.name)[1], database=database, store=store)


@pytest.mark.parametrize("point", [IN_THE_MIDDLE, BEFORE_IT_IS_KEPT, BEFORE_IT_IS_SAID])
def test_who_is_killed_while_making_a_pack_leaves_it_to_the_next(
    world: World, settings: Settings, tmp_path: Path, point: str
) -> None:
    assert world.store
    for key in KEYS:
        sending.send(world, key)
    pack_id = packing.ask(world)
    child = start(make_and_die, environment_of(settings), point)
    child.join(LONGEST)
    assert child.exitcode == -signal.SIGKILL
    assert not packing.pack_of(world, pack_id).is_ready
    assert list(settings.incoming.glob("*.part")) or point == BEFORE_IT_IS_SAID
    let_the_lease_run_out(world)
    Worker(settings, world.database, world.store).do_all()
    pack = packing.pack_of(world, pack_id)
    assert (pack.files, pack.files_asked) == (len(KEYS), len(KEYS))
    assert packing.check(packing.content_of(world, pack), tmp_path)[0] == 0
    assert list(settings.incoming.glob("*.part")) == []
    with world.database.reading() as session:
        assert [*verify_files(session, world.store)] == []
        assert [*find_orphans(session, world.store, clock.now() + timedelta(minutes=1))] == []
        made = sa.select(sa.func.count()).where(Event.name == "pack-made")
        assert session.scalar(made) == 1


def let_the_lease_run_out(world: World) -> None:
    """As if time had passed."""
    his = sa.and_(Work.state == WorkState.TAKEN.value, Work.kind == MAKE)
    with world.database.writing() as session:
        lost = sa.update(Work).where(his).values(taken_at=clock.now() - 2 * LEASE).returning(Work.id)
        assert len(session.scalars(lost).all()) == 1
        session.commit()
