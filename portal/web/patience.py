"""How long the portal waits for a body that arrives slowly: a slow line has its time, whoever only holds a
connection does not."""

import asyncio
import time

from litestar.types import HTTPReceiveMessage, Receive

LONGEST_PAUSE = 30.0
"""Seconds from one piece of a body to the next."""

GRACE, SLOWEST = 60.0, 1024
"""After so many seconds of waiting a body has come by so many bytes a second, or it is given up: 25 MB may
take seven hours."""


class TooSlow(Exception):
    """The body does not arrive. Answer 408, and close the connection."""


class Patience:
    """Counts what has come, and the time that was spent waiting for it."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.waited, self.taken = 0.0, 0
        self.is_whole = False

    async def __call__(self) -> HTTPReceiveMessage:
        if self.is_whole:  # what comes now is only that somebody has gone
            return await self.receive()  # type: ignore[return-value]  # of HTTP alone
        began = time.monotonic()
        try:
            async with asyncio.timeout(LONGEST_PAUSE):
                message: HTTPReceiveMessage = await self.receive()  # type: ignore[assignment]  # of HTTP alone
        except TimeoutError as error:
            raise TooSlow from error
        self.waited += time.monotonic() - began
        if message["type"] == "http.request":
            self.taken += len(message.get("body", b""))
            self.is_whole = not message.get("more_body", False)
            if not self.is_whole and self.waited > GRACE and self.taken < self.waited * SLOWEST:
                raise TooSlow
        return message


def patient(receive: Receive) -> Receive:
    """The same body; raises TooSlow where it does not arrive."""
    return Patience(receive)
