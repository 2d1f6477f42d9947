"""What databases and stores complain of, by what can be done about it."""

import errno
import sqlite3
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, NoResultFound, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from evidence.store import StoreAway
from portal.database import Database, open_database
from portal.faults import PAUSES, Fault, fault_of, write_anew
from portal.files.actions.name_installation import name_installation
from portal.records import Installation

RACES = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
)
AWAYS = (
    psycopg.errors.AdminShutdown,
    psycopg.errors.CannotConnectNow,
    psycopg.errors.TooManyConnections,
    psycopg.errors.ConnectionException,
    psycopg.errors.ConnectionTimeout,
)


def wrapped(error: Exception) -> DBAPIError:
    return OperationalError("SELECT 1", None, error)


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("some words")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        *((wrapped(each()), Fault.RACE) for each in RACES),
        *((wrapped(each()), Fault.AWAY) for each in AWAYS),
        (wrapped(psycopg.errors.DiskFull()), Fault.FULL),
        (wrapped(psycopg.OperationalError("the connection is closed")), Fault.AWAY),
        (IntegrityError("INSERT", None, psycopg.errors.UniqueViolation()), Fault.RACE),
        (IntegrityError("INSERT", None, psycopg.errors.ForeignKeyViolation()), Fault.RACE),
        (wrapped(of_sqlite(sqlite3.SQLITE_BUSY)), Fault.RACE),
        (wrapped(of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT)), Fault.RACE),
        (wrapped(of_sqlite(sqlite3.SQLITE_FULL)), Fault.FULL),
        (wrapped(of_sqlite(sqlite3.SQLITE_IOERR_WRITE)), Fault.FULL),
        (wrapped(of_sqlite(sqlite3.SQLITE_CANTOPEN)), Fault.AWAY),
        (NoResultFound(), Fault.RACE),
        (StoreAway("the bucket does not answer"), Fault.AWAY),
        (OSError(errno.ENOSPC, "No space left on device"), Fault.FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), Fault.FULL),
        (OSError(errno.EACCES, "Permission denied"), None),
        (ProgrammingError("SELECT", None, psycopg.errors.UndefinedTable()), None),
        (wrapped(of_sqlite(sqlite3.SQLITE_ERROR)), None),
        (ValueError(), None),
    ],
)
def test_what_can_be_done_about_it(error: Exception, fault: Fault | None) -> None:
    assert fault_of(error) is fault


def test_a_server_that_is_not_there_is_away(tmp_path: Path) -> None:
    for url in (f"postgresql+psycopg://nobody@/none?host={tmp_path}", f"sqlite:///{tmp_path}/none/portal.db"):
        engine = open_database(url).engine
        with pytest.raises(DBAPIError) as away:
            engine.connect()
        assert fault_of(away.value) is Fault.AWAY


def test_what_loses_a_race_is_written_anew_and_not_without_end(database: Database) -> None:
    tries = []

    def act(_: Session) -> None:
        tries.append(1)
        raise IntegrityError("INSERT", None, ValueError("made by another this very moment"))

    with pytest.raises(IntegrityError):
        write_anew(database, act)
    assert len(tries) == len(PAUSES) + 1


def test_what_was_there_when_it_is_written_anew_is_found(database: Database) -> None:
    """The first try finds nothing, and meets what another has made at that moment."""

    def act(session: Session) -> str:
        if found := session.scalars(sa.select(Installation.id)).one_or_none():
            return found
        with database.writing() as other:
            session.rollback()
            own = name_installation(other)
        raise IntegrityError("INSERT", None, ValueError(own))

    with database.reading() as session:
        assert write_anew(database, act) == session.scalars(sa.select(Installation.id)).one()
