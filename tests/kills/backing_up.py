"""Somebody who writes while backups are made, and commands that are killed in the middle of what they do."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from evidence.store import Store
from portal.cli.restoring import MARK
from portal.database import Database
from portal.records import Installation, StoredFile
from tests.builders import sending
from tests.builders.world import World, make_world
from tests.kills.children import Command

FILES, SIZE = 24, 512 * 1024
"""Enough to be in the middle of for a while."""

PATIENCE, PAUSE = 120, 0.05
"""Seconds: how long a command may take, and how long whoever writes meanwhile rests, for others to work."""


def finish(command: Command) -> tuple[int, str]:
    """Its exit code and all that it said."""
    return command.finish(PATIENCE)


def kill_in_the_middle(command: Command, is_there: Callable[[], bool]) -> None:
    """As soon as it is in the middle of what it does."""
    ends_at = time.monotonic() + PATIENCE
    while not is_there():
        assert command.process.is_alive(), f"it was done before it could be killed: {finish(command)}"
        assert time.monotonic() < ends_at
        time.sleep(0.002)
    command.process.kill()
    finish(command)


def fill(database: Database, store: Store) -> World:
    world = replace(make_world(database, store), store=store)
    draft = sending.draft(world, "anti-bribery")
    for number in range(FILES):
        sending.attach(world, draft, f"large {number}", os.urandom(SIZE))
    return world


LARGE = frozenset(f"large {number}" for number in range(FILES))


@contextmanager
def writing(world: World) -> Iterator[list[str]]:
    """Somebody who sends one thing after another meanwhile; the names of files whose rows are there."""
    over, kept = threading.Event(), list[str]()

    def write() -> None:
        while not over.wait(PAUSE):
            sending.give_back(world, sending.send(world, "complaints-policy"))
            name = f"{len(kept)}.csv"
            sending.attach(world, sending.draft(world, "whistleblowing"), name, name.encode())
            kept.append(name)

    hand = threading.Thread(target=write)
    hand.start()
    try:
        yield kept
    finally:
        over.set()
        hand.join()


def names(database: Database) -> set[str]:
    with database.reading() as session:
        return set(session.scalars(sa.select(StoredFile.name)))


def installation(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(sa.select(Installation.id)).one()


def is_writing_in(pid: int, folder: Path) -> bool:
    """Whether the process has a file open there with something in it, which need not have a name."""
    try:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            if str(link.readlink()).startswith(f"{folder}/"):
                return link.stat().st_size > SIZE
    except FileNotFoundError:
        return False
    return False


def is_half_restored(home: Path, store: Store) -> bool:
    """Whether some of its files are there and not yet all of it."""
    return (home / MARK).exists() and next(store.keys(), None) is not None
