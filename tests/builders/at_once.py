"""Several acts at the same moment."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.acting.refused import CannotDo
from portal.database import Database, held_commits

Done = TypeVar("Done")

LONGEST = 20
"""Seconds that somebody may take to wait for another, and to be done after that."""

WAITING = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)
"""How many wait for somebody's lock in this database."""


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """All of them, begun at the same moment; what was raised."""
    return [each for each in raised_by(*acts) if each]


def raised_by(*acts: Callable[[], object]) -> list[Exception | None]:
    """All of them, begun at the same moment; what each raised, in their order."""
    barrier = threading.Barrier(len(acts))
    raised: list[Exception | None] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
        except (SQLAlchemyError, AssertionError, LookupError, CannotDo) as error:
            raised[place] = error

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def overtaken(
    database: Database, act: Callable[[], Done], by: Callable[[Session], object], waiting: int = 1
) -> Done:
    """What the act returns that found something, and then waited for whoever changed it meanwhile; so many
    are `waiting` by then. On PostgreSQL alone: on SQLite whoever writes is alone."""
    with ThreadPoolExecutor(1) as pool, database.writing() as session:
        with held_commits(session):
            overtake(session, by)
        begun, until = pool.submit(act), time.monotonic() + LONGEST
        with database.engine.connect() as looking:
            while (looking.scalar(WAITING) or 0) < waiting:
                assert time.monotonic() < until, "nobody waits"
                looking.rollback()  # within a transaction PostgreSQL tells the same of everybody for ever
                time.sleep(0.01)
        session.commit()
        return begun.result(LONGEST)


def overtake(session: Session, by: Callable[[Session], object]) -> None:
    """Where that is refused, nobody is overtaken, and what the act raises would not be meant."""
    try:
        by(session)
    except CannotDo as refused:
        raise AssertionError(f"whoever overtakes was refused: {refused}") from refused
