"""What is noted of each request, for the log and the figures: its id, route, answer and time."""

import logging
import re
import time
import uuid

from litestar.datastructures import Headers
from litestar.datastructures.headers import MutableScopeHeaders
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from portal.logs import REQUESTS
from portal.web.measures import Measures

LOG = logging.getLogger(REQUESTS)
ID = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""An id that a proxy may have given; anything else could be written to look like another line of the log."""

NOTED = "portal_noted"
"""Where what is noted of a request stands in its scope."""

NO_ROUTE = "none"
METHODS, OTHER = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}, "other"
GONE = 499
"""What servers write where nobody waited for the answer."""

QUIET = ("/health/",)
"""What is asked every few seconds is not told each time."""


def id_of(scope: HTTPScope) -> str:
    given = Headers.from_scope(scope).get(ID.lower(), "")
    return given if GIVEN.fullmatch(given) else uuid.uuid4().hex


def route_of(scope: Scope) -> str:
    """The route with its gaps, never the address, which may hold a name or a secret."""
    return str(scope.get("path_template") or NO_ROUTE)


def note_route(app: ASGIApp) -> ASGIApp:
    """Middleware of all routes: what the router has found stands in the scope only behind it."""

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        noted = scope.get(NOTED)
        if isinstance(noted, Noted):
            noted.route = route_of(scope)
        await app(scope, receive, send)

    return note


def method_of(scope: HTTPScope) -> str:
    """One that is known: whoever asks may call it what they like."""
    return scope["method"] if scope["method"] in METHODS else OTHER


class Noted:
    """One request, from its head to the end of its answer."""

    def __init__(self, scope: HTTPScope, measures: Measures) -> None:
        self.scope, self.measures = scope, measures
        self.request_id, self.status, self.route = id_of(scope), GONE, NO_ROUTE
        scope[NOTED] = self  # type: ignore[literal-required]  # ASGI lets servers and wrappers add keys
        self.began = time.perf_counter()
        measures.running.inc()

    def listening(self, send: Send) -> Send:
        """Sends on, with the id among the headers."""

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                message.setdefault("headers", [])
                MutableScopeHeaders.from_message(message)[ID] = self.request_id
            await send(message)

        return send_and_note

    def end(self) -> None:
        seconds = time.perf_counter() - self.began
        self.measures.running.dec()
        self.measures.requests.labels(method_of(self.scope), self.route, self.status).observe(seconds)
        if not self.scope["path"].startswith(QUIET):
            noted = {
                "method": method_of(self.scope),
                "route": self.route,
                "status": self.status,
                "ms": round(seconds * 1000, 1),
            }
            LOG.info("request", extra=noted)
