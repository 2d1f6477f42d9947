"""Many people at the same moment: they wait in front and hold nothing."""

import asyncio
from typing import Any

import httpx
import pytest

from portal.web.door import Door
from tests.builders.world import World
from tests.pages.rushing import (
    AT_ONCE,
    Rush,
    all_seats_taken,
    connections_held,
    overview,
    until,
    waiting,
)
from tests.parts.databases import ENGINES

pytestmark = pytest.mark.parametrize("engine_name", ENGINES, indirect=True)


def test_more_at_once_than_seats_threads_and_connections(rush: Rush, world: World) -> None:
    async def ask(_app: Door, client: httpx.AsyncClient) -> None:
        answers = await asyncio.gather(*(client.get(overview(world)) for _ in range(AT_ONCE)))
        assert [answer.status_code for answer in answers] == [200] * AT_ONCE

    rush(ask)


def test_more_at_once_who_write(rush: Rush, world: World) -> None:
    """And those who only read are not kept by them."""
    book = f"{overview(world)}/visits/new"

    async def ask(_app: Door, client: httpx.AsyncClient) -> None:
        form = {"kind": "no such kind"}
        writing = [client.post(book, data=form) for _ in range(AT_ONCE // 2)]
        reading = [client.get(overview(world)) for _ in range(AT_ONCE // 2)]
        answers = await asyncio.gather(*writing, *reading)
        assert {answer.status_code for answer in answers[: AT_ONCE // 2]} == {422}
        assert {answer.status_code for answer in answers[AT_ONCE // 2 :]} == {200}

    rush(ask)


def test_who_waits_in_front_holds_nothing(rush: Rush, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
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

    rush(ask)
