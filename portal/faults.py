"""What a database or a store complains of, by what can be done about it."""

import errno
import random
import sqlite3
import time
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from evidence.store import StoreAway
from portal.database import Database

Answer = TypeVar("Answer")


class Fault(StrEnum):
    """RACE: another did something at the same moment, and nothing of this was kept; done anew it goes, or is
    refused in words. AWAY: a database or a store does not answer. FULL: there is no room left."""

    RACE = "race"
    AWAY = "away"
    FULL = "full"


RACES = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's SQLSTATE for serialization_failure, deadlock_detected and lock_not_available."""

DISK_FULL = "53100"

AWAY_CLASSES = ("08", "53", "57P", "58")
"""How the SQLSTATE of a PostgreSQL begins that cannot be reached, has no room for another, shuts down or
starts, or whose disk fails."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

OF_SQLITE = {
    sqlite3.SQLITE_BUSY: Fault.RACE,
    sqlite3.SQLITE_LOCKED: Fault.RACE,
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_IOERR: Fault.FULL,
    sqlite3.SQLITE_CANTOPEN: Fault.AWAY,
    sqlite3.SQLITE_READONLY: Fault.AWAY,
}
"""By the lower eight bits of SQLite's code. What it cannot write it calls an error of input and output."""

PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds, about, before what lost a race is done anew: the second time, the third, and so on."""

LONGEST = 10
"""Seconds after which nothing is begun anew: who waits that long is told instead."""

KINDS = (DBAPIError, NoConnectionFree, StaleDataError, NoResultFound, OSError)
"""The exceptions that `fault_of` may know."""


def fault_of(error: BaseException) -> Fault | None:
    """None for what is a mistake of ours."""
    if isinstance(error, DBAPIError):
        return fault_of_database(error)
    if isinstance(error, (StaleDataError, NoResultFound)):  # what was there a moment ago is not there now
        return Fault.RACE
    if isinstance(error, (NoConnectionFree, StoreAway)):
        return Fault.AWAY
    return Fault.FULL if isinstance(error, OSError) and error.errno in NO_ROOM else None


def fault_of_database(error: DBAPIError) -> Fault | None:
    if isinstance(error, IntegrityError):  # what was looked for and not there has come in meanwhile
        return Fault.RACE
    if isinstance(error.orig, sqlite3.Error):
        return OF_SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF)
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return Fault.AWAY if error.connection_invalidated or is_no_connection(error) else None
    if state in RACES:
        return Fault.RACE
    if state == DISK_FULL:
        return Fault.FULL
    return Fault.AWAY if state.startswith(AWAY_CLASSES) else None


def is_no_connection(error: DBAPIError) -> bool:
    """psycopg gives no SQLSTATE where it comes to no server, or loses it: an OperationalError alone."""
    return type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout", "InterfaceError"}


class Tries:
    """How often something has been tried, and whether it may be tried once more."""

    def __init__(self) -> None:
        self.count, self.began = 0, time.monotonic()

    @property
    def may_go_on(self) -> bool:
        return self.count <= len(PAUSES) and time.monotonic() - self.began < LONGEST

    @property
    def pause(self) -> float:
        """Seconds before the next try, never the same for two."""
        return PAUSES[min(self.count, len(PAUSES)) - 1] * random.uniform(0.5, 1.5)  # noqa: S311 - no secret


def write_anew(database: Database, act: Callable[[Session], Answer]) -> Answer:
    """What it gives in a writing session of its own; where it loses a race, anew in another. It commits as
    its last deed. Raises what it raised the last time."""
    tries = Tries()
    while True:
        tries.count += 1
        try:
            with database.writing() as session:
                return act(session)
        except KINDS as error:
            if fault_of(error) is not Fault.RACE or not tries.may_go_on:
                raise
        time.sleep(tries.pause)
