"""Invitations, and passwords that were forgotten: a one-time link, and a password chosen behind it."""

import logging

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Audience
from portal.acting.attempts import TooManyAttempts
from portal.acting.refused import CannotDo
from portal.mail import open_post
from portal.settings import Settings
from portal.sign_in.actions.links import send_reset, use_link
from portal.sign_in.forms import email_problems, password_in
from portal.sign_in.pages.sign_in import network_of
from portal.sign_in.queries import LinkHolder, find_link_holder
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.session_cookie import give_cookie
from portal.web.typed import Typed

LOG = logging.getLogger("portal")
ANYONE = [Admits(Audience.ANYONE)]


@get("/forgotten-password", guards=ANYONE, sync_to_thread=True)
def ask_for_link(request: Request) -> Response:
    if "sent" in request.query_params:
        return page(request, "sign_in/link_sent.html")
    return page(request, "sign_in/forgotten.html", {"email": "", "problems": {}})


@post("/forgotten-password", guards=ANYONE, sync_to_thread=True)
def send_link(
    request: Request,
    session: NamedDependency[Session],
    settings: NamedDependency[Settings],
    typed: NamedDependency[Typed],
) -> Response:
    """The same answer whether or not anybody has that address, and whether or not the mail went."""
    email = typed.first("email")
    problems = email_problems(email)
    if problems:
        return page(request, "sign_in/forgotten.html", {"email": email, "problems": problems}, 422)
    try:
        send_reset(session, open_post(settings), email, network_of(request))
    except TooManyAttempts:
        raise
    except CannotDo as failed:
        LOG.warning("a link to a new password could not be sent", exc_info=failed)
    return Redirect("/forgotten-password?sent=yes", status_code=303)


@get("/links/{token:str}", guards=ANYONE, sync_to_thread=True)
def open_link(request: Request, session: NamedDependency[Session], token: FromPath[str]) -> Response:
    holder = find_link_holder(session, token)
    return password_page(request, holder, {}) if holder else dead_link(request)


@post("/links/{token:str}", guards=ANYONE, sync_to_thread=True)
def choose_password(
    request: Request,
    session: NamedDependency[Session],
    settings: NamedDependency[Settings],
    typed: NamedDependency[Typed],
    token: FromPath[str],
) -> Response:
    holder = find_link_holder(session, token)
    session.rollback()
    if holder is None:
        return dead_link(request)
    try:
        session_token = use_link(session, token, password_in(typed))
    except CannotDo as refused:
        is_password = "password" in refused.problems
        return password_page(request, holder, refused.problems) if is_password else dead_link(request)
    answer = Redirect("/", status_code=303)
    give_cookie(answer, settings, session_token)
    return answer


def password_page(request: Request, holder: LinkHolder, problems: dict[str, str]) -> Response:
    context = {"holder": holder, "problems": problems}
    return page(request, "sign_in/choose_password.html", context, 422 if problems else 200)


def dead_link(request: Request) -> Response:
    """Used, expired and never made look the same."""
    return page(request, "sign_in/dead_link.html", status=410)


ROUTES = [ask_for_link, send_link, open_link, choose_password]
