"""Work in real processes that die, on both engines: all of it is done, and what is done once is done once."""

import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from evidence.store import open_store
from portal import clock
from portal.acting.ask_work import ask_work
from portal.database import Database
from portal.records import Work, WorkState
from portal.settings import Settings, read_settings
from portal.work.claim import LEASE
from portal.work.queue import TABLES_LOCK, Working, open_queue
from tests.kills.children import Command, begin, start
from tests.kills.mortal_worker import (
    AFTER,
    BEFORE,
    EFFECTS,
    LEFT,
    RUNS,
    TABLES,
    WITHIN,
    ask_and_die_before_waking,
    environment_of,
    work_slowly,
    work_until_all_is_done,
)

LONGEST, SOON = 90, 20
"""Seconds that anything here may take on a busy machine; and what must not wait for the next minute."""

REAL = "sweep-sessions"
"""A kind that every portal knows, and that does nothing where there is nothing to do."""

IN_FRONT = sa.text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
"""How many wait for somebody's advisory lock in this database."""


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    (tmp_path / "home").mkdir()
    return read_settings({"PORTAL_HOME": str(tmp_path / "home"), "DATABASE_URL": database_url})


def ask(database: Database, kind: str, *subjects: str) -> None:
    with database.writing() as session:
        for subject in subjects:
            ask_work(session, kind, subject)
        session.commit()


def state_of(database: Database, subject: str) -> str | None:
    with database.reading() as session:
        return session.scalar(sa.select(Work.state).where(Work.subject == subject))


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def is_in_its_midst(database: Database) -> bool:
    """Whether some work has told its first step: what is only taken is given back by a stop."""
    with database.reading() as session:
        return session.scalar(sa.select(Work.id).where(Work.steps_of > 0)) is not None


def is_done(database: Database, subject: str) -> Callable[[], bool]:
    return lambda: state_of(database, subject) == WorkState.DONE.value


@pytest.mark.parametrize(("pieces", "dies"), [(40, BEFORE), (80, WITHIN), (40, AFTER)])
def test_two_workers_one_of_which_is_killed_do_everything_once(
    database: Database, settings: Settings, pieces: int, dies: str
) -> None:
    subjects = [f"{number:03}" for number in range(pieces)]
    TABLES.create_all(database.engine)
    with database.writing() as session:
        session.execute(sa.insert(LEFT), [{"subject": each} for each in subjects])
        session.commit()
    ask(database, "count", *subjects)
    environment = environment_of(settings)
    mortal = start(work_until_all_is_done, environment, dies)
    wait_until(lambda: bool(runs_of(database)))
    other = start(work_until_all_is_done, environment, "")
    mortal.join(LONGEST)
    assert mortal.exitcode == -signal.SIGKILL
    assert let_the_lease_run_out(database, mortal) == 1, "it had a piece of work"
    other.join(LONGEST)
    assert other.exitcode == 0
    with database.reading() as session:
        assert set(session.scalars(sa.select(Work.state))) == {WorkState.DONE.value}
        runs = Counter(row.subject for row in runs_of(database))
        effects = session.scalars(sa.select(EFFECTS.c.subject)).all()
    assert sorted(effects) == subjects, "each has had its effect, and once"
    assert sorted(runs.values()) == [*[1] * (pieces - 1), 2], "only what the dead one had was begun twice"
    assert {row.pid for row in runs_of(database)} == {mortal.pid, other.pid}


def runs_of(database: Database) -> Sequence[sa.Row[Any]]:
    with database.reading() as session:
        return session.execute(sa.select(RUNS)).all()


def let_the_lease_run_out(database: Database, dead: BaseProcess) -> int:
    """As if time had passed; how many pieces of work the dead one had."""
    his = sa.and_(Work.state == WorkState.TAKEN.value, Work.taken_by.contains(f":{dead.pid}:"))
    with database.writing() as session:
        lost = sa.update(Work).where(his).values(taken_at=clock.now() - 2 * LEASE).returning(Work.id)
        found = session.scalars(lost).all()
        session.commit()
    return len(found)


def test_who_dies_between_writing_and_waking_loses_nothing(database: Database, settings: Settings) -> None:
    child = start(ask_and_die_before_waking, environment_of(settings), REAL, "asked")
    child.join(LONGEST)
    assert child.exitcode == -signal.SIGKILL
    assert state_of(database, "asked") == WorkState.WAITING.value
    assert waking(settings) == 0, "nobody was woken"
    with working(settings, database):
        wait_until(is_done(database, "asked"))


def test_a_lost_queue_loses_nothing(database: Database, settings: Settings) -> None:
    listening = Working(settings, database, open_store(settings.evidence))
    listening.listen()
    ask(database, REAL, "asked")
    listening.stop()
    assert waking(settings) == 1
    lose(settings, database)
    assert waking(settings) == 0
    with working(settings, database):
        wait_until(is_done(database, "asked"))


def waking(settings: Settings) -> int:
    """How many calls stand in the queue."""
    queue = open_queue(settings)
    with closing(queue.storage):
        return int(queue.pending_count())


def lose(settings: Settings, database: Database) -> None:
    """The queue's file is overwritten, or its table is emptied."""
    file = settings.home / "queue.db"
    if file.exists():
        file.write_bytes(b"no database" * 1000)
        return
    with database.engine.begin() as connection:
        connection.execute(sa.text("TRUNCATE huey_task"))


@contextmanager
def working(settings: Settings, database: Database) -> Iterator[None]:
    at_work = Working(settings, database, open_store(settings.evidence))
    at_work.start()
    try:
        yield
    finally:
        at_work.stop()


def test_two_that_begin_at_once_are_woken_and_stop_when_told(database: Database, settings: Settings) -> None:
    """Woken long before the minute is over at which everybody looks round."""
    with running(settings, "work") as one, running(settings, "work") as other:
        for each in (one, other):
            wait_until(partial(has_begun, each))
        wait_until(lambda: waking(settings) == 0)
        listening = Working(settings, database, open_store(settings.evidence))
        listening.listen()
        ask(database, REAL, "asked")
        asked_at = time.monotonic()
        wait_until(is_done(database, "asked"))
        assert time.monotonic() - asked_at < SOON
        listening.stop()


def has_begun(command: Command) -> bool:
    said = command.said.read_text()
    assert command.process.is_alive(), said
    return "Working" in said


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_one_after_the_other_makes_the_tables_of_the_queue(database: Database, settings: Settings) -> None:
    """ "If not exists" is no help to two at once: PostgreSQL refuses the second, by one error or another."""
    with ThreadPoolExecutor() as others, database.engine.connect() as first:
        first.execute(sa.select(sa.func.pg_advisory_xact_lock(TABLES_LOCK)))
        begun = [others.submit(waking, settings) for _ in range(4)]
        wait_until(lambda: first.scalar(IN_FRONT) == len(begun))
        assert not [name for name in sa.inspect(first).get_table_names() if name.startswith("huey")]
        first.rollback()
        assert [each.result(LONGEST) for each in begun] == [0] * len(begun)


def test_whoever_serves_works_and_stops_when_told(database: Database, settings: Settings) -> None:
    ask(database, REAL, "asked")
    port = free_port()
    with running(settings, "serve", "--port", str(port)):
        wait_until(lambda: answers(port))
        wait_until(is_done(database, "asked"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_is_told_not_to_work_only_serves(database: Database, settings: Settings) -> None:
    ask(database, REAL, "asked")
    port = free_port()
    with running(settings, "serve", "--port", str(port), PORTAL_WORK="elsewhere"):
        wait_until(lambda: answers(port))
        time.sleep(0.5)
        assert state_of(database, "asked") == WorkState.WAITING.value


def test_what_is_being_done_is_ended_before_a_stop(database: Database, settings: Settings) -> None:
    ask(database, "count", "first", "second")
    child = start(work_slowly, environment_of(settings), 0.5)
    wait_until(lambda: is_in_its_midst(database))
    assert child.pid
    os.kill(child.pid, signal.SIGTERM)
    child.join(LONGEST)
    assert child.exitcode == 0
    states = sorted(str(state_of(database, each)) for each in ("first", "second"))
    assert states == [WorkState.DONE.value, WorkState.WAITING.value], "and nothing new is begun"


@contextmanager
def running(settings: Settings, *words: str, **more: str) -> Iterator[Command]:
    """A command of the portal; told to stop at the end, it does so soon and has nothing to complain of."""
    command = begin(environment_of(settings) | more, *words)
    try:
        yield command
        os.kill(command.pid, signal.SIGTERM)
        asked_at = time.monotonic()
        code, said = command.finish(LONGEST)
        assert time.monotonic() - asked_at < SOON
        assert code in {0, -signal.SIGTERM}, "uvicorn hands the signal on at its end"
        assert "Traceback" not in said, said
    finally:
        command.process.kill()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/accessibility").status_code == 200
    except httpx.TransportError:
        return False
