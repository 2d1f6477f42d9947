"""Many who ask at the same moment, through a pool without a connection to spare."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import cycle

import anyio
import httpx
from anyio.from_thread import BlockingPortal
from sqlalchemy.pool import QueuePool

from portal.settings import Settings
from portal.web.csrf import new_token
from portal.web.door import Door
from portal.web.seats import READERS, WRITERS
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders.world import World

AT_ONCE = 120
"""More than there are seats, connections and threads together."""

Asking = Callable[[Door, httpx.AsyncClient], Awaitable[None]]
Rush = Callable[[Asking], None]


def rush_of(
    event_loop_thread: BlockingPortal,
    app: Door,
    settings: Settings,
    tokens: list[str],
    address: str,
) -> Rush:
    """Call it with what is to happen in the event loop, asked in turn by the browsers with these sessions.

    Afterwards nobody sits and nothing is held.
    """
    sessions = cycle(tokens)
    first = {session_cookie(settings): next(sessions)}
    inner = httpx.ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]  # Litestar's ASGI types are narrower

    class InTurn(httpx.AsyncBaseTransport):
        """Each request from the next of several browsers: one by itself may not ask so much."""

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            session = next(sessions)
            token = new_token(settings, session)
            request.headers["cookie"] = (
                f"{session_cookie(settings)}={session}; {csrf_cookie(settings)}={token}"
            )
            request.headers["x-csrftoken"] = token
            return await inner.handle_async_request(request)

    async def with_client(asking: Asking) -> None:
        async with httpx.AsyncClient(transport=InTurn(), base_url=address, cookies=first) as client:
            await asking(app, client)

    def act(asking: Asking) -> None:
        event_loop_thread.call(with_client, asking)
        assert app.seats.taken == 0
        assert connections_held(app) == 0

    return act


def connections_held(app: Door) -> int:
    pool = app.database.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


@asynccontextmanager
async def all_seats_taken(app: Door) -> AsyncIterator[None]:
    for seat in range(READERS):
        await app.seats.readers.acquire_on_behalf_of(seat)
    for seat in range(WRITERS):
        await app.seats.writers.acquire_on_behalf_of(seat)
    try:
        yield
    finally:
        for seat in range(READERS):
            app.seats.readers.release_on_behalf_of(seat)
        for seat in range(WRITERS):
            app.seats.writers.release_on_behalf_of(seat)


async def until(condition: Callable[[], bool]) -> None:
    with anyio.fail_after(20):
        while not condition():
            await anyio.sleep(0.005)


def waiting(app: Door) -> int:
    return app.seats.waiting


def overview(world: World) -> str:
    return f"/contracts/{world.contract_id}"


async def cut_off(asked: asyncio.Task[httpx.Response]) -> None:
    asked.cancel()
    await asyncio.wait([asked])
    assert asked.cancelled()
