"""Many people at the same moment: they wait in front and hold nothing, and every seat comes back."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

import anyio
import httpx
import pytest
import sqlalchemy as sa
from anyio.from_thread import BlockingPortal
from litestar import Litestar
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from evidence.store import Store
from portal.database import Database, open_database
from portal.settings import Settings
from portal.web.csrf import new_token
from portal.web.door import LOOKING, MOST_AT_ONCE, Door
from portal.web.rendering import environment
from portal.web.seats import READERS, WRITERS
from portal.web.session_cookie import csrf_cookie, session_cookie
from tests.builders.sending import draft
from tests.builders.world import World
from tests.pages.bare_asgi import answer_of, receiving, scope_of
from tests.pages.conftest import ADDRESS, behind_door, session_token
from tests.parts.databases import ENGINES

AT_ONCE = 120
"""More than there are seats, connections and threads together."""

FORM = {"content-type": "application/x-www-form-urlencoded"}

pytestmark = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)

Asking = Callable[[Door, httpx.AsyncClient], Awaitable[None]]
Run = Callable[[Asking], None]


@pytest.fixture
def small_database(database: Database) -> Iterator[Database]:
    """The same database through a pool without a connection to spare."""
    address = database.engine.url.render_as_string(hide_password=False)
    opened = open_database(address, connections=READERS + WRITERS + LOOKING)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def small_app(wired: Litestar, settings: Settings, small_database: Database, store: Store) -> Door:
    return behind_door(wired, settings, small_database, store)


@pytest.fixture
def run(
    event_loop_thread: BlockingPortal, small_app: Door, settings: Settings, database: Database, world: World
) -> Run:
    """Call it with what is to happen in the event loop, as the contract's manager.

    Afterwards nobody sits and nothing is held.
    """
    sessions = cycle([session_token(database, world.manager) for _ in range(AT_ONCE // MOST_AT_ONCE + 1)])
    first = {session_cookie(settings): next(sessions)}
    inner = httpx.ASGITransport(app=small_app, raise_app_exceptions=False)  # type: ignore[arg-type]  # Litestar's ASGI types are narrower

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
        async with httpx.AsyncClient(transport=InTurn(), base_url=ADDRESS, cookies=first) as client:
            await asking(small_app, client)

    def act(asking: Asking) -> None:
        event_loop_thread.call(with_client, asking)
        assert small_app.seats.taken == 0
        assert connections_held(small_app) == 0

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


def test_more_at_once_than_seats_threads_and_connections(run: Run, world: World) -> None:
    async def ask(_app: Door, client: httpx.AsyncClient) -> None:
        answers = await asyncio.gather(*(client.get(overview(world)) for _ in range(AT_ONCE)))
        assert [answer.status_code for answer in answers] == [200] * AT_ONCE

    run(ask)


def test_more_at_once_who_write(run: Run, world: World) -> None:
    """And those who only read are not kept by them."""
    book = f"{overview(world)}/visits/new"

    async def ask(_app: Door, client: httpx.AsyncClient) -> None:
        form = {"kind": "no such kind"}
        writing = [client.post(book, data=form) for _ in range(AT_ONCE // 2)]
        reading = [client.get(overview(world)) for _ in range(AT_ONCE // 2)]
        answers = await asyncio.gather(*writing, *reading)
        assert {answer.status_code for answer in answers[: AT_ONCE // 2]} == {422}
        assert {answer.status_code for answer in answers[AT_ONCE // 2 :]} == {200}

    run(ask)


def test_who_waits_in_front_holds_nothing(run: Run, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor has the app begun with anything for them, which would want memory for as long as they wait."""
    begun = []

    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        inner = app.app

        async def noting(scope: Any, receive: Any, send: Any) -> None:
            begun.append(scope["path"])
            await inner(scope, receive, send)

        monkeypatch.setattr(app, "app", noting)
        async with all_seats_taken(app):
            asked = [asyncio.create_task(client.get(overview(world))) for _ in range(AT_ONCE)]
            await until(lambda: waiting(app) == AT_ONCE)
            assert (connections_held(app), begun) == (0, [])
        assert {(await each).status_code for each in asked} == {200}

    run(ask)


def test_a_seat_comes_back_after_every_answer(run: Run, world: World) -> None:
    """Also where the look-up of the place says that there is nothing here."""
    elsewhere = f"/contracts/{world.noise_contract_id}"

    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        for path, status in {
            overview(world): 200,
            elsewhere: 404,
            f"{overview(world)}?on=never": 400,
        }.items():
            for _ in range(READERS + 1):
                assert (await client.get(path)).status_code == status
                assert (app.seats.taken, connections_held(app)) == (0, 0)

    run(ask)


def test_a_seat_comes_back_after_an_error_in_the_database(run: Run, world: World, database: Database) -> None:
    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        with database.engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE under_way RENAME TO under_way_elsewhere"))
        for _ in range(READERS + 1):
            assert (await client.get(overview(world))).status_code == 500
            assert (app.seats.taken, connections_held(app)) == (0, 0)

    run(ask)


def test_a_seat_comes_back_after_an_error_in_a_template(
    run: Run, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even one that keeps our own page for errors from being made."""
    monkeypatch.delitem(environment().globals, "asset")

    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        for _ in range(READERS + 1):
            assert (await client.get(overview(world))).status_code == 500
            assert (app.seats.taken, connections_held(app)) == (0, 0)

    run(ask)


def test_a_seat_comes_back_from_who_was_cut_off_while_waiting(run: Run, world: World) -> None:
    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        async with all_seats_taken(app):
            asked = asyncio.create_task(client.get(overview(world)))
            await until(lambda: waiting(app) == 1)
            await cut_off(asked)
            assert connections_held(app) == 0
        assert (await client.get(overview(world))).status_code == 200
        await until(lambda: not app.answering)

    run(ask)


def test_a_seat_comes_back_from_who_was_cut_off_at_work(run: Run, world: World) -> None:
    """A thread goes on with what it does: its connection comes back when that is done, not before."""

    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        taken: list[object] = []
        goes_on = threading.Event()

        def take(connection: object, *_: object) -> None:
            """The page's connection; the first is that of the door's look-up."""
            taken.append(connection)
            if len(taken) == 2:
                assert goes_on.wait(20)

        event.listen(app.database.engine, "checkout", take)
        for _ in range(READERS + 1):
            taken.clear()
            goes_on.clear()
            asked = asyncio.create_task(client.get(overview(world)))
            await until(lambda: len(taken) == 2)
            asked.cancel()
            await anyio.sleep(0.01)
            assert connections_held(app) == 1
            goes_on.set()
            await cut_off(asked)
            await until(lambda: not app.answering)
            assert (app.seats.taken, connections_held(app)) == (0, 0)

    run(ask)


async def cut_off(asked: asyncio.Task[httpx.Response]) -> None:
    asked.cancel()
    await asyncio.wait([asked])
    assert asked.cancelled()


def test_nothing_is_made_for_who_has_gone(run: Run, world: World) -> None:
    """As a server tells it: the answer would be read by nobody."""

    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        request = client.build_request("GET", overview(world))
        assert (await answer_of(app, request, [{"type": "http.disconnect"}])) == 499
        here: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]
        assert (await answer_of(app, request, here)) == 200

    run(ask)


def test_a_form_that_trickles_in_keeps_no_seat(run: Run, world: World) -> None:
    """With the token in a header nothing else has read the form before the page's own reader."""
    path = f"/submissions/{draft(world, 'safeguarding-policy')}/files/remove"

    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        rest, taken = asyncio.Event(), []
        body = urlencode({"delete": "nothing"}).encode()

        async def trickle() -> AsyncIterator[bytes]:
            yield body[:4]
            await anyio.sleep(0.05)
            taken.append((app.seats.taken, connections_held(app)))
            rest.set()
            yield body[4:]

        await client.post(path, content=trickle(), headers=FORM)
        assert rest.is_set()
        assert taken == [(0, 0)]

    run(ask)


def test_a_slow_reader_keeps_no_seat(run: Run, world: World) -> None:
    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        seen: list[tuple[int, int]] = []

        async def send(message: Any) -> None:
            seen.append((app.seats.taken, connections_held(app)))

        request = client.build_request("GET", overview(world))
        here: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]
        await app(scope_of(request), receiving(here), send)
        assert len(seen) >= 2
        assert set(seen) == {(0, 0)}

    run(ask)
