"""What broken-off uploads leave is put aside, and goes after its time; what a row knows, or may know,
stays."""

import shutil
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence.local_store import LocalStore
from evidence.store import OWNER, Store, new_key
from portal import clock
from portal.database import Database
from portal.files.actions.name_installation import NotOurStore, own_store
from portal.files.actions.sweep_files import SweepRefused, Swept, refuse_many, refuse_newer, sweep_files
from portal.records import Event, Installation, StoredFile
from portal.standing.queries.verify import find_orphans, verify_files
from tests.actions.conftest import Portal
from tests.builders import sending
from tests.builders.clock import written_now
from tests.builders.world import World

DAY = timedelta(days=1)
NOTHING = Swept(0, 0, 0, 0)
Sweep = Callable[[datetime], Swept]


def lay(store: Store, staging: Path) -> str:
    """Bytes in the store that no row knows; their key."""
    staging.mkdir(parents=True, exist_ok=True)
    staged, key = staging / "one.part", new_key(clock.today())
    staged.write_bytes(b"policy")
    store.keep(staged, key)
    return key


def upload(world: World, files: int) -> set[str]:
    """Keys of files that rows know; each upload is an event."""
    draft = sending.draft(world, "safeguarding-policy")
    for number in range(files):
        sending.attach(world, draft, f"{number}.pdf", b"%%PDF %d" % number)
    with world.database.reading() as session:
        return set(session.scalars(sa.select(StoredFile.key)))


def in_store(store: Store) -> set[str]:
    return {key for key, _ in store.keys()}  # noqa: SIM118 - a store is no dict


def aside(store: Store) -> set[str]:
    return {key for key, _ in store.set_aside()}


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    return tmp_path / "incoming"


@pytest.fixture
def sweep(world: World, store: LocalStore, staging: Path) -> Sweep:
    return lambda now: sweep_files(world.database, store, staging, now)


def forget_rows(world: World, keys: set[str]) -> None:
    """As a database has it that is older than these uploads."""
    with world.database.writing() as session:
        ids = sa.select(StoredFile.id).where(StoredFile.key.in_(keys))
        session.execute(sa.text("DELETE FROM submission_file"))
        session.execute(sa.delete(StoredFile).where(StoredFile.id.in_(ids)))
        session.commit()


def test_what_no_row_knows_is_put_aside_and_goes_after_thirty_days(
    world: World, store: LocalStore, staging: Path, sweep: Sweep
) -> None:
    kept, orphan = upload(world, 1), lay(store, staging)
    (staging / "broken-off.part").write_bytes(b"pol")
    written_now(store.folder, staging)
    assert sweep(clock.now()) == NOTHING, "what is younger than a day may still get its row"
    assert sweep(clock.now() + DAY) == Swept(put_aside=1, put_back=0, thrown_away=0, staged=1)
    assert (in_store(store), aside(store)) == (kept, {orphan})
    assert sweep(clock.now() + 29 * DAY) == NOTHING
    assert sweep(clock.now() + 30 * DAY) == Swept(put_aside=0, put_back=0, thrown_away=1, staged=0)
    assert (in_store(store), aside(store)) == (kept, set())
    assert not list(staging.iterdir())


def test_what_a_row_wants_again_comes_back_unharmed(world: World, store: LocalStore, sweep: Sweep) -> None:
    (key,) = upload(world, 1)
    store.put_aside(key)
    with world.database.reading() as session:
        assert list(verify_files(session, store)) == [
            f"file: {key} lies in the trash: `portal sweep` puts it back"
        ]
    assert sweep(clock.now() + 40 * DAY) == Swept(put_aside=0, put_back=1, thrown_away=0, staged=0)
    with world.database.reading() as session:
        assert not [*verify_files(session, store), *find_orphans(session, store, clock.now() + DAY)]


def test_beside_an_empty_database_nothing_is_touched(world: World, store: LocalStore, staging: Path) -> None:
    keys = {lay(store, staging) for _ in range(3)}
    with pytest.raises(NotOurStore, match="the database knows of none"):
        sweep_files(world.database, store, staging, clock.now() + DAY)
    assert (in_store(store), store.owner()) == (keys, None)


def test_beside_an_emptied_database_nothing_is_touched(
    world: World, store: LocalStore, staging: Path, sweep: Sweep
) -> None:
    keys = upload(world, 3)
    own_store(world.database, store)
    forget_rows(world, keys)
    with pytest.raises(SweepRefused, match="3 of 3 stored files have no row"):
        sweep(clock.now() + DAY)
    assert in_store(store) == keys


@pytest.mark.parametrize("has_name", [True, False])
def test_beside_another_installation_nothing_is_touched(
    world: World, store: LocalStore, staging: Path, sweep: Sweep, has_name: bool
) -> None:
    """Also where the other database knows files of its own."""
    upload(world, 3)
    if has_name:
        own_store(world.database, LocalStore(staging / "its own"))
    other = LocalStore(staging / "theirs")
    keys = {lay(other, staging / "incoming") for _ in range(2)}
    other.set_owner(str(uuid.uuid4()))
    with pytest.raises(NotOurStore, match="belongs to installation"):
        sweep_files(world.database, other, staging, clock.now() + DAY)
    assert in_store(other) == keys


def test_beside_an_older_database_nothing_is_touched(
    world: World, store: LocalStore, staging: Path, sweep: Sweep
) -> None:
    """One that was put back from a backup: what came since is in the store and in no row."""
    keys = upload(world, 20)
    own_store(world.database, store)
    forget_rows(world, set(sorted(keys)[:6]))
    with pytest.raises(SweepRefused, match="6 of 20 stored files have no row"):
        sweep(clock.now() + DAY)
    assert in_store(store) == keys


def test_a_single_file_that_is_newer_than_the_database_shows_that_it_is_older(
    world: World, store: LocalStore, staging: Path, sweep: Sweep
) -> None:
    upload(world, 20)
    lay(store, staging)
    written_now(store.folder)
    with world.database.writing() as session:
        session.execute(sa.update(Event).values(at=clock.now() - 3 * DAY))
        session.commit()
    with pytest.raises(SweepRefused, match="newer than anything in the database"):
        sweep(clock.now() + DAY)
    assert not aside(store)


@pytest.mark.parametrize(
    ("orphans", "stored", "known", "is_refused"),
    [
        (0, 0, 0, False),
        (1, 5, 0, True),
        (5, 10, 5, False),
        (6, 12, 6, True),
        (100, 1000, 900, False),
        (101, 1000, 899, True),
    ],
)
def test_many_orphans_are_no_orphans(orphans: int, stored: int, known: int, is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(SweepRefused):
            refuse_many(orphans, stored, known)
    else:
        refuse_many(orphans, stored, known)


def test_where_nothing_ever_happened_no_file_can_have_come() -> None:
    refuse_newer([], None)
    with pytest.raises(SweepRefused):
        refuse_newer([clock.now()], None)


def test_an_installation_has_one_id_in_database_and_store(world: World, store: LocalStore) -> None:
    upload(world, 1)
    first = own_store(world.database, store)
    assert own_store(world.database, store) == first == store.owner()
    with world.database.reading() as session:
        assert session.scalars(sa.select(Installation.id)).all() == [first]
    (store.folder / OWNER).unlink()  # a store that was moved without it, or is from before it had one
    assert own_store(world.database, store) == first == store.owner()


class NamedMeanwhile(LocalStore):
    """While somebody asks whose it is, another names database and store: before the answer, or after it."""

    names_first = True
    name: Callable[[], object] | None = None

    def owner(self) -> str | None:
        name, self.name = self.name, None
        if name and self.names_first:
            name()
        owner = super().owner()
        if name and not self.names_first:
            name()
        return owner


@pytest.mark.parametrize("names_first", [True, False])
def test_two_who_start_at_once_have_one_id(database: Database, tmp_path: Path, names_first: bool) -> None:
    store, other = NamedMeanwhile(tmp_path / "evidence"), LocalStore(tmp_path / "evidence")
    store.names_first, store.name = names_first, lambda: own_store(database, other)
    assert own_store(database, store) == store.owner()


def test_the_command_says_what_it_refuses(portal: Portal, tmp_path: Path) -> None:
    store = LocalStore(tmp_path / "evidence")
    lay(store, tmp_path / "incoming")
    code, _, complaint = portal("sweep")
    assert code == 2
    assert "Nothing was touched" in complaint
    shutil.rmtree(store.folder)
    code, said, _ = portal("sweep")
    assert code == 0
    assert "Put 0 files aside for 30 days" in said
    store.set_owner(str(uuid.uuid4()))
    for command in (["sweep"], ["serve", "--port", "0"]):
        code, _, complaint = portal(*command)
        assert (code, complaint.count("\n")) == (2, 1)
        assert "belongs to installation" in complaint
