"""One at a time puts an installation in its place: of two, the second is told so and touches nothing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import sqlalchemy as sa

from portal.cli.failing import Failed
from portal.cli.opening import file_of
from portal.database import open_database
from portal.settings import Settings

RESTORE_LOCK = 7_310_431
"""PostgreSQL's advisory lock of whoever restores into it, from whatever machine."""

GOING_ON = "something is being restored there already: wait until that is done"


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """As long as it lasts nobody else restores into this home or this database; also a death ends it. Raises
    Failed where somebody does."""
    with ExitStack() as held:
        path = file_of(settings)
        for folder in sorted({settings.home.resolve(), *([path.parent.resolve()] if path else [])}):
            held.enter_context(folder_alone(folder))
        if path is None:
            held.enter_context(server_alone(settings))
        yield


@contextmanager
def folder_alone(folder: Path) -> Iterator[None]:
    opened = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failed(GOING_ON) from None
        yield
    finally:
        os.close(opened)


@contextmanager
def server_alone(settings: Settings) -> Iterator[None]:
    database = open_database(settings.database_url)
    try:
        with database.engine.connect() as connection:
            if not connection.scalar(sa.select(sa.func.pg_try_advisory_lock(RESTORE_LOCK))):
                raise Failed(GOING_ON)
            connection.commit()  # the lock is the connection's: no transaction stays open meanwhile
            yield
            connection.scalar(sa.select(sa.func.pg_advisory_unlock(RESTORE_LOCK)))
    finally:
        database.engine.dispose()
