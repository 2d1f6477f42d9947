"""Whether this process may be sent requests: looked at once a second at most, however often it is asked."""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event

import anyio
import sqlalchemy as sa
from anyio import CapacityLimiter, to_thread
from sqlalchemy.exc import SQLAlchemyError

from evidence.store import Store
from portal.acting.log_key import log_key_of
from portal.database import Database
from portal.history.queries.head import find_key_id
from portal.records.migrations import is_migrated

LOG = logging.getLogger("portal")
REMEMBERED = 1.0
"""Seconds for which what was found is said again: a thousand who ask cost as much as one."""

PATIENCE = 5.0
"""Seconds after which whatever does not answer is taken to be away."""

DRAINING = "draining"
"""It was told to stop: what has come is answered, and nothing more should be sent."""


@dataclass
class Readiness:
    """Of one process. `draining` is set where it was told to stop."""

    database: Database
    store: Store
    draining: Event
    looked_at: float | None = None
    wanting: tuple[str, ...] = ()
    looking: anyio.Lock = field(default_factory=anyio.Lock)
    limiter: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))

    async def find_wanting(self) -> tuple[str, ...]:
        """The parts that stand in the way, in words for whoever runs it; nothing where it is ready."""
        if self.draining.is_set():
            return (DRAINING,)
        async with self.looking:
            if self.looked_at is None or time.monotonic() - self.looked_at > REMEMBERED:
                self.wanting = await self.look()
                self.looked_at = time.monotonic()
        return self.wanting

    async def look(self) -> tuple[str, ...]:
        """In a thread of its own, which no page waits for."""
        with anyio.move_on_after(PATIENCE):
            return await to_thread.run_sync(self.try_all, limiter=self.limiter, abandon_on_cancel=True)
        return ("no answer in time",)

    def try_all(self) -> tuple[str, ...]:
        checks: Mapping[str, Callable[[], None]] = {
            "database": self.ask_database,
            "migrations": self.require_migrated,
            "log key": self.require_own_key,
            "store": self.store.require_there,
        }
        return tuple(name for name, check in checks.items() if not goes(name, check))

    def ask_database(self) -> None:
        with self.database.reading() as session:
            session.execute(sa.select(1))

    def require_migrated(self) -> None:
        if not is_migrated(self.database.engine):
            raise OSError("the tables are not those of this version")

    def require_own_key(self) -> None:
        """With another than the log's this process writes nothing more (docs/log.md). A database that
        does not say is wanting itself."""
        with suppress(SQLAlchemyError), self.database.reading() as session:
            if find_key_id(session) not in (None, log_key_of(session).key_id):
                raise OSError("the log is sealed with another key: start the portal anew")


def goes(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except (OSError, SQLAlchemyError):
        LOG.warning("not ready: %s", name, exc_info=True)
        return False
    return True
