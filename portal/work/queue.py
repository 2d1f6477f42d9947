"""Huey wakes the workers: at once where somebody has asked for work, and every minute for what nobody has
asked for and for what was lost. What there is to do, it does not know."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from sqlite3 import DatabaseError, OperationalError

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from evidence.store import Store
from portal import clock
from portal.acting.ask_work import ASKED
from portal.database import Database
from portal.left_out import left_out
from portal.settings import Settings
from portal.work.daily import ask_due
from portal.work.working import Worker

with left_out("psycopg"):  # on SQLite its 9 MB are never wanted
    from huey import Huey, PostgresHuey, SqliteHuey, crontab, storage
    from huey.consumer import Consumer

LOG = logging.getLogger("portal.work")
NAME = "portal"
SECONDS_TO_STOP = 20
"""How long a stop waits for what is being done; what is left then is taken up by another worker."""

TABLES_LOCK = 7_310_429
"""PostgreSQL's advisory lock while Huey makes its tables, whose "if not exists" does not keep two apart that
begin at once."""


def open_queue(settings: Settings) -> Huey:
    """In the database itself where that is PostgreSQL, otherwise a file beside it."""
    address = sa.make_url(settings.database_url)
    if address.get_backend_name() == "postgresql":
        return postgresql_queue(address.set(drivername="postgresql").render_as_string(hide_password=False))
    return sqlite_queue(settings.home / "queue.db")


def postgresql_queue(dsn: str) -> Huey:
    import psycopg

    storage.psycopg = psycopg
    with psycopg.connect(dsn) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (TABLES_LOCK,))
        return PostgresHuey(NAME, dsn=dsn, results=False)


def sqlite_queue(path: Path) -> Huey:
    try:
        return SqliteHuey(NAME, filename=str(path), results=False)
    except OperationalError:  # locked, or no room: it is there all the same
        raise
    except DatabaseError:
        LOG.warning("the queue could not be read and is begun anew; no work is lost")
        for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            each.unlink(missing_ok=True)
        return SqliteHuey(NAME, filename=str(path), results=False)


def wake_by(wake: Callable[[], object], database: Database) -> None:
    """Whoever commits what asks for work puts a call into the queue; a queue that is away harms nobody."""

    def after_commit(session: Session) -> None:
        if session.info.pop(ASKED, None):
            try:
                wake()
            except Exception:  # what was committed stands, whatever is wrong with a queue
                LOG.warning("nobody could be woken; the work is done within a minute", exc_info=True)

    def after_rollback(session: Session) -> None:
        session.info.pop(ASKED, None)

    event.listen(database.writing, "after_commit", after_commit)
    event.listen(database.writing, "after_rollback", after_rollback)


class QuietConsumer(Consumer):
    """Leaves the signals to whoever serves: the process is stopped once, by one handler."""

    def _set_signal_handlers(self) -> None:
        """None of its own."""


class Working:
    """Workers in this process, from `start` to `stop`, neither of which takes anything: Litestar would give
    its app to whatever does."""

    def __init__(self, settings: Settings, database: Database, store: Store, workers: int = 1) -> None:
        self.workers = workers
        self.settings, self.database, self.store = settings, database, store
        self.huey = open_queue(settings)
        self.stopping, self.closing = False, threading.Lock()
        self.consumer: Consumer | None = None
        self.wake = self.huey.task()(self.do_all)
        self.look_round = self.huey.task()(self.do_what_is_due)
        self.huey.on_shutdown(name="close")(self.close)  # in each thread, since each listens by its own
        self.huey.periodic_task(crontab(), name="every_minute")(self.do_what_is_due)

    def do_all(self) -> None:
        Worker(self.settings, self.database, self.store).do_all(lambda: self.stopping)

    def do_what_is_due(self) -> None:
        """Asks for what is due by itself, then does all there is: also what the queue has lost."""
        ask_what_is_due(self.database)
        self.do_all()

    def listen(self) -> None:
        """From now on who asks for work in this process wakes whoever does it."""
        wake_by(self.wake, self.database)

    def start(self) -> None:
        self.consumer = QuietConsumer(
            self.huey, workers=self.workers, max_delay=1.0, shutdown_timeout=SECONDS_TO_STOP
        )
        self.consumer.start()
        self.look_round()

    def stop(self) -> None:
        """What is being done is ended first, for a while."""
        self.stopping = True
        if self.consumer:
            self.consumer.stop(graceful=True)
        self.close()

    def close(self) -> None:
        """One after the other: Huey closes what they share without looking twice."""
        with self.closing:
            self.huey.storage.close()


def ask_what_is_due(database: Database) -> None:
    with database.writing() as session:
        ask_due(session, clock.now())
        session.commit()
