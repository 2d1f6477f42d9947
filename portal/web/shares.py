"""Places for work that takes long, and a share of them for each person: one never stops the others.

Whoever has its share waits for itself alone; among those who wait, each person has its turn. Who would
wait behind too many is told so at once.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass

DRAWING, SHARE_OF_DRAWING = 3, 2
"""Files that are looked into at the same moment, and how many of them for one person."""

RECEIVING, SHARE_OF_RECEIVING = 12, 1
"""Uploads that arrive at the same moment: each may take as long as a slow line does. The next of the same
person waits meanwhile, and nothing of it is lost."""

MOST_WAITING, MOST_WAITING_EACH = 120, 32
"""A browser that shows a document of many pages asks for six of them at once, or sends twenty files."""


class Busy(Exception):
    """There is no place, and too many wait for one. Answer 503."""


@dataclass(slots=True)
class Place:
    rest: float = 0.0
    """Seconds for which it is left empty afterwards."""


class Shares:
    """So many places, a share of them for each; counted, since all of it happens on the event loop."""

    def __init__(
        self, places: int, share: int, waiting: int = MOST_WAITING, waiting_each: int = MOST_WAITING_EACH
    ) -> None:
        self.places, self.share = places, share
        self.waiting, self.waiting_each = waiting, waiting_each
        self.working: Counter[Hashable] = Counter()
        self.queues: OrderedDict[Hashable, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def place(self, who: Hashable) -> AsyncIterator[Place]:
        """A place for as long as the block takes, and its rest. Raises Busy."""
        await self.take(who)
        place = Place()
        try:
            yield place
        finally:
            if place.rest:
                asyncio.get_running_loop().call_later(place.rest, self.leave, who)
            else:
                self.leave(who)

    async def take(self, who: Hashable) -> None:
        if self.is_free(who) and who not in self.queues:
            self.working[who] += 1
            return
        mine = self.queues.get(who, ())
        if len(mine) >= self.waiting_each or sum(map(len, self.queues.values())) >= self.waiting:
            raise Busy
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.queues.setdefault(who, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave(who)  # the place was given just then
            else:
                self.forget(who, turn)
            raise

    def leave(self, who: Hashable) -> None:
        self.working[who] -= 1
        if not self.working[who]:
            del self.working[who]
        self.call_next()

    def has_more(self, who: Hashable) -> bool:
        """Whether something of theirs waits for a place."""
        return who in self.queues

    def is_free(self, who: Hashable) -> bool:
        return self.working.total() < self.places and self.working[who] < self.share

    def call_next(self) -> None:
        """Give what is free to whoever waits: each person once, then behind the others."""
        for who in list(self.queues):
            if not self.is_free(who):
                continue
            turn = self.queues[who].popleft()
            self.queues.move_to_end(who)
            if not self.queues[who]:
                del self.queues[who]
            self.working[who] += 1
            turn.set_result(None)

    def forget(self, who: Hashable, turn: asyncio.Future[None]) -> None:
        waiting = self.queues.get(who)
        if waiting and turn in waiting:
            waiting.remove(turn)
            if not waiting:
                del self.queues[who]
