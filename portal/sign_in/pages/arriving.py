"""What all ways in have in common: who calls, on which terms, and with which cookies somebody goes on."""

from uuid import UUID

from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.providers import Provider
from portal.settings import Settings
from portal.sign_in.actions.take_step import StepNeeded
from portal.sign_in.caller import Caller, Terms, agent_words
from portal.sign_in.forms import own_path, wanted_page
from portal.sign_in.passkeys import Site
from portal.sign_in.tokens import new_token
from portal.web.addresses import SIGN_IN, SIGN_IN_CODE, SIGN_IN_SET_UP
from portal.web.asked import asked
from portal.web.at import AtDoor, GoTo
from portal.web.http import Request, Response
from portal.web.network import network_of
from portal.web.rendering import page
from portal.web.session_cookie import (
    browser_cookie,
    drop_step,
    give_cookie,
    keep_step,
    know_again,
    session_cookie,
    step_cookie,
)
from portal.web.who import VIEWER

LONGEST_TOKEN = 100
"""Letters of a cookie that are looked at."""

LONGEST_AGENT = 400


def at_sign_in(request: Request, session: Session) -> AtDoor:
    """Whoever is in already goes on to the page that was wanted."""
    if request.scope.get(VIEWER) is not None:
        raise GoTo(own_path(asked(request, "next")))
    return AtDoor(request, session)


def for_somebody_else(at: AtDoor, person_id: UUID) -> Response | None:
    """Where somebody else is signed in than the person for whom a link of a mail acts: who that is, is not
    said. A stranger is whoever reads that mail."""
    viewer = at.request.scope.get(VIEWER)
    if not isinstance(viewer, Viewer) or viewer.person_id == person_id:
        return None
    return at.page("sign_in/somebody_elses_link.html")


def caller_of(request: Request) -> Caller:
    """With a new token for a browser that keeps none."""
    settings: Settings = request.app.state.settings
    browser = request.cookies.get(browser_cookie(settings), "")[:LONGEST_TOKEN] or new_token()
    agent = agent_words(request.headers.get("user-agent", "")[:LONGEST_AGENT])
    return Caller(network_of(request), browser, agent)


def terms_of(settings: Settings) -> Terms:
    return Terms(settings.secret, settings.factor_for, frozenset(each.domain for each in settings.providers))


def provider_of(settings: Settings, domain: str) -> Provider | None:
    """The organisation that vouches for addresses at that domain."""
    return next((each for each in settings.providers if each.domain == domain.strip().lower()), None)


def site_of(settings: Settings) -> Site:
    return Site(settings.address)


def step_of(request: Request) -> str:
    """The token of whoever is halfway in; empty for others."""
    return request.cookies.get(step_cookie(request.app.state.settings), "")[:LONGEST_TOKEN]


def token_of(request: Request) -> str:
    """The token of the session that asks."""
    return request.cookies.get(session_cookie(request.app.state.settings), "")


def arrive(at: AtDoor, token: str, caller: Caller, following: str) -> Response:
    """In, and on to the page that was wanted."""
    answer = at.go(own_path(following))
    give_all(answer, at.settings, token, caller)
    return answer


def give_all(answer: Response, settings: Settings, token: str, caller: Caller) -> None:
    """The cookies of whoever is in."""
    give_cookie(answer, settings, token)
    know_again(answer, settings, caller.browser)
    drop_step(answer, settings)


def go_halfway(at: AtDoor, needed: StepNeeded) -> Response:
    """On to what is still to come."""
    answer = at.go(SIGN_IN_SET_UP() if needed.is_set_up else SIGN_IN_CODE())
    keep_step(answer, at.settings, needed.token)
    return answer


def begin_again(request: Request, sentence: str = "", following: str = "") -> Response:
    """Nothing is begun in this browser, or it is over. `following` is the page that was wanted."""
    shown = {"sentence": sentence, "here": SIGN_IN(next=wanted_page(following))}
    return page(request, "sign_in/begin_again.html", shown, 422)
