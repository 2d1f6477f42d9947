"""Coming in through one's own organisation's sign-in, and back from there.

While the other side is asked nobody's seat and no connection is held.
"""

import logging
import threading
from collections.abc import Callable
from typing import TypeVar

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.database import Database
from portal.providers import Provider
from portal.settings import Settings
from portal.sign_in.actions.use_provider import Awaited, Stranger, let_vouched_in, note_begun, take_begun
from portal.sign_in.forms import own_path, read_email, wanted_page
from portal.sign_in.pages.arriving import (
    at_sign_in,
    begin_again,
    caller_of,
    give_all,
    provider_of,
    step_of,
    terms_of,
)
from portal.sign_in.queries.vouching import list_managers
from portal.sign_in.vouched import NotVouched, ProviderAway
from portal.web.addresses import HOME, SIGN_IN, SIGN_IN_BACK, SIGN_IN_ORGANISATION, SIGN_IN_THROUGH
from portal.web.asked import asked
from portal.web.at import AtDoor, GoTo, of_door
from portal.web.door import is_head
from portal.web.fields import Problems
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.session_cookie import keep_step
from portal.web.typed import Typed
from portal.web.who import VIEWER

Answered = TypeVar("Answered")
LOG = logging.getLogger("portal.sign_in")
ASKING = threading.BoundedSemaphore(4)
"""So many ask other organisations at the same moment; one that does not answer holds up these alone."""

AWAY = "Your organisation’s sign-in does not answer just now. Try again in a few minutes."
NOT_DONE = "Your organisation’s sign-in has not let you in. Try again, or ask its own help desk."
NOT_HELD = "What came back from your organisation’s sign-in does not hold. Try again."
NOBODY = "Nobody signs in through their organisation with such an address. Use your password."


@get(SIGN_IN_ORGANISATION, **of_door(at_sign_in))
def ask_for_address(at: NamedDependency[AtDoor]) -> Response:
    provider = provider_of(at.settings, at.asked("domain"))
    if provider is None:
        return address_page(at, "")
    following = wanted_page(at.asked("next"))
    through = SIGN_IN_THROUGH(provider.domain, next=following)
    return at.page("sign_in/through.html", provider=provider, through=through, here=SIGN_IN(next=following))


@post(SIGN_IN_ORGANISATION, **of_door(at_sign_in))
def take_address(at: NamedDependency[AtDoor], typed: NamedDependency[Typed]) -> Response:
    """Says whether a domain has a provider; never whether anybody has an address."""

    def act() -> Response:
        provider = provider_of(at.settings, read_email(typed).rpartition("@")[2])
        if provider is None:
            raise CannotDo({"email": NOBODY})
        return at.go(SIGN_IN_ORGANISATION(domain=provider.domain, next=own_path(typed.first("next"))))

    email, following = typed.first("email"), typed.first("next")
    return at.try_to(act, lambda problems: address_page(at, email, problems, following))


def address_page(at: AtDoor, email: str, problems: Problems | None = None, typed_next: str = "") -> Response:
    following = wanted_page(typed_next, at.asked("next"))
    here = SIGN_IN(next=following)
    return at.page("sign_in/organisation.html", problems, email=email, following=following, here=here)


@get(SIGN_IN_THROUGH, guards=[Admits(Audience.ANYONE)], sync_to_thread=True)
def go_through(request: Request, database: NamedDependency[Database], domain: FromPath[str]) -> Response:
    """By a link, not by a form: a form may lead nowhere but here (the content security policy). To ask by
    HEAD begins nothing."""
    from portal.sign_in.openid import begin

    if is_head(request.scope):
        return begin_again(request)
    settings, provider = out_only(request), provider_of(request.app.state.settings, domain)
    if provider is None:
        return begin_again(request, NOBODY, asked(request, "next"))
    try:
        begun = asking(lambda: begin(provider, back_address(settings)))
    except ProviderAway as error:
        LOG.warning("the sign-in of %s does not answer: %s", provider.domain, error)
        return begin_again(request, AWAY, asked(request, "next"))
    following = own_path(asked(request, "next"))
    with database.writing() as session:
        step = note_begun(session, provider.domain, begun, following, terms_of(settings))
    answer = Redirect(begun.address, status_code=303)
    keep_step(answer, settings, step)
    return answer


@get(SIGN_IN_BACK, guards=[Admits(Audience.ANYONE)], sync_to_thread=True)
def come_back(request: Request, database: NamedDependency[Database]) -> Response:
    """What came back counts once: whoever asks by HEAD does not use it up."""
    if is_head(request.scope):
        return begin_again(request)
    settings, token = out_only(request), step_of(request)
    try:
        with database.writing() as session:
            awaited = take_begun(session, token, said(request, "state"), terms_of(settings))
    except CannotDo as refused:
        return begin_again(request, refused.problems[""])
    provider = provider_of(settings, awaited.domain)
    if provider is None or said(request, "iss") not in {"", provider.issuer}:
        return begin_again(request, NOT_HELD, awaited.following)
    if not said(request, "code"):
        return begin_again(request, NOT_DONE, awaited.following)
    return arrive_vouched(request, database, provider, awaited, token)


def arrive_vouched(
    request: Request, database: Database, provider: Provider, awaited: Awaited, token: str
) -> Response:
    from portal.sign_in.openid import finish

    settings: Settings = request.app.state.settings
    code, back = said(request, "code"), back_address(settings)
    try:
        vouched = asking(lambda: finish(provider, back, code, awaited.nonce, awaited.verifier))
    except ProviderAway as error:
        LOG.warning("the sign-in of %s does not answer: %s", provider.domain, error)
        return begin_again(request, AWAY, awaited.following)
    except NotVouched as error:
        LOG.info("sign-in refused: through %s: %s", provider.domain, error)
        return begin_again(request, NOT_HELD, awaited.following)
    caller, terms = caller_of(request), terms_of(settings)
    with database.writing() as session:
        try:
            session_token = let_vouched_in(session, token, vouched, provider, caller, terms)
        except Stranger:
            session.rollback()
            managers = list_managers(session, provider.organisation, provider.domain)
            context = {"email": vouched.email, "provider": provider, "managers": managers}
            return page(request, "sign_in/stranger.html", context, 403)
    answer = Redirect(own_path(awaited.following), status_code=303)
    give_all(answer, settings, session_token, caller)
    return answer


def asking(ask: Callable[[], Answered]) -> Answered:
    """Raises ProviderAway also where too many are asked already."""
    if not ASKING.acquire(timeout=1):
        raise ProviderAway("too many are asked at once")
    try:
        return ask()
    finally:
        ASKING.release()


def out_only(request: Request) -> Settings:
    """Whoever is in already goes home."""
    if request.scope.get(VIEWER) is not None:
        raise GoTo(HOME())
    settings: Settings = request.app.state.settings
    return settings


LONGEST_CODE = 4_000
"""Letters of what a provider sends back."""


def said(request: Request, name: str) -> str:
    return asked(request, name, LONGEST_CODE)


def back_address(settings: Settings) -> str:
    return settings.address + SIGN_IN_BACK()


ROUTES = [ask_for_address, take_address, go_through, come_back]
