"""Everybody at the same moment, held against one who comes alone."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.load.browser import Answer
from bench.load.people import People
from bench.loading import Data

ALONE = 15
"""How often one comes alone; the median counts."""

Act = Callable[[int], Awaitable[Answer]]
"""What the person of that number does."""


@dataclass(frozen=True)
class Rush:
    """Seconds: of one alone, and until the last was answered."""

    name: str
    number: int
    errors: int
    alone: float
    last: float

    @property
    def ratio(self) -> float:
        """How long the last waited, against all of them one after the other."""
        return self.last / (self.number * self.alone)


async def rush(name: str, number: int, act: Act, wanted: int) -> Rush:
    before = await alone(act)
    began = time.perf_counter()
    answers = await asyncio.gather(*(act(each) for each in range(number)))
    last = time.perf_counter() - began
    errors = errors_in(answers, wanted)
    after = [] if errors else await alone(act)  # a portal that has stopped does not answer one either
    return Rush(name, number, errors, median(before + after), last)


async def alone(act: Act) -> list[float]:
    """Before and after the rush, so that a machine that slows down meanwhile slows both."""
    await act(0)
    return [(await act(each)).seconds for each in range(ALONE)]


def errors_in(answers: Sequence[Answer], wanted: int) -> int:
    return sum(answer.status != wanted for answer in answers)


async def rushes(data: Data, people: People, port: int) -> list[Rush]:
    """Reading one overview, and coming in."""
    overview, all_of_them = f"/contracts/{data.contract_id}", people.reviewers

    async def read(number: int) -> Answer:
        return await people.browser(all_of_them[number % len(all_of_them)], port, number).get(overview)

    async def sign_in(number: int) -> Answer:
        somebody = all_of_them[number]
        form = {"email": somebody.email, "password": somebody.password}
        return await people.stranger(port, number).send_form("/sign-in", form)

    return [
        await rush("Overview", 500, read, 200),
        await rush("Sign in", len(all_of_them), sign_in, 303),
    ]
