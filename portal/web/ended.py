"""Who sends a form and is not signed in any more: what was typed is kept for them, and they are asked to sign
in. Who sends one from a page of an earlier session is shown it again."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send
from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from portal.access import Audience, NotAllowed
from portal.acting.kept_typed import WhyKept, keep_typed
from portal.database import Database
from portal.faults import write_anew
from portal.settings import Settings
from portal.web.at import GoTo
from portal.web.form import MOST_FIELDS
from portal.web.form_marks import FIELD, read_mark
from portal.web.guards import audiences_of_route
from portal.web.http import Request, by_script, typed_in
from portal.web.keeping import viewer_in
from portal.web.showing_again import address_in
from portal.web.typed import as_text
from portal.web.who import UNKNOWN, UNLIMITED, VIEWER

MOST_TYPED = 1024 * 1024
"""Bytes that are read of what a stranger sends, who may be somebody whose session has ended: as much as the
largest form of somebody who is signed in."""

READERS_AT_ONCE, READING = 8, "reading_ended"
"""So many of them are read at the same moment; under what name the app's state keeps count."""

ANOTHERS = (
    "Somebody else was signed in here when this page was opened, so nothing was done. What was typed is kept "
    "for that person alone. Load the page again to go on as yourself."
)


class SignInNeeded(Exception):
    """Somebody sends a form and is signed out. `is_kept` says whether it comes back after signing in."""

    def __init__(self, *, is_kept: bool) -> None:
        super().__init__("signed out")
        self.is_kept = is_kept


@dataclass
class Sent:
    """What a form brought, as far as it was read: `files` are names."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def first(self, name: str) -> str:
        return next((value for each, value in self.fields if each == name), "")


class KeepsForEnded:
    """ASGI around every route, before a form's token is looked at: a stranger does nothing here anyway."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and is_strangers_form(scope):
            await refuse_stranger(scope)
        await self.app(scope, receive, send)


def is_strangers_form(scope: HTTPScope) -> bool:
    """Whether somebody who is not signed in sends what only others may."""
    if scope["method"] != "POST" or scope.get(VIEWER) is not None or scope.get(UNKNOWN) is not None:
        return False
    return Audience.ANYONE not in audiences_of_route(scope["route_handler"])


async def refuse_stranger(scope: HTTPScope) -> None:
    """Raises SignInNeeded; a script is told by the guard."""
    request = Request(scope)
    if by_script(request):
        return
    limiter: CapacityLimiter = scope["litestar_app"].state[READING]
    async with limiter:
        sent = await read_sent(request, scope[UNLIMITED])  # type: ignore[literal-required]  # put there by the door
    mark = read_mark(settings_of(scope), sent.first(FIELD))
    if mark:
        await keep(scope, mark.person_id, sent, WhyKept.ENDED)
    raise SignInNeeded(is_kept=mark is not None)


def sent_in(request: Request) -> Sent:
    """What was typed into the form that was read already."""
    return Sent([(name, each) for name, given in typed_in(request).items() for each in given])


async def show_earlier(request: Request, sent: Sent) -> None:
    """A form whose token is not that of this session. Raises GoTo where it is the viewer's own, to be shown
    again; NotAllowed where it is another person's, for whom it is kept."""
    viewer = viewer_in(request.scope)
    mark = read_mark(settings_of(request.scope), sent.first(FIELD))
    if mark is None or viewer is None or by_script(request):
        return
    await keep(request.scope, mark.person_id, sent, WhyKept.EARLIER)
    if mark.person_id != viewer.person_id:
        raise NotAllowed(ANOTHERS)
    raise GoTo(address_in(request.scope))


async def keep(scope: Scope, person_id: UUID, sent: Sent, why: WhyKept) -> None:
    database: Database = scope["litestar_app"].state.database
    address = address_in(scope)

    def write() -> None:
        write_anew(
            database, lambda session: keep_typed(session, person_id, address, sent.fields, sent.files, why)
        )

    await to_thread.run_sync(write)


def settings_of(scope: Scope) -> Settings:
    settings: Settings = scope["litestar_app"].state.settings
    return settings


async def read_sent(request: Request, receive: Receive) -> Sent:
    """Never a file's bytes. Of what is too long, or is no form, nothing."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    body = await read_body(receive, MOST_TYPED)
    if kind == "multipart/form-data":
        return read_multipart(body, options.get("boundary", ""))
    if (
        kind != "application/x-www-form-urlencoded"
        or len(body) > MOST_TYPED
        or body.count(b"&") > MOST_FIELDS
    ):
        return Sent()
    pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return Sent([(as_text(name), as_text(value)) for name, value in pairs])


async def read_body(receive: Receive, most: int) -> bytes:
    """Up to a piece more than `most`, and not the rest."""
    body = bytearray()
    while len(body) <= most:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return bytes(body)


def read_multipart(body: bytes, boundary: str) -> Sent:
    """As far as it goes: a file may be longer than what was read."""
    sent, name, value = Sent(), "", bytearray()
    is_text = False
    try:
        for part in PushMultipartParser(boundary, header_charset="utf-8", strict=False).parse(body):
            if isinstance(part, MultipartSegment):
                name, value, is_text = part.name or "", bytearray(), part.filename is None
                sent.files += [as_text(part.filename)] if part.filename else []
            elif part is not None:
                value += part if is_text else b""
            elif is_text:
                sent.fields.append((as_text(name), as_text(value.decode("utf-8", "replace"))))
    except (MultipartError, ValueError):  # what was read by then stands
        pass
    return sent
