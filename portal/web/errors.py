"""Our own pages for everything that goes wrong; none tells what went wrong inside."""

import logging
from typing import Any

from litestar.exceptions import HTTPException, InternalServerException, NotAuthorizedException
from litestar.response import Redirect
from sqlalchemy.exc import IntegrityError, NoResultFound

from portal.access import NotAllowed, NotHere
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.faults import KINDS, Fault, fault_of
from portal.web.addresses import HOME, SIGN_IN
from portal.web.asked import LONGEST, NoDate, asked_besides, is_asked
from portal.web.at import GoTo
from portal.web.between import TAKE, ChangedBetween, carried
from portal.web.door import BUSY
from portal.web.ended import SignInNeeded
from portal.web.http import Request, Response, by_script, typed_in, wants_data
from portal.web.keeping import note_asked, note_failed
from portal.web.leading_back import address_of, page_before, page_here, page_of_script
from portal.web.noting import route_of
from portal.web.patience import TooSlow
from portal.web.receiving import BodyTooLarge, FieldTooLong, Malformed, TokenMissing
from portal.web.rendering import page
from portal.web.replaying import attempt_of
from portal.web.seats import ClientGone
from portal.web.session_cookie import session_cookie
from portal.web.shares import Busy
from portal.web.showing_again import WouldAct, address_in

LOG = logging.getLogger("portal")

PAGES = {
    400: ("There is a problem with that request", "Something in the address or the form could not be read."),
    403: (
        "You cannot do that",
        "This page was open for too long, or belongs to another time that you were signed in. Nothing was "
        "done: load it again, then try once more.",
    ),
    404: ("Page not found", "It may have moved, or it may not be for you to see."),
    405: (
        "There is nothing to look at here",
        "This address only takes what a form sends. Nothing was done: go back to the page with the form.",
    ),
    408: (
        "That took too long",
        "What you sent did not arrive in time. Try again, on a faster line if you can.",
    ),
    409: ("Somebody else was faster", "Go back, look at the page again, then try once more."),
    413: ("That is too large", "What you sent is larger than this page can take."),
    414: ("That address is too long", "Go back, and ask for less at once."),
    422: ("That could not be done", "Go back and look at the page again."),
    429: ("Too many attempts", "Wait a quarter of an hour, then try again."),
    503: ("Sorry, the portal cannot do that now", "Try again in a few minutes."),
    500: ("Sorry, there is a problem", "What you sent may not have been kept. Try again in a few minutes."),
}
OPEN_TOO_LONG = (
    "This page has been open for too long, so nothing was done. Load it again, then choose the file once "
    "more."
)
NOT_WHOLE = "The file did not arrive whole. Try again."
TOO_MANY_FILES = "That is more than can be sent at once. Send fewer or smaller files."
FIELD_TOO_LONG = (
    "There is too much text in one of the fields. Use 60,000 letters or fewer, then send it again."
)
SIGNED_OUT = "You are signed out, so nothing was done. Sign in, then try again."
MOVED_ON = "This can no longer be changed here. Load the page again to see what became of it."
LOST_A_RACE = (
    "Somebody else changed the same at that moment, so nothing of what you sent was kept. Go back (what "
    "you typed is still there), look whether it is still wanted, then send it again."
)
AWAY = (
    "A part of the portal does not answer. What you sent may not have been kept: try again in a few "
    "minutes, and look at the page before you send it once more. What was kept before is safe."
)
FULL = (
    "The portal has no room left to keep anything, so what you sent was not kept. What was kept before is "
    "safe and can be read. Whoever runs the portal has to make room; then send it again."
)
NOT_KNOWN_THEN = "On the evening that you ask about nothing of it was known yet, or it is not for you to see."
GONE = "client disconnected prematurely"
"""What Litestar 2.25 says, as a 500, where a body breaks off."""


def problem(
    request: Request, status: int, sentence: str = "", leading: tuple[str, str] | None = None
) -> Response:
    """The page for a status, with a sentence of our own where there is a better one; to a script the sentence
    alone. It leads back, or where `leading` says: an address and what the link is called."""
    known = status if status in PAGES else (400 if status < 500 else 500)
    title, usual = PAGES[known]
    if wants_data(request):
        return Response({"error": {"message": sentence or usual}}, status_code=status)
    back, words = leading or way_back(request, known)
    shown = {"title": title, "sentence": sentence or usual, "back": back, "back_words": words}
    return page(request, "errors/problem.html", shown, status)


COMES_BACK = frozenset({400, 408, 409, 413, 422, 429, 500, 503})
"""What somebody sent in vain may be sent once more: it is kept, and shown again."""


def way_back(request: Request, status: int) -> tuple[str, str]:
    """Where the page leads, and what the link is called; empty where only the home page is left."""
    if status in COMES_BACK and note_failed(request):
        return address_in(request.scope), "Go back to what you typed"
    return page_before(request), "Load the page again" if request.method == "POST" else "Go back"


def on_http(request: Request, error: HTTPException) -> Response:
    if isinstance(error, NotAuthorizedException):
        return to_sign_in(request)
    if isinstance(error, InternalServerException) and error.detail == GONE:
        return on_client_gone(request, ClientGone())
    if error.status_code >= 500:
        return on_anything(request, error)
    if isinstance(error, NoDate):
        return on_no_date(request, error)
    return problem(request, error.status_code)


def on_no_date(request: Request, error: NoDate) -> Response:
    """The same page is there without that date, with its form to choose another."""
    if request.method != "GET":
        return problem(request, error.status_code, error.detail)
    without = address_of(request.url.path, asked_besides(request, error.name))
    words = "Look at the page for today" if error.name == "on" else "Look at the page without that date"
    return problem(request, error.status_code, error.detail, (without, words))


def to_sign_in(request: Request) -> Response:
    """To a script with 401: a page that it did not ask for would be taken for an answer."""
    if not by_script(request):
        ended = "yes" if request.cookies.get(session_cookie(request.app.state.settings)) else ""
        return Redirect(SIGN_IN(next=page_wanted(request), ended=ended), status_code=303)
    address = SIGN_IN(next=page_of_script(request))
    said = {"error": {"message": SIGNED_OUT, "signIn": address}}
    return Response(said, status_code=401, headers={"HX-Redirect": address})


def on_sign_in_needed(request: Request, needed: SignInNeeded) -> Response:
    """To where the form was sent: after signing in it is shown there as it was typed; or to its page."""
    form = address_of(request.url.path, request.url.query)
    wanted = form if needed.is_kept and len(form) <= LONGEST else page_of_script(request)
    return Redirect(SIGN_IN(next=wanted, ended="kept" if needed.is_kept else "form"), status_code=303)


def on_would_act(_: Request, __: WouldAct) -> Response:
    """Nobody hears of it: the page itself is shown instead."""
    return Response("", status_code=409)


def page_wanted(request: Request) -> str:
    """The address that was asked for; empty where there is nothing to come back to."""
    wanted = address_of(request.url.path, request.url.query)
    is_page = request.method == "GET" and wanted != HOME and len(wanted) <= LONGEST
    return wanted if is_page else ""


def on_go_to(request: Request, elsewhere: GoTo) -> Response:
    """A script that sends something is told that its page is not as it was."""
    if wants_data(request):
        return problem(request, 409, MOVED_ON)
    return Redirect(elsewhere.address, status_code=303)


def on_not_here(request: Request, _: NotHere) -> Response:
    """Where an evening was asked about, it may only have been recorded later; whose it is, is not said."""
    if request.method != "GET" or not is_asked(request, "known"):
        return problem(request, 404)
    now = address_of(request.url.path, asked_besides(request, "known"))
    return problem(request, 404, NOT_KNOWN_THEN, (now, "Look at it as it is known now"))


def on_not_allowed(request: Request, error: NotAllowed) -> Response:
    return problem(request, 403, str(error))


def on_cannot_do(request: Request, error: CannotDo) -> Response:
    return problem(request, 422, str(error))


def on_changed(request: Request, changed: ChangedBetween) -> Response:
    """What was changed in between, to choose from; what was done so far is taken back. 409 (RFC 9110,
    15.5.10), unless a choice is missing."""
    note_asked(request)
    problems = {f"{TAKE}{each}": "Choose what is to stand." for each in changed.missing}
    shown = {
        "problems": problems,
        "changes": changed.changes,
        "seen": changed.seen,
        "carried": carried(typed_in(request)),
        "here": address_in(request.scope),
        "leave_href": page_here(request) or HOME(),
    }
    return page(request, "components/changed.html", shown, 422 if problems else 409)


def on_too_many(request: Request, error: TooManyAttempts) -> Response:
    return problem(request, 429, str(error))


def on_unreadable(request: Request, _: UnicodeDecodeError) -> Response:
    return problem(request, 400)


def on_malformed(request: Request, _: Malformed) -> Response:
    return problem(request, 400, NOT_WHOLE)


def on_token_missing(request: Request, _: TokenMissing) -> Response:
    return problem(request, 403, OPEN_TOO_LONG)


def on_too_large(request: Request, error: BodyTooLarge) -> Response:
    if isinstance(error, FieldTooLong):
        return problem(request, 413, FIELD_TOO_LONG)
    takes_many = request.route_handler.opt.get("most_files", 1) > 1
    return problem(request, 413, TOO_MANY_FILES if takes_many else "")


def on_client_gone(_: Request, __: ClientGone) -> Response:
    """Nobody reads it; 499 is what servers write into their logs for that."""
    return Response("", status_code=499)


def on_too_slow(request: Request, _: TooSlow) -> Response:
    answer = problem(request, 408)
    answer.headers["Connection"] = "close"  # the rest of the body would stand before the next request
    return answer


def on_busy(_: Request, __: Busy) -> Response:
    """As cheap as can be, since it is the answer to too much."""
    return Response(BUSY, status_code=503, media_type="text/html", headers={"Retry-After": "5"})


def on_part(request: Request, error: Exception) -> Response:
    """What the database or the store complains of. Done anew where that may help; a mistake of ours stays
    one, whatever it looks like at first."""
    fault = fault_of(error)
    if fault is Fault.RACE and attempt_of(request).give_up():
        LOG.info("%s %s is done anew: %s", request.method, request.url.path, type(error).__name__)
        return Response("", status_code=409)  # which nobody hears of
    if fault is None or isinstance(error, (IntegrityError, NoResultFound)):
        return on_anything(request, error)
    said = " ".join(str(error).split())[:200]  # a line: while a part is away there is one for every request
    LOG.warning("%s %s: %s: %s", request.method, request.url.path, fault.value, said)
    if fault is Fault.RACE:
        return problem(request, 409, LOST_A_RACE)
    answer = problem(request, 503, AWAY if fault is Fault.AWAY else FULL)
    answer.headers["Retry-After"] = "60"
    return answer


def on_anything(request: Request, error: Exception) -> Response:
    LOG.error("%s %s failed", request.method, route_of(request.scope), exc_info=error)
    return problem(request, 500)


HANDLERS: dict[int | type[Exception], Any] = {
    HTTPException: on_http,
    GoTo: on_go_to,
    NotHere: on_not_here,
    NotAllowed: on_not_allowed,
    ChangedBetween: on_changed,
    SignInNeeded: on_sign_in_needed,
    WouldAct: on_would_act,
    TooManyAttempts: on_too_many,
    CannotDo: on_cannot_do,
    UnicodeDecodeError: on_unreadable,
    Malformed: on_malformed,
    Busy: on_busy,
    TooSlow: on_too_slow,
    TokenMissing: on_token_missing,
    BodyTooLarge: on_too_large,
    ClientGone: on_client_gone,
    **dict.fromkeys(KINDS, on_part),
    Exception: on_anything,
}
