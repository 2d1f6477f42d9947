"""The door in front of the portal: who comes in, how much they may carry, and the headers of every answer.

It stands before everything that reads a body, so that a stranger's is cut off before it is parsed.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from threading import Event
from typing import NamedTuple, cast
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, to_thread
from litestar.datastructures import Headers
from litestar.datastructures.headers import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.types import ASGIApp, HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from structlog.contextvars import bound_contextvars

from portal.access import Viewer
from portal.database import Database
from portal.web.keeping import Keeping
from portal.web.measures import Measures
from portal.web.noting import Noted
from portal.web.patience import patient
from portal.web.replaying import Attempt, answer_anew
from portal.web.seats import STAY, Seats, Stay
from portal.web.showing_again import answer_again, is_shown_again, refusing_to_write
from portal.web.who import HEAD, UNKNOWN, UNLIMITED, VIEWER

STRANGERS_BODY = 64 * 1024
"""Bytes that somebody who is not signed in may send."""

MOST_AT_ONCE = 32
"""Requests of one session that are answered or wait at the same moment; a browser sends six."""

REFUSED_AT_ONCE, HELD_BACK = 32, 1.0
"""So many refusals of one session go out at once; the next are held back so many seconds each, until it asks
for nothing any more. A script that asks again at once would keep a core busy with nothing but saying no."""

BUSY = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Too much at once</title></head>
<body><main><h1>Too much at once</h1><p>The portal is doing as much for you as it can. Wait a moment, then try
again.</p></main></body></html>"""

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


UNREAD = re.compile("[\x00\ud800-\udfff]")
"""What no address of ours has: no file may be called so, and no database asked for it."""

LOOKING = 2
"""How many session tokens are looked up at the same moment; each takes a connection and gives it back. One
session has one turn at a time, so that others wait behind one of its requests and not behind all."""


class Seeing(NamedTuple):
    """Whether it is to be noted that somebody was here, and how, by a session token; that may block."""

    is_due: Callable[[Viewer], bool]
    note: Callable[[str], None]


class Door:
    """ASGI in front of the app. `find_viewer` looks a session token up and may block. While it is `draining`
    it answers all that comes, and asks everybody to come by another connection next time."""

    def __init__(
        self,
        app: ASGIApp,
        find_viewer: Callable[[str], Viewer | None],
        database: Database,
        cookie: str,
        strict_transport: bool,
        seeing: Seeing,
    ) -> None:
        self.app, self.find_viewer, self.database, self.cookie = app, find_viewer, database, cookie
        self.seeing = seeing
        self.at_once: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.seats, self.looking, self.noting = Seats(), CapacityLimiter(LOOKING), CapacityLimiter(1)
        self.answering: set[asyncio.Task[None]] = set()  # the loop itself holds them by a weak reference only
        self.measures, self.draining, self.keeping = Measures(), Event(), Keeping(database)
        self.headers = dict(HEADERS)
        if strict_transport:
            self.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = as_get(scope), without_body(send)
        scope["path"] = UNREAD.sub("\N{REPLACEMENT CHARACTER}", scope["path"])
        noted = Noted(scope, self.measures)
        with bound_contextvars(request=noted.request_id):
            try:
                await self.let_in(scope, patient(receive), noted.listening(send))
            finally:
                noted.end()

    async def let_in(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Unless the same browser asks for too much at the same moment."""
        token = cookies_of(scope).get(self.cookie, "")
        if token and self.at_once[token] >= MOST_AT_ONCE:
            self.refused[token] += 1
            if self.refused[token] > REFUSED_AT_ONCE:
                await asyncio.sleep(HELD_BACK)
            await refuse(send)
            return
        self.at_once[token] += 1
        try:
            await self.come_in(scope, receive, send, token)
        finally:
            self.at_once[token] -= 1
            if not self.at_once[token]:
                del self.at_once[token], self.refused[token]

    async def come_in(self, scope: HTTPScope, receive: Receive, send: Send, token: str) -> None:
        is_asset = scope["path"].startswith("/assets/")
        viewer = None if is_asset else await self.viewer(scope, token)
        scope[VIEWER] = viewer  # type: ignore[literal-required]  # ASGI lets servers and wrappers add keys
        if viewer is None:
            scope[UNLIMITED] = receive  # type: ignore[literal-required]  # ASGI lets servers and wrappers add keys
            receive = limited(scope, receive, STRANGERS_BODY)
        answering = asyncio.create_task(self.answer(scope, receive, self.with_headers(send, is_asset)))
        self.answering.add(answering)
        answering.add_done_callback(self.answering.discard)
        await asyncio.shield(answering)

    async def answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """In a task that is not cancelled with the server's own: what a thread has begun cannot be stopped,
        and only when it has ended may another have its connection."""
        kept = await self.keeping.find_kept(scope)
        page = await answer_again(scope, receive, send, kept, self.answer_once) if kept else scope
        if page:
            await self.keeping.answer(page, receive, send, self.answer_once)
        await self.note(scope)

    async def answer_once(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """As often as it takes until nobody else is faster."""
        viewer = scope[VIEWER]  # type: ignore[literal-required]  # put there by `come_in`
        who = viewer.person_id if viewer else None
        is_again = is_shown_again(scope)
        is_reading = is_again or scope["method"] == "GET"

        async def attempt(scope: HTTPScope, receive: Receive, trying: Attempt) -> None:
            scope[STAY] = trying.stay  # type: ignore[literal-required]  # ASGI lets servers and wrappers add keys
            try:
                if viewer and scope["method"] == "GET":
                    await trying.stay.sit()
                await self.app(scope, receive, self.leaving(trying.stay, trying.unless_given_up(send)))
            finally:
                await trying.stay.leave()

        def open_stay(receive: Receive) -> Stay:
            stay = Stay(self.seats, self.database, is_reading, receive, who)
            if is_again:
                stay.open_session = refusing_to_write(stay.open_session)
            return stay

        await answer_anew(scope, receive, open_stay, attempt)

    async def note(self, scope: HTTPScope) -> None:
        """Where another is being noted this very moment, it is left to the next request."""
        viewer: Viewer | None = scope[VIEWER]  # type: ignore[literal-required]  # put there by `come_in`
        token = cookies_of(scope).get(self.cookie)
        if viewer and token and self.seeing.is_due(viewer) and self.noting.available_tokens:
            await to_thread.run_sync(self.seeing.note, token, limiter=self.noting)

    async def viewer(self, scope: HTTPScope, token: str) -> Viewer | None:
        """None also where the database does not answer, which the guard of a route then says."""
        if not token:
            return None
        self.turns[token] = turn = self.turns.get(token) or asyncio.Lock()
        try:
            async with turn:
                return await to_thread.run_sync(self.find_viewer, token, limiter=self.looking)
        except (DBAPIError, NoConnectionFree) as error:
            scope[UNKNOWN] = error  # type: ignore[literal-required]  # ASGI lets servers and wrappers add keys
            return None

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
                    headers[name] = joined(name, value, headers.get(name, ""))
                if self.draining.is_set():
                    headers["Connection"] = "close"
                if not is_asset:
                    headers["Cache-Control"] = "private, no-store"
            await send(message)

        return send_with_headers


def joined(name: str, value: str, given: str) -> str:
    """Ours in place of what an answer brings, but for a policy, to which it may add."""
    return f"{value}; {given}" if given and name == "Content-Security-Policy" else value


def as_get(scope: HTTPScope) -> HTTPScope:
    """Whoever asks by HEAD is answered as if it were GET, without the body (RFC 9110, 9.3.2)."""
    return {**scope, "method": "GET", HEAD: True}  # type: ignore[misc]  # ASGI lets wrappers add keys


def is_head(scope: Scope) -> bool:
    """Whether nobody reads the body of the answer."""
    return bool(scope.get(HEAD))


def without_body(send: Send) -> Send:
    async def send_without_body(message: Message) -> None:
        if message["type"] == "http.response.body":
            message["body"] = b""
        await send(message)

    return send_without_body


async def refuse(send: Send) -> None:
    """503, before anything is looked up: as cheap as can be, since it is the answer to too much."""
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"retry-after", b"5")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": BUSY.encode(), "more_body": False})


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
