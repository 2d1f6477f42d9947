"""Our own pages for everything that goes wrong; none tells what went wrong inside."""

import logging
from typing import Any
from urllib.parse import quote

from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.response import Redirect

from portal.access import NotAllowed, NotHere
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.web.at import GoTo
from portal.web.http import Request, Response, wants_data
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
OPEN_TOO_LONG = "This page has been open for too long. Load it again, then choose the file once more."
NOT_WHOLE = "The file did not arrive whole. Try again."
TOO_MANY_FILES = "That is more than can be sent at once. Send fewer files."


def problem(request: Request, status: int, sentence: str = "") -> Response:
    """The page for a status, with a sentence of our own where there is a better one; to a script the sentence
    alone."""
    known = status if status in PAGES else (400 if status < 500 else 500)
    title, usual = PAGES[known]
    if wants_data(request):
        return Response({"error": {"message": sentence or usual}}, status_code=status)
    return page(request, "errors/problem.html", {"title": title, "sentence": sentence or usual}, status)


def on_http(request: Request, error: HTTPException) -> Response:
    if isinstance(error, NotAuthorizedException):
        return to_sign_in(request)
    if error.status_code >= 500:
        return on_anything(request, error)
    from_us = error.status_code == 400 and error.detail.startswith("A date in the address")
    return problem(request, error.status_code, error.detail if from_us else "")


def to_sign_in(request: Request) -> Response:
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    following = f"?next={quote(wanted)}" if request.method == "GET" and wanted != "/" else ""
    return Redirect(f"/sign-in{following}", status_code=303)


def on_go_to(_: Request, elsewhere: GoTo) -> Response:
    return Redirect(elsewhere.address, status_code=303)


def on_not_here(request: Request, _: NotHere) -> Response:
    return problem(request, 404)


def on_not_allowed(request: Request, error: NotAllowed) -> Response:
    return problem(request, 403, str(error))


def on_cannot_do(request: Request, error: CannotDo) -> Response:
    return problem(request, 422, str(error))


def on_too_many(request: Request, error: TooManyAttempts) -> Response:
    return problem(request, 429, str(error))


def on_unreadable(request: Request, _: UnicodeDecodeError) -> Response:
    return problem(request, 400)


def on_malformed(request: Request, _: Malformed) -> Response:
    return problem(request, 400, NOT_WHOLE)


def on_token_missing(request: Request, _: TokenMissing) -> Response:
    return problem(request, 403, OPEN_TOO_LONG)


def on_too_large(request: Request, _: BodyTooLarge) -> Response:
    takes_many = request.route_handler.opt.get("most_files", 1) > 1
    return problem(request, 413, TOO_MANY_FILES if takes_many else "")


def on_client_gone(_: Request, __: ClientGone) -> Response:
    """Nobody reads it; 499 is what servers write into their logs for that."""
    return Response("", status_code=499)


def on_anything(request: Request, error: Exception) -> Response:
    LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(request, 500)


HANDLERS: dict[int | type[Exception], Any] = {
    HTTPException: on_http,
    GoTo: on_go_to,
    NotHere: on_not_here,
    NotAllowed: on_not_allowed,
    TooManyAttempts: on_too_many,
    CannotDo: on_cannot_do,
    UnicodeDecodeError: on_unreadable,
    Malformed: on_malformed,
    TokenMissing: on_token_missing,
    BodyTooLarge: on_too_large,
    ClientGone: on_client_gone,
    Exception: on_anything,
}
