"""Sign in and out."""

from litestar import get, post
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from portal.access import Audience
from portal.sign_in.actions.sign_in import sign_in
from portal.sign_in.actions.sign_out import sign_out
from portal.sign_in.forms import own_path, read_credentials
from portal.sign_in.tokens import new_token
from portal.web.addresses import HOME, SIGN_IN, SIGN_OUT
from portal.web.at import AtDoor, AtPortal, GoTo, of_door, of_portal
from portal.web.door import VIEWER
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.session_cookie import (
    browser_cookie,
    give_cookie,
    know_again,
    session_cookie,
    take_cookie,
)
from portal.web.typed import Typed

LONGEST_TOKEN = 100
"""Letters of a cookie that are looked at."""


def at_sign_in(request: Request, session: Session) -> AtDoor:
    """Whoever is in already goes home."""
    if request.scope.get(VIEWER) is not None:
        raise GoTo(HOME())
    return AtDoor(request, session)


@get(SIGN_IN, **of_door(at_sign_in))
def ask_to_sign_in(at: NamedDependency[AtDoor]) -> Response:
    return sign_in_page(at, Typed({"next": [at.asked("next")]}))


@post(SIGN_IN, **of_door(at_sign_in))
def come_in(at: NamedDependency[AtDoor], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        given = read_credentials(typed)
        browser = at.request.cookies.get(browser_cookie(at.settings), "")[:LONGEST_TOKEN] or new_token()
        token = sign_in(at.session, given.email, given.password, network_of(at.request), browser)
        answer = at.go(own_path(typed.first("next")))
        give_cookie(answer, at.settings, token)
        know_again(answer, at.settings, browser)
        return answer

    return at.try_to(act, lambda problems: sign_in_page(at, typed, problems))


def sign_in_page(at: AtDoor, typed: Typed, problems: Problems | None = None) -> Response:
    """The password is never sent back."""
    return at.page(
        "sign_in/sign_in.html",
        problems,
        email=typed.first("email"),
        following=own_path(typed.first("next")),
        signed_out=at.is_asked("signed-out"),
    )


@post(SIGN_OUT, **of_portal(Audience.SIGNED_IN))
def go_out(at: NamedDependency[AtPortal]) -> Response:
    sign_out(at.session, at.request.cookies.get(session_cookie(at.settings), ""))
    answer = at.go(SIGN_IN(**{"signed-out": "yes"}))
    take_cookie(answer, at.settings)
    return answer


def network_of(request: Request) -> str:
    """The address that attempts are counted by."""
    return request.client.host if request.client else "unknown"


ROUTES = [ask_to_sign_in, come_in, go_out]
