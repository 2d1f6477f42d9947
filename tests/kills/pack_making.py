"""A worker that makes packs in a process of its own, and dies by SIGKILL at a point of it."""

import os
import signal
from unittest import mock

from evidence.local_store import LocalStore
from evidence.pack_writing import PackZip
from evidence.store import open_store
from portal.database import open_database
from portal.packs import making
from portal.settings import read_settings
from portal.work.working import Worker
from tests.parts import loopback_only as loopback_only

IN_THE_MIDDLE, BEFORE_IT_IS_KEPT, BEFORE_IT_IS_SAID = "some files in", "written, not kept", "kept, not said"
FATAL_FILE = 3
"""After which file of the pack it dies, where that is in the middle."""


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def make_and_die(environment: dict[str, str], point: str) -> None:
    """The child: does all work there is, until it dies at that point of a pack."""
    settings = read_settings(environment)
    database = open_database(settings.database_url)
    worker = Worker(settings, database, open_store(settings.evidence))
    add_file, keep, written = PackZip.add_file, LocalStore.keep, [0]

    def add_and_die(self: PackZip, *given: object) -> None:
        add_file(self, *given)  # type: ignore[arg-type]  # what came in goes on as it is
        written[0] += 1
        if written[0] == FATAL_FILE:
            die()

    def keep_and_die(self: LocalStore, *given: object) -> None:
        if point == BEFORE_IT_IS_SAID:
            keep(self, *given)  # type: ignore[arg-type]  # what came in goes on as it is
        die()

    if point == IN_THE_MIDDLE:
        with mock.patch.object(PackZip, "add_file", add_and_die):
            worker.do_all()
    else:
        with mock.patch.object(LocalStore, "keep", keep_and_die):
            worker.do_all()
    raise SystemExit(f"{making.__name__} was not reached")
