"""Every seat comes back: after answers, errors, and whoever is cut off, goes or is slow."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import anyio
import httpx
import pytest
import sqlalchemy as sa
from sqlalchemy import event

from portal.database import Database
from portal.web.door import Door
from portal.web.rendering import environment
from portal.web.seats import READERS
from tests.builders.sending import draft
from tests.builders.world import World
from tests.pages.bare_asgi import answer_of, receiving, scope_of
from tests.pages.rushing import (
    Rush,
    all_seats_taken,
    connections_held,
    cut_off,
    overview,
    until,
    waiting,
)
from tests.parts.databases import ENGINES

FORM = {"content-type": "application/x-www-form-urlencoded"}

pytestmark = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)


def test_a_seat_comes_back_after_every_answer(rush: Rush, world: World) -> None:
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

    rush(ask)


def test_a_seat_comes_back_after_an_error_in_the_database(
    rush: Rush, world: World, database: Database
) -> None:
    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        with database.engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE under_way RENAME TO under_way_elsewhere"))
        for _ in range(READERS + 1):
            assert (await client.get(overview(world))).status_code == 500
            assert (app.seats.taken, connections_held(app)) == (0, 0)

    rush(ask)


def test_a_seat_comes_back_after_an_error_in_a_template(
    rush: Rush, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even one that keeps our own page for errors from being made."""
    monkeypatch.delitem(environment().globals, "asset")

    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        for _ in range(READERS + 1):
            assert (await client.get(overview(world))).status_code == 500
            assert (app.seats.taken, connections_held(app)) == (0, 0)

    rush(ask)


def test_a_seat_comes_back_from_who_was_cut_off_while_waiting(rush: Rush, world: World) -> None:
    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        async with all_seats_taken(app):
            asked = asyncio.create_task(client.get(overview(world)))
            await until(lambda: waiting(app) == 1)
            await cut_off(asked)
            assert connections_held(app) == 0
        assert (await client.get(overview(world))).status_code == 200
        await until(lambda: not app.answering)

    rush(ask)


def test_a_seat_comes_back_from_who_was_cut_off_at_work(rush: Rush, world: World) -> None:
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

    rush(ask)


def test_nothing_is_made_for_who_has_gone(rush: Rush, world: World) -> None:
    """As a server tells it: the answer would be read by nobody."""

    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        request = client.build_request("GET", overview(world))
        assert (await answer_of(app, request, [{"type": "http.disconnect"}])) == 499
        here: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]
        assert (await answer_of(app, request, here)) == 200

    rush(ask)


def test_a_form_that_trickles_in_keeps_no_seat(rush: Rush, world: World) -> None:
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

    rush(ask)


def test_a_slow_reader_keeps_no_seat(rush: Rush, world: World) -> None:
    async def ask(app: Door, client: httpx.AsyncClient) -> None:
        seen: list[tuple[int, int]] = []

        async def send(message: Any) -> None:
            seen.append((app.seats.taken, connections_held(app)))

        request = client.build_request("GET", overview(world))
        here: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]
        await app(scope_of(request), receiving(here), send)
        assert len(seen) >= 2
        assert set(seen) == {(0, 0)}

    rush(ask)
