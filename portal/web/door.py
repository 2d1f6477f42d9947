"""The door in front of the portal: who comes in, how much they may carry, and the headers of every answer.

It stands before everything that reads a body, so that a stranger's is cut off before it is parsed.
"""

import asyncio
from collections.abc import Callable
from typing import cast

from anyio import CapacityLimiter, to_thread
from litestar.datastructures import Headers
from litestar.datastructures.headers import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send

from portal.access import Viewer
from portal.database import Database
from portal.web.seats import STAY, Seats, Stay

STRANGERS_BODY = 64 * 1024
"""Bytes that somebody who is not signed in may send."""

VIEWER = "portal_viewer"
"""Where the viewer stands in the scope; None for a stranger."""

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}


LOOKING = 2
"""How many session tokens are looked up at the same moment; each takes a connection and gives it back."""


class Door:
    """ASGI in front of the app. `find_viewer` looks a session token up and may block."""

    def __init__(
        self,
        app: ASGIApp,
        find_viewer: Callable[[str], Viewer | None],
        database: Database,
        cookie: str,
        strict_transport: bool,
    ) -> None:
        self.app, self.find_viewer, self.database, self.cookie = app, find_viewer, database, cookie
        self.seats, self.looking = Seats(), CapacityLimiter(LOOKING)
        self.answering: set[asyncio.Task[None]] = set()  # the loop itself holds them by a weak reference only
        self.headers = dict(HEADERS)
        if strict_transport:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        is_asset = scope["path"].startswith("/assets/")
        viewer = None if is_asset else await self.viewer(scope)
        scope[VIEWER] = viewer  # type: ignore[literal-required]  # ASGI lets servers and wrappers add keys
        if viewer is None:
            receive = limited(scope, receive, STRANGERS_BODY)
        answering = asyncio.create_task(self.answer(scope, receive, self.with_headers(send, is_asset)))
        self.answering.add(answering)
        answering.add_done_callback(self.answering.discard)
        await asyncio.shield(answering)

    async def answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """In a task that is not cancelled with the server's own: what a thread has begun cannot be stopped,
        and only when it has ended may another have its connection."""
        stay = Stay(self.seats, self.database, scope["method"] in {"GET", "HEAD"}, receive)
        scope[STAY] = stay  # type: ignore[literal-required]  # ASGI lets servers and wrappers add keys
        try:
            await self.app(scope, receive, self.leaving(stay, send))
        finally:
            await stay.leave()

    async def viewer(self, scope: Scope) -> Viewer | None:
        token = cookies_of(scope).get(self.cookie)
        return await to_thread.run_sync(self.find_viewer, token, limiter=self.looking) if token else None

    def leaving(self, stay: Stay, send: Send) -> Send:
        """The seat is free before the first byte goes out: a slow reader keeps nobody waiting."""

        async def leave_and_send(message: Message) -> None:
            await stay.leave()
            await send(message)

        return leave_and_send

    def with_headers(self, send: Send, is_asset: bool) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                headers = MutableScopeHeaders.from_message(message)
                for name, value in self.headers.items():
                    headers[name] = value
                if not is_asset:
                    headers["Cache-Control"] = "private, no-store"
            await send(message)

        return send_with_headers


def cookies_of(scope: Scope) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in Headers.from_scope(scope).get("cookie", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def limited(scope: Scope, receive: Receive, limit: int) -> Receive:
    """The body, up to `limit` bytes; raises RequestEntityTooLarge (413) at the first byte beyond."""
    announced = Headers.from_scope(scope).get("content-length", "0")
    taken = 0

    async def receive_limited() -> HTTPReceiveMessage:
        nonlocal taken
        if announced.isdigit() and int(announced) > limit:
            raise RequestEntityTooLarge
        message = cast("HTTPReceiveMessage", await receive())
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > limit:
                raise RequestEntityTooLarge
        return message

    return cast("Receive", receive_limited)
