"""Backups of an installation in which somebody writes all the time, and commands that are killed in the
middle: what is restored is of one moment, and no half of anything is left. `python -m trust backups` tries
each database and store with each other."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.local_store import LocalStore
from evidence.store import Store, open_store
from tests.actions.machines import STORES, Machine, machine
from tests.kills.backing_up import (
    LARGE,
    fill,
    finish,
    installation,
    is_half_restored,
    is_writing_in,
    kill_in_the_middle,
    names,
    writing,
)
from tests.kills.children import begin
from tests.parts.databases import ENGINES, copied_database


@pytest.fixture(params=[*zip(ENGINES, STORES, strict=True)], ids="-".join)
def kinds(request: pytest.FixtureRequest) -> tuple[str, str]:
    engine, store = request.param
    return engine, store


@pytest.fixture
def here(request: pytest.FixtureRequest, kinds: tuple[str, str], tmp_path: Path) -> Machine:
    made = machine(request, *kinds, tmp_path / "here")
    made.home.mkdir()
    return replace(made, database_url=copied_database(request, kinds[0], made.home))


@pytest.fixture
def there(request: pytest.FixtureRequest, kinds: tuple[str, str], tmp_path: Path) -> Machine:
    return machine(request, *kinds, tmp_path / "there")


def die_between_two_names(home: Path, store: Store) -> None:
    """As a death leaves it that comes after a file has its key and before it has lost its first name."""
    if isinstance(store, LocalStore):
        key = next(key for key, _ in store.keys())  # noqa: SIM118 - a store is no dict
        first_name = home / "incoming" / "restored.part"
        first_name.unlink(missing_ok=True)
        with store.fetch(key) as path:
            first_name.hardlink_to(path)


def test_what_was_backed_up_while_somebody_wrote_is_restored_and_right(
    here: Machine, there: Machine, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    with here.opened() as (database, store), writing(fill(database, store)) as kept:
        broken_off = begin(here.environment, "backup", backups / "one.tar")
        kill_in_the_middle(broken_off, lambda: is_writing_in(broken_off.pid, backups))
        assert not list(backups.iterdir()), "not even half a file is left"
        before = set(kept)
        code, said = finish(begin(here.environment, "backup", backups / "one.tar"))
        assert code == 0, said
        own = installation(database)
    broken_off = begin(there.environment, "restore", backups / "one.tar")
    with closing(open_store(there.evidence)) as store:
        kill_in_the_middle(broken_off, lambda: is_half_restored(there.home, store))
        die_between_two_names(there.home, store)
    assert there.portal("serve", "--port", "0")[0] == 2, "half of it is not served"
    code, said, complaint = there.portal("restore", backups / "one.tar")
    assert (code, complaint) == (0, ""), said
    with there.opened() as (database, _):
        assert names(database) >= before | LARGE
        assert installation(database) == own
