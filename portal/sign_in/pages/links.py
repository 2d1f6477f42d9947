"""Passwords that were forgotten: a one-time link, and a password chosen behind it."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from portal.sign_in.actions.send_reset import ask_reset
from portal.sign_in.actions.take_step import StepNeeded
from portal.sign_in.actions.use_link import SPENT, use_link
from portal.sign_in.forms import password_in, read_email
from portal.sign_in.pages.arriving import (
    arrive,
    caller_of,
    for_somebody_else,
    go_halfway,
    provider_of,
    terms_of,
)
from portal.sign_in.queries import LinkHolder, find_link_holder, is_invitation
from portal.web.addresses import FORGOTTEN_PASSWORD, HOME, JOIN, LINK, SIGN_IN, SIGN_IN_THROUGH
from portal.web.at import AtDoor, of_door
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.network import network_of
from portal.web.rendering import page
from portal.web.typed import Typed


@get(FORGOTTEN_PASSWORD, **of_door())
def ask_for_link(at: NamedDependency[AtDoor]) -> Response:
    if at.is_asked("sent"):
        return at.page("sign_in/link_sent.html")
    return forgotten_page(at, Typed())


@post(FORGOTTEN_PASSWORD, **of_door())
def send_link(at: NamedDependency[AtDoor], typed: NamedDependency[Typed]) -> Response:
    """The same answer, after the same work, whether or not anybody has that address."""

    def act() -> Response:
        ask_reset(at.session, read_email(typed), network_of(at.request))
        return at.go(FORGOTTEN_PASSWORD(sent="yes"))

    return at.try_to(act, lambda problems: forgotten_page(at, typed, problems))


def forgotten_page(at: AtDoor, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page("sign_in/forgotten.html", problems, email=typed.first("email"))


@get(LINK, **of_door())
def open_link(at: NamedDependency[AtDoor], token: FromPath[str]) -> Response:
    """An invitation has an address of its own; older mails lead here."""
    if is_invitation(at.session, token):
        return at.go(JOIN(token))
    holder = find_link_holder(at.session, token)
    if holder is None:
        return dead_link(at)
    return for_somebody_else(at, holder.person_id) or password_page(at, holder)


@post(LINK, **of_door())
def choose_password(
    at: NamedDependency[AtDoor], typed: NamedDependency[Typed], token: FromPath[str]
) -> Response:
    holder = find_link_holder(at.session, token)
    if holder is None:
        return dead_link(at)

    def act() -> Response:
        caller = caller_of(at.request)
        try:
            session_token = use_link(at.session, token, password_in(typed), caller, terms_of(at.settings))
        except StepNeeded as needed:
            return go_halfway(at, needed)
        return arrive(at, session_token, caller, HOME())

    def otherwise(problems: Problems) -> Response:
        is_over = problems.get("") == SPENT
        return dead_link(at) if is_over else password_page(at, holder, problems)

    return for_somebody_else(at, holder.person_id) or at.try_to(act, otherwise)


def password_page(at: AtDoor, holder: LinkHolder, problems: Problems | None = None) -> Response:
    provider = provider_of(at.settings, holder.email.rpartition("@")[2])
    if provider:
        through = SIGN_IN_THROUGH(provider.domain)
        return at.page("sign_in/through.html", problems, provider=provider, through=through, here=SIGN_IN())
    return at.page("sign_in/choose_password.html", problems, holder=holder)


def dead_link(at: AtDoor) -> Response:
    """Used, expired and never made look the same: 410."""
    return page(at.request, "sign_in/dead_link.html", status=410)


ROUTES = [ask_for_link, send_link, open_link, choose_password]
