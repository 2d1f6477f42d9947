"""The token that every form carries back: drawn for a browser, and good only for the session that it was
drawn in."""

import hmac
from collections.abc import Callable
from hmac import compare_digest

from litestar.datastructures.cookie import Cookie
from litestar.datastructures.headers import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.middleware.csrf import CSRF_SECRET_LENGTH, generate_csrf_hash, generate_csrf_token
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from litestar.utils.scope.state import ScopeState

from portal.settings import Settings
from portal.web.ended import sent_in, show_earlier
from portal.web.http import Request
from portal.web.keeping import note_page
from portal.web.session_cookie import csrf_cookie, session_cookie
from portal.web.showing_again import is_shown_again

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
HEADER, FIELD = "x-csrftoken", "_csrf_token"
EXCLUDED = "exclude_from_csrf"
"""The option of a route that checks the token itself, or to which no browser comes."""


class SessionTokens:
    """ASGI around every route: gives a page its token, and refuses what is sent without it.

    As Litestar's own, but for one thing: a token of another session, or of none, is no token.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or (checks_itself(scope) and not is_shown_again(scope)):
            await self.app(scope, receive, send)
            return
        request, settings = Request(scope, receive), settings_of(scope)
        given, state = token_of(request, settings), ScopeState.from_scope(scope)
        if request.method in SAFE or is_shown_again(scope):  # by which nothing is done
            state.csrf_token = given or new_token(settings, session_of(request, settings))
            await self.app(scope, receive, send if given else giving(send, settings, state.csrf_token))
            return
        sent = await sent_token(request)
        if not given or not compare_digest(sent.encode(errors="surrogatepass"), given.encode()):
            await show_earlier(request, sent_in(request))
            raise PermissionDeniedException("the form's token is not that of this session")
        state.csrf_token = given
        note_page(request)
        await self.app(scope, receive, send)


def checks_itself(scope: HTTPScope) -> bool:
    return bool(scope["route_handler"].opt.get(EXCLUDED))


def settings_of(scope: Scope) -> Settings:
    settings: Settings = scope["litestar_app"].state.settings
    return settings


def giving(send: Send, settings: Settings, token: str) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            cookie = Cookie(
                key=csrf_cookie(settings),
                value=token,
                path="/",
                secure=settings.secure_cookies,
                httponly=True,
                samesite="lax",
            )
            MutableScopeHeaders.from_message(message).add("set-cookie", cookie.to_header(header=""))
        await send(message)

    return send_with_cookie


async def sent_token(request: Request) -> str:
    """What came as a header, else in the form; empty where neither did."""
    sent: object = request.headers.get(HEADER)
    if not sent and request.content_type[0] in FORMS:
        sent = (await request.form()).get(FIELD)
    return sent if isinstance(sent, str) else ""


def token_checker(request: Request) -> Callable[[str], bool]:
    """Whether a token is the one that this browser was given in this session; for a form that carries
    files, it is asked while the body arrives."""
    given = token_of(request, request.app.state.settings)
    if is_shown_again(request.scope):
        return lambda _: True
    return lambda token: bool(given) and compare_digest(token.encode(errors="surrogatepass"), given.encode())


def token_of(request: Request, settings: Settings) -> str:
    """The token that this browser was given in this session; empty where it was not."""
    token = request.cookies.get(csrf_cookie(settings), "")
    return token if is_ours(token, secret_of(settings, session_of(request, settings))) else ""


def session_of(request: Request, settings: Settings) -> str:
    return request.cookies.get(session_cookie(settings), "")


def new_token(settings: Settings, session: str = "") -> str:
    """A token for the browser that has this session; without one, for somebody who is not signed in."""
    return generate_csrf_token(secret_of(settings, session))


def secret_of(settings: Settings, session: str) -> str:
    return hmac.new(settings.secret.encode(), f"csrf {session}".encode(), "sha256").hexdigest()


def is_ours(token: str, secret: str) -> bool:
    drawn, signed = token[:CSRF_SECRET_LENGTH], token[CSRF_SECRET_LENGTH:]
    return compare_digest(signed.encode(), generate_csrf_hash(token=drawn, secret=secret).encode())
