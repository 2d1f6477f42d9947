"""The page of whoever is signed in, about themselves: name, password, second factor, passkeys, sessions."""

from litestar import get, post
from litestar.di import NamedDependency

from portal.access import Audience
from portal.sign_in.actions.change_name import change_name
from portal.sign_in.actions.change_password import change_password
from portal.sign_in.actions.end_sessions import end_other_sessions
from portal.sign_in.forms import read_new_password
from portal.sign_in.pages.arriving import provider_of, token_of
from portal.sign_in.presenters import factor_words, has_few_codes, passkey_view, session_view
from portal.sign_in.queries.factors import find_factor, has_password, list_passkeys, list_sessions
from portal.sign_in.queries.telephone import find_telephone
from portal.web.at import AtPortal, of_portal
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.own_addresses import END_SESSIONS, YOU, YOUR_NAME, YOUR_PASSWORD
from portal.web.typed import Typed

DONE = {
    "name": "Your name is changed.",
    "password": "Your password is changed. You are signed out everywhere else.",
    "sessions": "You are signed out everywhere else.",
    "factor": "The app is set up: its codes are asked for from now on.",
    "removed": "The app is taken away: its codes are not asked for any more.",
    "codes": "Your recovery codes are not shown again.",
    "passkey": "The passkey is added. You can sign in with it from now on.",
    "named": "The passkey has its new name.",
    "passkey-removed": "The passkey is taken away.",
}
"""What was done, by the word that the address carries."""


@get(YOU, **of_portal(Audience.SIGNED_IN))
def show_yourself(at: NamedDependency[AtPortal]) -> Response:
    person_id = at.viewer.person_id
    factor = find_factor(at.session, person_id)
    return at.page(
        "sign_in/you.html",
        done=DONE.get(at.asked("done"), ""),
        provider=provider_of(at.settings, at.viewer.email.rpartition("@")[2]),
        factor=factor_words(factor),
        has_factor=factor is not None and factor.stands,
        has_few_codes=has_few_codes(factor),
        are_codes_shown=bool(factor and factor.sealed_codes),
        has_password=has_password(at.session, person_id),
        passkeys=[passkey_view(each) for each in list_passkeys(at.session, person_id)],
        sessions=[session_view(each) for each in list_sessions(at.session, person_id, token_of(at.request))],
    )


@get(YOUR_NAME, **of_portal(Audience.SIGNED_IN))
def ask_for_name(at: NamedDependency[AtPortal]) -> Response:
    return name_page(at, at.viewer.name, find_telephone(at.session, at.viewer.person_id))


@post(YOUR_NAME, **of_portal(Audience.SIGNED_IN))
def take_name(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        telephone = typed.first("telephone") if "telephone" in typed else None
        change_name(at.session, at.viewer.person_id, typed.first("name"), telephone)
        return at.go(YOU(done="name"))

    def otherwise(problems: Problems) -> Response:
        return name_page(at, typed.first("name"), typed.first("telephone"), problems)

    return at.try_to(act, otherwise)


def name_page(at: AtPortal, name: str, telephone: str, problems: Problems | None = None) -> Response:
    return at.page("sign_in/your_name.html", problems, name=name, telephone=telephone)


@get(YOUR_PASSWORD, **of_portal(Audience.SIGNED_IN))
def ask_for_password(at: NamedDependency[AtPortal]) -> Response:
    return password_page(at)


@post(YOUR_PASSWORD, **of_portal(Audience.SIGNED_IN))
def take_password(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        current, new = read_new_password(typed)
        change_password(at.session, at.viewer.person_id, token_of(at.request), current, new)
        return at.go(YOU(done="password"))

    return at.try_to(act, lambda problems: password_page(at, problems))


def password_page(at: AtPortal, problems: Problems | None = None) -> Response:
    """Neither password is ever sent back."""
    return at.page("sign_in/your_password.html", problems)


@post(END_SESSIONS, **of_portal(Audience.SIGNED_IN))
def sign_out_elsewhere(at: NamedDependency[AtPortal]) -> Response:
    end_other_sessions(at.session, at.viewer.person_id, token_of(at.request))
    return at.go(YOU(done="sessions"))


ROUTES = [show_yourself, ask_for_name, take_name, ask_for_password, take_password, sign_out_elsewhere]
