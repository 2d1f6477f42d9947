"""A worker: takes what is due, does it, and says what became of it."""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from evidence.store import Store
from portal.database import Database
from portal.faults import write_anew
from portal.memory import give_memory_back, resident
from portal.settings import Settings
from portal.work.claim import (
    LEASE,
    Taken,
    fail,
    finish,
    give_sign,
    is_anything_due,
    put_off,
    take_next,
    touch,
)
from portal.work.tasks import TASKS
from portal.work.tools import NotYet, Stopping, TakenAway, Task, Tools

LOG = logging.getLogger("portal.work")
SIGN_OF_LIFE = 20
"""Seconds from one sign of life to the next; well below the lease."""


def worker_name() -> str:
    """Different for each process and thread, also of machines with one name."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def problem_of(error: Exception) -> str:
    """For administrators: what databases add below the first line, such as values of a row, is not for
    them."""
    first, *_ = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {first}"[:500]


@dataclass(frozen=True, slots=True)
class Worker:
    """Does work, one piece after the other."""

    settings: Settings
    database: Database
    store: Store
    tasks: Mapping[str, Task] = field(default_factory=lambda: TASKS)
    name: str = field(default_factory=worker_name)
    lease: timedelta = LEASE

    def do_all(self, stop: Callable[[], bool] = lambda: False) -> int:
        """All that is due now, until told to stop; how many pieces it was."""
        count, before = 0, resident()
        while not stop() and self.do_next(stop):
            count += 1
        if count:
            give_memory_back(before)
        return count

    def do_next(self, stop: Callable[[], bool]) -> bool:
        """The next piece; False where nothing is due."""
        with self.database.reading() as session:
            if not is_anything_due(session, self.lease):
                return False
        taken = write_anew(self.database, lambda session: take_next(session, self.name, self.lease))
        if taken is None:
            return False
        self.do(taken, stop)
        return True

    def do(self, taken: Taken, stop: Callable[[], bool]) -> None:
        task = self.tasks.get(taken.kind)
        try:
            if task is None:
                raise LookupError(f"nobody knows how to do {taken.kind!r}")
            with self.alive(taken):
                task(self.tools(taken, stop), taken.subject)
        except TakenAway:
            LOG.warning("work of kind %s was taken away", taken.kind)
        except Stopping:
            self.settle(lambda session: put_off(session, taken, "", timedelta()))
        except NotYet as later:
            words, after = str(later), later.after
            self.settle(lambda session: put_off(session, taken, words, after))
        except Exception as error:
            LOG.exception("work of kind %s did not go", taken.kind)
            words = problem_of(error)
            self.settle(lambda session: fail(session, taken, words))
        else:
            self.settle(lambda session: finish(session, taken))

    def settle(self, act: Callable[[Session], None]) -> None:
        write_anew(self.database, act)

    def tools(self, taken: Taken, stop: Callable[[], bool]) -> Tools:
        def step(done: int, of: int | None) -> None:
            if stop():
                raise Stopping
            with self.database.writing() as session:
                if not give_sign(session, taken, done, of):
                    raise TakenAway

        return Tools(self.settings, self.database, self.store, step)

    @contextmanager
    def alive(self, taken: Taken) -> Iterator[None]:
        """Gives signs of life while it works: what takes long is not taken by somebody else."""
        over = threading.Event()

        def breathe() -> None:
            while not over.wait(SIGN_OF_LIFE):
                try:
                    self.settle(lambda session: touch(session, taken))
                except SQLAlchemyError:
                    LOG.warning("no sign of life could be given", exc_info=True)

        breathing = threading.Thread(target=breathe, daemon=True, name="sign of life")
        breathing.start()
        try:
            yield
        finally:
            over.set()
            breathing.join()
