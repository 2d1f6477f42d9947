"""What was typed and not sent is shown again as it was typed, at its own address. Nothing is done by that.

Whoever asks for the address at which a form of theirs was kept is answered as if they had sent it, but for
the act itself: `try_to` shows the page with what was typed instead of acting, and the session refuses to
write whatever else tries. Where a page cannot be shown like that, the page itself is.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

import sqlalchemy as sa
from litestar.types import HTTPReceiveMessage, HTTPScope, Message, Receive, Scope, Send
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from portal.acting.kept_typed import Kept

SHOWN = "portal_shown_again"
"""Where it stands in the scope what is shown again."""


@dataclass(frozen=True, slots=True)
class ShownAgain:
    """`is_typed` says whether the page has what was typed in its fields; else the person is told only."""

    kept: Kept
    is_typed: bool


class WouldAct(RuntimeError):
    """Something wants to write while a form is only shown again."""


def shown_again(scope: Scope) -> ShownAgain | None:
    return cast("ShownAgain | None", scope.get(SHOWN))


def is_shown_again(scope: Scope) -> bool:
    """Whether the form of this request was not sent now, and is only to be shown."""
    found = shown_again(scope)
    return found is not None and found.is_typed


def address_in(scope: Scope) -> str:
    """The path and the query that are asked for."""
    query = bytes(scope.get("query_string", b"")).decode("latin-1")
    return f"{scope['path']}?{query}" if query else scope["path"]


def as_sent(scope: HTTPScope, kept: Kept, receive: Receive) -> tuple[HTTPScope, Receive]:
    """The request as it would be if the form were sent."""
    body = urlencode(kept.fields).encode()
    others = [each for each in scope["headers"] if each[0] not in {b"content-type", b"content-length"}]
    given = [(b"content-type", b"application/x-www-form-urlencoded"), (b"content-length", b"%d" % len(body))]
    sent = {**scope, "method": "POST", "headers": [*others, *given], SHOWN: ShownAgain(kept, is_typed=True)}
    return cast("HTTPScope", sent), receiving(body, receive)


def as_told(scope: HTTPScope, kept: Kept) -> HTTPScope:
    """The page itself, which tells what was not done."""
    return cast("HTTPScope", {**scope, SHOWN: ShownAgain(kept, is_typed=False)})


def receiving(body: bytes, receive: Receive) -> Receive:
    whole = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive_kept() -> HTTPReceiveMessage:
        for message in whole:
            return cast("HTTPReceiveMessage", message)
        return cast("HTTPReceiveMessage", await receive())

    return cast("Receive", receive_kept)


class IfShown:
    """Sends on a page, and nothing else: neither a redirect nor a problem."""

    def __init__(self, send: Send) -> None:
        self.inner, self.is_page = send, False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.is_page = message["status"] == 200
        if self.is_page:
            await self.inner(message)


def refusing_to_write(open_session: Callable[[], Session]) -> Callable[[], Session]:
    """A way to open a session that raises WouldAct before it writes anything."""

    def open_one() -> Session:
        session = open_session()
        event.listen(session, "do_orm_execute", refuse_statement)
        event.listen(session, "before_flush", refuse)
        event.listen(session, "before_commit", refuse)
        return session

    return open_one


def refuse_statement(state: ORMExecuteState) -> None:
    if not state.is_select and not isinstance(state.statement, sa.TextClause):
        raise WouldAct


def refuse(*_: object) -> None:
    raise WouldAct


Answering = Callable[[HTTPScope, Receive, Send], Awaitable[None]]


async def answer_again(
    scope: HTTPScope, receive: Receive, send: Send, kept: Kept, answer: Answering
) -> HTTPScope | None:
    """Shown as it was typed: None. Otherwise how the page itself is to be asked for."""
    shown = IfShown(send)
    await answer(*as_sent(scope, kept, receive), shown.send)
    return None if shown.is_page else as_told(scope, kept)
