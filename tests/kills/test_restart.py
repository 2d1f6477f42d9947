"""Two servers behind a proxy are started anew, one after the other, while people work: nobody is lost."""

import asyncio
import contextlib
import itertools
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from portal.acting.log_key import DEVELOPMENT
from portal.database import open_database
from portal.settings import read_settings
from portal.web.csrf import new_token
from tests.builders.apart import run_apart
from tests.builders.world import World
from tests.kills.draining_server import DrainingServer
from tests.pages.conftest import session_token
from tests.parts.worlds import ReadyMade

REQUESTS, AT_ONCE = 150, 6
"""At least so many, with `--whole` five hundred; somebody asks for as long as servers are started anew."""

PAUSE = 0.01
"""Seconds between an answer and what the same person does next. With `--whole` nobody rests."""

LOOKS_EVERY = 0.2
"""Seconds: how often the proxy asks whether a server is ready, well below the time that it is given."""

DRAINS = 1
"""Seconds."""


@pytest.fixture
def servers(sqlite_world: ReadyMade, tmp_path: Path) -> Iterator[tuple[list[DrainingServer], str, World]]:
    source, world = sqlite_world()
    url = f"sqlite:///{shutil.copyfile(source, tmp_path / 'portal.db')}"
    opened = open_database(url)
    token = session_token(opened, world.manager)
    opened.engine.dispose()
    environment = {
        "PORTAL_HOME": str(tmp_path / "home"),
        "PORTAL_LOG_KEY": DEVELOPMENT.secret.hex(),
        "DATABASE_URL": url,
        "PORTAL_DRAIN_SECONDS": str(DRAINS),
        "PORTAL_WORK": "elsewhere",
    }
    (tmp_path / "home").mkdir()
    both = [DrainingServer(environment), DrainingServer(environment)]
    for each in both:
        each.start()
    try:
        yield both, token, world
    finally:
        for each in both:
            each.kill()


class Proxy:
    """Sends each request to the next server that says it is ready, over connections that it keeps. It tries
    nothing twice: what breaks off is lost."""

    def __init__(self, servers: list[DrainingServer]) -> None:
        self.servers = servers
        self.ready: dict[int, bool] = {}
        self.clients = [httpx.AsyncClient(base_url=each.address, timeout=30) for each in servers]
        self.turns = itertools.count()

    async def watch(self) -> None:
        async with httpx.AsyncClient(timeout=2) as client:
            while True:
                for number, server in enumerate(self.servers):
                    self.ready[number] = await is_ready(client, server)
                await asyncio.sleep(LOOKS_EVERY)

    async def until(self, number: int, is_ready: bool) -> None:
        async with asyncio.timeout(30):
            while self.ready.get(number) is not is_ready:
                await asyncio.sleep(0.02)

    async def send(self, method: str, path: str, **options: object) -> int:
        ready = [number for number in range(len(self.clients)) if self.ready.get(number)]
        client = self.clients[ready[next(self.turns) % len(ready)]]
        answer = await client.request(method, path, **options)  # type: ignore[arg-type]  # handed on as they are
        return answer.status_code


async def is_ready(client: httpx.AsyncClient, server: DrainingServer) -> bool:
    try:
        return (await client.get(f"{server.address}/health/ready")).status_code == 200
    except httpx.HTTPError:
        return False


@dataclass
class People:
    """What they ask for at least, how long each rests, and what came of it."""

    requests: int
    pause: float
    found: Counter[str] = field(default_factory=Counter)


async def people_work(
    proxy: Proxy, token: str, world: World, people: People, over: Callable[[], bool]
) -> None:
    """Pages and forms, without an end to it before so many were sent and all is over."""
    csrf = new_token(read_settings({}), token)
    cookies = {"cookie": f"gs-session={token}; gs-csrf={csrf}"}
    pages = itertools.cycle([f"/contracts/{world.contract_id}", "/notices", "/privacy"])
    numbers = itertools.count()

    async def one_person() -> None:
        while (number := next(numbers)) < people.requests or not over():
            asked = (
                proxy.send("POST", "/notices/read", headers=cookies, data={"_csrf_token": csrf})
                if number % 10 == 0
                else proxy.send("GET", next(pages), headers=cookies)
            )
            try:
                people.found[str(await asked)] += 1
            except httpx.HTTPError as error:
                people.found[f"lost: {error!r}"] += 1
            await asyncio.sleep(people.pause)

    await asyncio.gather(*(one_person() for _ in range(AT_ONCE)))


async def restart_each(proxy: Proxy) -> None:
    for number, server in enumerate(proxy.servers):
        server.tell_to_stop()
        await proxy.until(number, is_ready=False)
        assert await asyncio.to_thread(server.wait_for_end, 20), "it ends when all is answered"
        server.start()
        await proxy.until(number, is_ready=True)


def test_nobody_is_lost_while_servers_are_started_anew(
    servers: tuple[list[DrainingServer], str, World], is_whole: bool
) -> None:
    both, token, world = servers
    people = People(500, 0) if is_whole else People(REQUESTS, PAUSE)

    async def act() -> None:
        proxy = Proxy(both)
        watching = asyncio.create_task(proxy.watch())
        for number in range(len(both)):
            await proxy.until(number, is_ready=True)
        restarting = asyncio.create_task(restart_each(proxy))
        await people_work(proxy, token, world, people, restarting.done)
        await restarting
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
        for client in proxy.clients:
            await client.aclose()

    run_apart(act())
    assert set(people.found) == {"200", "303"}
    assert people.found.total() >= people.requests


def test_told_twice_it_goes_at_once(servers: tuple[list[DrainingServer], str, World]) -> None:
    server = servers[0][0]
    with httpx.Client(base_url=server.address) as client:
        until_ready(client)
        server.tell_to_stop()
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.text) == (503, "not ready: draining\n")
        assert client.get("/health/live").status_code == 200
        assert client.get("/privacy").headers["connection"] == "close"
        server.tell_to_stop()
    assert server.wait_for_end(DRAINS * 0.9)


def until_ready(client: httpx.Client) -> None:
    for _ in range(300):
        with contextlib.suppress(httpx.HTTPError):
            if client.get("/health/ready").status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError("it did not begin")
