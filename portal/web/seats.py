"""Seats: how many requests work at the same moment. All others wait in front of them and hold nothing.

A request that has a connection goes to a thread several times, for its place and for its page. If more of
them had one than there are threads and connections, each would wait for what another holds. And one process
runs Python on one core at a time: a few at once are served as fast as can be, many at once only slower.
"""

import asyncio
import time
from collections.abc import Hashable
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, move_on_after
from litestar.concurrency import sync_to_thread
from litestar.types import Receive
from sqlalchemy.orm import Session

from portal.database import Database
from portal.web.http import Request

READERS = 3
WRITERS = 2
"""On SQLite only one of them writes at a time; the other may do what comes before and after."""

UPLOADERS = 4
"""Those whose files have all arrived and are kept now: they open sessions of their own, and want threads."""

SHARE = 2
"""Of the seats, for one person; all strangers together count as one."""

REST, MOST_REST = 4, 1.0
"""Somebody who asks for more at once than a share has one seat while others are there, and leaves it empty so
many times as long as it was used, at most so many seconds: one thread runs Python at a time, and the others
would wait for it."""

PRESENT = 3.0
"""So many seconds after they asked for something others are there."""

STAY = "portal_stay"
"""Where the stay of a request stands in its scope."""


class ClientGone(Exception):
    """Whoever asked did not wait for the answer: no page is made for nobody."""


class Seats:
    """Those who read do not wait for those who wait to write."""

    def __init__(self, readers: int = READERS, writers: int = WRITERS) -> None:
        self.readers, self.writers = CapacityLimiter(readers), CapacityLimiter(writers)
        self.uploaders = CapacityLimiter(UPLOADERS)
        self.shares: WeakValueDictionary[Hashable, CapacityLimiter] = WeakValueDictionary()
        self.latest: tuple[Hashable, float] = (None, -PRESENT)
        self.others_at = -PRESENT

    def share_of(self, who: Hashable) -> CapacityLimiter:
        """What one person may have of the seats: the others always find one that it has not."""
        share = self.shares.get(who) or CapacityLimiter(SHARE)
        self.shares[who] = share
        return share

    def note(self, who: Hashable, now: float) -> None:
        """Somebody takes a seat. Who has more waiting is not among those who are to be spared."""
        before, at = self.latest
        if who == before:
            self.latest = (who, now)
        elif not self.share_of(who).statistics().tasks_waiting:
            self.latest, self.others_at = (who, now), at

    def rest_after(self, who: Hashable, used: float, now: float, *, has_more: bool) -> float:
        """Seconds for which a share, or a place for files, stays taken after a request that took so many."""
        latest, at = self.latest
        others_at = self.others_at if who == latest else at
        is_resting = who is not None and has_more and now - others_at < PRESENT
        return min(REST * used, MOST_REST) if is_resting else 0.0

    @property
    def waiting(self) -> int:
        """How many stand in front, for a seat or for others of their own to leave one."""
        limiters = (self.readers, self.writers, *self.shares.values())
        return sum(each.statistics().tasks_waiting for each in limiters)

    @property
    def taken(self) -> int:
        return self.readers.borrowed_tokens + self.writers.borrowed_tokens


class Stay:
    """One request's seat and session, from when it first asks for them until its answer begins.

    Whoever is signed in and reads sits before anything else is done: who waits holds no more than a scope.

    Not a generator dependency: Litestar 2.25 leaves those to the garbage collector where a later dependency
    raises, as the look-up of a place does for everybody who has no business there.
    """

    def __init__(
        self, seats: Seats, database: Database, is_reading: bool, receive: Receive, who: Hashable
    ) -> None:
        self.seats, self.who, self.share = seats, who, seats.share_of(who)
        self.is_reading, self.receive = is_reading, receive
        self.limiter = seats.readers if is_reading else seats.writers
        self.open_session = database.reading if is_reading else database.writing
        self.session: Session | None = None
        self.has_seat, self.holder, self.taken_at = False, object(), 0.0

    async def sit(self) -> None:
        """Wait for a seat, unless there is one already."""
        if self.has_seat:
            return
        self.holder = holder = object()
        await self.share.acquire_on_behalf_of(holder)
        try:
            await self.limiter.acquire_on_behalf_of(self)
        except BaseException:
            self.share.release_on_behalf_of(holder)
            raise
        self.has_seat, self.taken_at = True, time.monotonic()
        self.seats.note(self.who, self.taken_at)

    async def take(self) -> Session:
        """The session, once there is a seat for it. Raises ClientGone when nobody waits any more."""
        if self.session is None:
            await self.sit()
            self.session = self.open_session()
            if self.is_reading and await has_gone(self.receive):
                raise ClientGone
        return self.session

    async def leave(self) -> None:
        """Give connection and seat back; what was not committed is undone. May be called twice."""
        if not self.has_seat:
            return
        session, self.session, self.has_seat = self.session, None, False
        try:
            if session and self.is_reading:
                session.close()
            elif session:  # undoing may take a trip to the database, which others need not wait for
                await asyncio.shield(asyncio.ensure_future(sync_to_thread(session.close)))
        finally:
            self.limiter.release_on_behalf_of(self)
            self.rest()

    def rest(self) -> None:
        now = time.monotonic()
        has_more = bool(self.share.statistics().tasks_waiting)
        seconds = self.seats.rest_after(self.who, now - self.taken_at, now, has_more=has_more)
        self.share.total_tokens = 1 if seconds else SHARE
        if seconds:
            asyncio.get_running_loop().call_later(seconds, self.share.release_on_behalf_of, self.holder)
        else:
            self.share.release_on_behalf_of(self.holder)


async def has_gone(receive: Receive) -> bool:
    """Whether the connection is closed, of a request whose body nobody reads any more."""
    with move_on_after(0):
        return (await receive())["type"] == "http.disconnect"
    return False


def stay_of(request: Request) -> Stay:
    stay: Stay = request.scope[STAY]  # type: ignore[literal-required]  # put there by the door
    return stay
