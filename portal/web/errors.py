"""Our own pages for everything that goes wrong; none tells what went wrong inside."""

import logging
from typing import Any
from urllib.parse import quote

from litestar import Request, Response
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.response import Redirect

from portal.access import NotAllowed, NotHere
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.web.receiving import BodyTooLarge, Malformed, TokenMissing
from portal.web.rendering import page
from portal.web.seats import ClientGone

LOG = logging.getLogger("portal")

PAGES = {
    400: ("There is a problem with that request", "Something in the address or the form could not be read."),
    403: ("You cannot do that", "Go back, load the page again and try once more."),
    404: ("Page not found", "It may have moved, or it may not be for you to see."),
    405: ("Page not found", "It may have moved, or it may not be for you to see."),
    413: ("That is too large", "What you sent is larger than this page can take."),
    422: ("That could not be done", "Go back and look at the page again."),
    429: ("Too many attempts", "Wait a quarter of an hour, then try again."),
    500: ("Sorry, there is a problem", "What you sent may not have been kept. Try again in a few minutes."),
}


def problem(request: Request[Any, Any, Any], status: int, sentence: str = "") -> Response[str]:
    """The page for a status, with a sentence of our own where there is a better one."""
    known = status if status in PAGES else (400 if status < 500 else 500)
    title, usual = PAGES[known]
    return page(request, "errors/problem.html", {"title": title, "sentence": sentence or usual}, status)


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    if isinstance(error, NotAuthorizedException):
        return to_sign_in(request)
    if error.status_code >= 500:
        return on_anything(request, error)
    from_us = error.status_code == 400 and error.detail.startswith("A date in the address")
    return problem(request, error.status_code, error.detail if from_us else "")


def to_sign_in(request: Request[Any, Any, Any]) -> Response[Any]:
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    following = f"?next={quote(wanted)}" if request.method == "GET" and wanted != "/" else ""
    return Redirect(f"/sign-in{following}", status_code=303)


def on_not_here(request: Request[Any, Any, Any], _: NotHere) -> Response[str]:
    return problem(request, 404)


def on_not_allowed(request: Request[Any, Any, Any], error: NotAllowed) -> Response[str]:
    return problem(request, 403, str(error))


def on_cannot_do(request: Request[Any, Any, Any], error: CannotDo) -> Response[str]:
    return problem(request, 422, str(error))


def on_too_many(request: Request[Any, Any, Any], error: TooManyAttempts) -> Response[str]:
    return problem(request, 429, str(error))


def on_unreadable(request: Request[Any, Any, Any], _: UnicodeDecodeError | Malformed) -> Response[str]:
    return problem(request, 400)


def on_token_missing(request: Request[Any, Any, Any], _: TokenMissing) -> Response[str]:
    return problem(request, 403)


def on_too_large(request: Request[Any, Any, Any], _: BodyTooLarge) -> Response[str]:
    return problem(request, 413)


def on_client_gone(_: Request[Any, Any, Any], __: ClientGone) -> Response[str]:
    """Nobody reads it; 499 is what servers write into their logs for that."""
    return Response("", status_code=499)


def on_anything(request: Request[Any, Any, Any], error: Exception) -> Response[str]:
    LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(request, 500)


HANDLERS: dict[int | type[Exception], Any] = {
    HTTPException: on_http,
    NotHere: on_not_here,
    NotAllowed: on_not_allowed,
    TooManyAttempts: on_too_many,
    CannotDo: on_cannot_do,
    UnicodeDecodeError: on_unreadable,
    Malformed: on_unreadable,
    TokenMissing: on_token_missing,
    BodyTooLarge: on_too_large,
    ClientGone: on_client_gone,
    Exception: on_anything,
}
