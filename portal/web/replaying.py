"""A request that loses a race in the database is answered anew, on a new transaction, before anybody hears
of it.

What was typed is kept as it came for as long as that may be needed. Files are not: they are kept where they
arrive, and only the writing of their rows is done anew (`Upload.write`).
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

from litestar.types import HTTPReceiveMessage, HTTPScope, Message, Receive, Send

from portal.database import COMMITTED
from portal.faults import Tries
from portal.web.http import Request
from portal.web.seats import Stay

LARGEST = 1024 * 1024
"""Bytes of a body that are kept to be read anew: the largest form."""

LITESTARS_OWN = "_ls_connection_state"
"""Under this name Litestar 2.25 keeps in a scope's state that an answer has begun, among other things."""

ATTEMPT = "portal_attempt"
"""Where the attempt at answering stands in a request's scope."""


class Body:
    """The body of a request, kept as it comes in, to be read once more from its beginning."""

    def __init__(self, receive: Receive) -> None:
        self.receive, self.size = receive, 0
        self.kept: list[HTTPReceiveMessage] = []

    @property
    def is_kept(self) -> bool:
        return self.size <= LARGEST

    def from_the_beginning(self) -> Receive:
        again = iter(tuple(self.kept))

        async def receive_again() -> HTTPReceiveMessage:
            for message in again:
                return message
            return await self.receive_next()

        return cast("Receive", receive_again)

    async def receive_next(self) -> HTTPReceiveMessage:
        message = cast("HTTPReceiveMessage", await self.receive())
        if message["type"] == "http.request":
            self.size += len(message.get("body", b""))
            self.kept.append(message)
            if not self.is_kept:
                self.kept.clear()
        return message


class Attempt:
    """One of the tries at answering."""

    def __init__(self, body: Body, stay: Stay, tries: Tries) -> None:
        self.body, self.stay, self.tries = body, stay, tries
        self.is_given_up = False

    def give_up(self) -> bool:
        """Whether it is done anew instead of being answered: never once anything of it is so, nor where what
        was sent is not there any more."""
        session = self.stay.session
        has_committed = session is not None and COMMITTED in session.info
        self.is_given_up = self.body.is_kept and self.tries.may_go_on and not has_committed
        return self.is_given_up

    def unless_given_up(self, send: Send) -> Send:
        async def send_or_not(message: Message) -> None:
            if not self.is_given_up:
                await send(message)

        return send_or_not


Try = Callable[[HTTPScope, Receive, Attempt], Awaitable[None]]
OpenStay = Callable[[Receive], Stay]


async def answer_anew(scope: HTTPScope, receive: Receive, open_stay: OpenStay, act: Try) -> None:
    """Answers, as often as an attempt is given up. Nobody who waits for the next one holds a seat."""
    body, tries = Body(receive), Tries()
    while True:
        tries.count += 1
        receive_again = body.from_the_beginning()
        attempt = Attempt(body, open_stay(receive_again), tries)
        state = {name: each for name, each in (scope.get("state") or {}).items() if name != LITESTARS_OWN}
        of_its_own = {**scope, "state": state, ATTEMPT: attempt}
        await act(cast("HTTPScope", of_its_own), receive_again, attempt)
        if not attempt.is_given_up:
            return
        await asyncio.sleep(tries.pause)


def attempt_of(request: Request) -> Attempt:
    attempt: Attempt = request.scope[ATTEMPT]  # type: ignore[literal-required]  # put there by the door
    return attempt
