"""Places and shares: one person never stops the others, and who asks too much is told so at once."""

import asyncio
from collections.abc import Callable, Hashable
from typing import Any

import anyio
import pytest

from portal.web.door import HELD_BACK, MOST_AT_ONCE, REFUSED_AT_ONCE
from portal.web.patience import Patience, TooSlow
from portal.web.seats import Seats
from portal.web.shares import Busy, Shares
from tests.builders import good_files, sending
from tests.builders.apart import run_apart
from tests.builders.world import World
from tests.pages.client import PageClient
from tests.pages.conftest import ClientFor


def test_one_person_has_a_share_and_the_others_come_first() -> None:
    async def try_it() -> list[str]:
        shares, order = Shares(places=3, share=2), list[str]()

        async def work(who: str) -> None:
            async with shares.place(who):
                order.append(who)
                await anyio.sleep(0.02)

        many = [asyncio.create_task(work("many")) for _ in range(8)]
        await anyio.sleep(0.005)
        assert order == ["many", "many"]
        others = [asyncio.create_task(work(who)) for who in ("one", "two")]
        await anyio.sleep(0.005)
        assert order[2] == "one", "there is a place for somebody else at once"
        await asyncio.gather(*many, *others)
        assert order.index("two") < 6, "each person has its turn"
        assert (shares.working, shares.queues) == ({}, {})
        return order

    assert len(run_apart(try_it())) == 10


def test_a_place_that_rests_is_nobodys_until_then() -> None:
    async def try_it() -> list[str]:
        shares, order = Shares(places=2, share=1), list[str]()

        async def work(who: str, rest: float) -> None:
            async with shares.place(who) as place:
                order.append(who)
                place.rest = rest

        await work("many", 0.05)
        assert not shares.has_more("many")
        again, other = asyncio.create_task(work("many", 0.0)), asyncio.create_task(work("one", 0.0))
        await other
        assert shares.has_more("many"), "it has had its place, and waits until that has rested"
        await again
        assert (shares.working, shares.queues) == ({}, {})
        return order

    assert run_apart(try_it()) == ["many", "one", "many"]


def test_files_rest_while_more_of_the_same_person_wait(
    client_for: ClientFor, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bool] = []

    def rest_after(_seats: Seats, _who: Hashable, used: float, _now: float, *, has_more: bool) -> float:
        assert used > 0
        told.append(has_more)
        return 0.01 if has_more else 0.0

    monkeypatch.setattr(Seats, "rest_after", rest_after)
    client = client_for(world.member)
    address = f"/submissions/{sending.draft(world, 'complaints-policy')}/files"
    files = {"files": ("policy.pdf", good_files.pdf(), "application/pdf")}

    async def send_four() -> list[int]:
        data = {"_csrf_token": client.token, "go": "stay"}
        asked = (client.http.post(address, data=data, files=files) for _ in range(4))
        return [answer.status_code for answer in await asyncio.gather(*asked)]

    assert set(client.portal.call(send_four)) == {303}
    assert told == [True, True, True, False]


def test_who_would_wait_behind_too_many_is_told_at_once() -> None:
    async def try_it() -> None:
        shares = Shares(places=2, share=1, waiting=3, waiting_each=2)
        async with shares.place("a"), shares.place("b"):
            waiting = [asyncio.create_task(shares.take(who)) for who in ("a", "a", "b")]
            await anyio.sleep(0)
            for who in ("a", "c"):
                with pytest.raises(Busy):
                    await shares.take(who)
            waiting[1].cancel()
            await anyio.sleep(0)
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(shares.take("c"), 0.01)
        await asyncio.gather(waiting[0], waiting[2])
        assert shares.working.total() == 2
        assert not shares.queues

    run_apart(try_it())


def test_one_session_has_so_many_requests_at_once(client_for: ClientFor, world: World) -> None:
    client = client_for(world.member)

    async def ask() -> list[Any]:
        return await asyncio.gather(*(client.http.get("/") for _ in range(MOST_AT_ONCE + 8)))

    answers = client.portal.call(ask)
    refused = [each for each in answers if each.status_code == 503]
    assert len(refused) == 8
    assert {each.status_code for each in answers} == {200, 503}
    assert refused[0].headers["retry-after"] == "5"
    assert "Too much at once" in refused[0].text
    client.get("/")


def test_who_asks_again_and_again_is_held_back_until_it_stops(
    world: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[float] = []
    asleep = asyncio.sleep

    async def sleep(seconds: float) -> None:
        held.append(seconds)
        await asleep(0)

    monkeypatch.setattr("portal.web.door.asyncio.sleep", sleep)
    client = client_for(world.member)

    async def ask(times: int) -> list[Any]:
        return await asyncio.gather(*(client.http.get("/") for _ in range(MOST_AT_ONCE + times)))

    client.portal.call(ask, REFUSED_AT_ONCE)
    assert held == [], "the first are told at once"
    answers = client.portal.call(ask, REFUSED_AT_ONCE + 8)
    assert held == [HELD_BACK] * 8
    assert [each.status_code for each in answers].count(503) == REFUSED_AT_ONCE + 8
    client.portal.call(ask, REFUSED_AT_ONCE)
    assert len(held) == 8, "whoever had stopped begins anew"


def receiving(*pieces: tuple[float, bytes]) -> Callable[[], Any]:
    """A body that comes piece by piece, each after so many seconds."""
    left = list(pieces)

    async def receive() -> dict[str, Any]:
        pause, piece = left.pop(0)
        await anyio.sleep(pause)
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    return receive


def test_a_body_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.web.patience.LONGEST_PAUSE", 0.05)
    monkeypatch.setattr("portal.web.patience.GRACE", 0.1)

    async def read(*pieces: tuple[float, bytes]) -> int:
        body = Patience(receiving(*pieces))
        while not body.is_whole:
            await body()
        return body.taken

    assert run_apart(read((0.01, b"a"), (0.01, b"b"))) == 2
    assert run_apart(read(*[(0.02, bytes(4096))] * 10)) == 40_960
    for slow in ([(0.01, b"a"), (5.0, b"b")], [(0.02, b"a")] * 20):
        with pytest.raises(TooSlow):
            run_apart(read(*slow))


def test_a_slow_form_is_answered_408(
    client_for: ClientFor, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.web.patience.LONGEST_PAUSE", 0.05)
    client: PageClient = client_for(world.member)

    async def trickle() -> Any:
        yield b"kind="
        await anyio.sleep(1)
        yield b"a"

    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.ask("POST", "/sign-out", 408, content=trickle(), headers=form)
    assert answer.headers["connection"] == "close"
    assert answer.heading == "That took too long"
