"""A backup holds database and store of one moment; restored on an empty machine it is the same
installation."""

import io
import json
import shutil
import stat
import tarfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
import sqlalchemy as sa

from evidence.store import Store, open_store
from portal import clock
from portal.cli.backing_up import ABOUT, END, back_up
from portal.cli.restoring import MARK
from portal.cli.whole_file import named_for_now, whole_file
from portal.files.actions.name_installation import own_store
from portal.records import Event, Scan, StoredFile
from tests.actions.machines import OTHER, STORES, Machine, all_rows, contents, machine
from tests.builders import sending
from tests.builders.world import World


@pytest.fixture(params=STORES)
def store_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def busy(request: pytest.FixtureRequest, world: World, store_kind: str, tmp_path: Path) -> Iterator[World]:
    """A world in which something has happened, over each store in turn."""
    with closing(open_store(machine(request, "sqlite", store_kind, tmp_path / "from").evidence)) as store:
        made = replace(world, store=store)
        sending.accepted(made, "complaints-policy")
        sending.send(made, "anti-bribery")
        sending.accepted(made, "insurance")
        sending.check(made, sending.a_worker(made, "Uma Usher"))
        sending.attach(made, sending.draft(made, "whistleblowing"), "Größe – “1”.pdf")
        yield made


def store_of(world: World) -> Store:
    assert world.store
    return world.store


@pytest.fixture
def copy(busy: World, tmp_path: Path) -> Path:
    path = tmp_path / "backup.tar"
    back_up(busy.database, store_of(busy), path)
    return path


@pytest.fixture
def other(request: pytest.FixtureRequest, busy: World, store_kind: str, tmp_path: Path) -> Machine:
    """Another machine, whose database and store are of the other kinds."""
    engine = OTHER[busy.database.engine.dialect.name]
    return machine(request, engine, OTHER[store_kind], tmp_path / "to")


@pytest.mark.usefixtures("postgres_server", "s3_server")  # one of the two machines has them
def test_what_is_restored_is_the_same_on_the_other_database_and_the_other_store(
    busy: World, copy: Path, other: Machine
) -> None:
    code, said, complaint = other.portal("restore", copy)
    assert (code, complaint) == (0, "")
    assert "Everything is as it should be." in said
    with other.opened() as (database, store):
        assert all_rows(database) == all_rows(busy.database)
        assert contents(store) == contents(store_of(busy))
        assert own_store(database, store) == own_store(busy.database, store_of(busy)) == store.owner()
    assert other.portal("verify")[0] == 0
    assert other.portal("sweep")[0] == 0
    assert not (other.home / MARK).exists()


@pytest.fixture
def plain(request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path) -> Machine:
    """A machine of the simplest kind, with a migrated database."""
    made = machine(request, "sqlite", "folder", tmp_path / "plain")
    made.home.mkdir()
    shutil.copyfile(migrated_sqlite, made.home / "portal.db")
    return made


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Machine:
    return machine(request, "sqlite", "folder", tmp_path / "empty")


@pytest.fixture
def small(plain: Machine, tmp_path: Path) -> Path:
    """A backup of next to nothing."""
    path = tmp_path / "small.tar"
    assert plain.portal("backup", path)[0] == 0
    return path


def test_a_backup_is_private_and_never_replaces_another(plain: Machine, small: Path) -> None:
    assert stat.S_IMODE(small.stat().st_mode) == 0o600
    before = small.read_bytes()
    code, _, complaint = plain.portal("backup", small)
    assert (code, complaint) == (2, f"portal: {small} is there already\n")
    assert small.read_bytes() == before
    assert plain.portal("backup", small.parent / "nowhere" / "backup.tar")[0] == 2


Write = Callable[[Path], AbstractContextManager[BinaryIO]]


@pytest.mark.parametrize("write", [whole_file, named_for_now])
def test_a_file_that_breaks_off_is_not_there(tmp_path: Path, write: Write) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    def break_off() -> None:
        with write(folder / "one.tar") as out:
            out.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert not list(folder.iterdir())
    with write(folder / "one.tar") as out:
        out.write(b"whole")
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("one.tar", b"whole")]
    assert stat.S_IMODE((folder / "one.tar").stat().st_mode) == 0o600


def a_file_at_home(here: Machine) -> None:
    here.home.mkdir()
    (here.home / "notes.txt").write_text("Ours.")


def a_database(here: Machine) -> None:
    here.portal("migrate")


def a_stored_file(here: Machine) -> None:
    folder = Path(here.evidence.removeprefix("file://"))
    (folder / "2026/11").mkdir(parents=True)
    (folder / "2026/11" / ("a" * 32)).write_bytes(b"policy")


def a_store_of_others(here: Machine) -> None:
    with here.opened() as (_, store):
        store.set_owner("somebody-else")


def files_below(folder: Path) -> set[Path]:
    """But for a database, whose file is made by looking into it."""
    return {path for path in folder.rglob("*") if path.is_file() and "portal.db" not in path.name}


@pytest.mark.parametrize("there", [a_file_at_home, a_database, a_stored_file, a_store_of_others])
def test_where_there_is_something_nothing_is_restored(
    empty: Machine, small: Path, tmp_path: Path, there: Callable[[Machine], None]
) -> None:
    here = replace(empty, evidence=(tmp_path / "elsewhere").as_uri())
    there(here)
    before = files_below(tmp_path)
    code, said, complaint = here.portal("restore", small)
    assert (code, said) == (2, "")
    assert "not empty" in complaint
    assert "nothing was restored" in complaint
    assert files_below(tmp_path) == before


def broken_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def something_else(path: Path) -> None:
    path.write_bytes(b"%PDF-1.4 and so on" * 100)


def nothing_at_all(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def of_another_format(path: Path) -> None:
    rewrite(path, ABOUT, {"format": 2})


def of_a_newer_portal(path: Path) -> None:
    rewrite(path, ABOUT, {"revision": "9999_later"})


def lacking_a_row(path: Path) -> None:
    rewrite(path, END, {"rows": {"organisation": 1}})


def rewrite(path: Path, name: str, changes: dict[str, object]) -> None:
    """The same backup, with another word in one of its members."""
    out = io.BytesIO()
    with tarfile.open(path) as old, tarfile.open(fileobj=out, mode="w") as new:
        for info in old:
            content = old.extractfile(info)
            assert content
            data = content.read()
            if info.name == name:
                data = json.dumps(json.loads(data) | changes).encode()
                info.size = len(data)
            new.addfile(info, io.BytesIO(data))
    path.write_bytes(out.getvalue())


@pytest.mark.parametrize(
    "harm",
    [broken_off, something_else, nothing_at_all, gone, of_another_format, of_a_newer_portal, lacking_a_row],
)
def test_what_is_no_whole_backup_is_refused_in_a_line(
    empty: Machine, small: Path, harm: Callable[[Path], None]
) -> None:
    harm(small)
    code, said, complaint = empty.portal("restore", small)
    assert (code, said, complaint.count("\n")) == (2, "", 1)
    if empty.home.exists():
        with empty.opened() as (database, _):
            assert not sa.inspect(database.engine).get_table_names(), "nothing of it has come in"


def test_a_store_that_lacks_a_file_is_told_and_the_rest_is_kept(
    world: World, plain: Machine, empty: Machine, tmp_path: Path
) -> None:
    here = replace(plain, database_url=world.database.engine.url.render_as_string(hide_password=False))
    with here.opened() as (_, store):
        made = replace(world, store=store)
        draft = sending.draft(made, "whistleblowing")
        sending.attach(made, draft, "a.pdf", b"%PDF a")
        sending.attach(made, draft, "b.pdf", b"%PDF b")
        key, other_key = sorted(contents(store))
        store.remove(key)
    code, said, _ = here.portal("backup", tmp_path / "one.tar")
    assert code == 1
    assert f"file: {key} is missing from the store" in said
    code, said, _ = empty.portal("restore", tmp_path / "one.tar")
    assert code == 1, "verify says what is missing"
    assert f"file: {key} is missing" in said
    with empty.opened() as (database, store):
        assert set(contents(store)) == {other_key}
        with database.reading() as session:
            assert session.scalar(sa.select(sa.func.count()).select_from(Event))


def test_what_a_scanner_found_is_not_missed_and_goes_into_no_backup(busy: World, tmp_path: Path) -> None:
    """Neither before its bytes are gone nor after."""
    with busy.database.writing() as session:
        key = session.scalars(sa.select(StoredFile.key).where(StoredFile.name.startswith("Größe"))).one()
        found = {"scan": Scan.FOUND.value, "scanned_at": clock.now(), "found": "Eicar-Test"}
        session.execute(sa.update(StoredFile).where(StoredFile.key == key).values(**found))
        session.commit()
    for name in ("before", "after"):
        end = back_up(busy.database, store_of(busy), tmp_path / f"{name}.tar")
        assert end.missing == []
        with tarfile.open(tmp_path / f"{name}.tar") as tar:
            assert not [each for each in tar.getnames() if each.endswith(key)]
        if name == "before":
            store_of(busy).remove(key)
