"""One's own app that shows codes, set up, confirmed, taken away; and recovery codes that stand in for it."""

from litestar import get, post
from litestar.di import NamedDependency

from portal.access import Audience
from portal.sign_in.actions.keep_codes import note_kept, renew_codes
from portal.sign_in.actions.keep_secret import begin_another, begin_factor, end_another
from portal.sign_in.actions.remove_factor import remove_factor
from portal.sign_in.actions.set_up_factor import confirm_factor
from portal.sign_in.forms import own_path, read_password
from portal.sign_in.presenters import factor_words, secret_view
from portal.sign_in.queries.factors import find_factor, waiting_secret
from portal.sign_in.sealing import CannotUnseal, unseal
from portal.web.at import AtPortal, of_portal
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.own_addresses import (
    CONFIRM_FACTOR,
    KEEP_APP,
    NEW_RECOVERY_CODES,
    OTHER_APP,
    RECOVERY_CODES,
    REMOVE_FACTOR,
    YOU,
    YOUR_FACTOR,
)
from portal.web.typed import Typed


@get(YOUR_FACTOR, **of_portal(Audience.SIGNED_IN))
def show_factor(at: NamedDependency[AtPortal]) -> Response:
    return factor_page(at)


def factor_page(at: AtPortal, problems: Problems | None = None) -> Response:
    """How it stands; a secret only as long as no code of it was typed in."""
    factor = find_factor(at.session, at.viewer.person_id)
    is_on = factor is not None and factor.stands
    secret = unsealed(at, waiting_secret(factor))
    if secret:
        view = secret_view(secret, at.viewer.email)
        context = {"view": view, "is_needed": False, "is_other": is_on, "action": CONFIRM_FACTOR()}
        return at.page("sign_in/set_up.html", problems, **context)
    return at.page("sign_in/factor.html", problems, is_on=is_on, standing=factor_words(factor))


def unsealed(at: AtPortal, sealed: str) -> str:
    """Empty for nothing, and for what was sealed with another secret: the button makes a new one."""
    try:
        return unseal(at.settings.secret, sealed) if sealed else ""
    except CannotUnseal:
        return ""


@post(YOUR_FACTOR, **of_portal(Audience.SIGNED_IN))
def begin(at: NamedDependency[AtPortal]) -> Response:
    begin_factor(at.session, at.viewer.person_id, at.settings.secret)
    return at.go(YOUR_FACTOR())


@post(CONFIRM_FACTOR, **of_portal(Audience.SIGNED_IN))
def confirm(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        person_id = at.viewer.person_id
        is_first = confirm_factor(at.session, person_id, typed.first("code"), at.settings.secret)
        return at.go(RECOVERY_CODES() if is_first else YOU(done="factor"))

    return at.try_to(act, lambda problems: factor_page(at, problems))


@get(OTHER_APP, **of_portal(Audience.SIGNED_IN))
def ask_for_another(at: NamedDependency[AtPortal]) -> Response:
    return another_page(at)


@post(OTHER_APP, **of_portal(Audience.SIGNED_IN))
def take_another(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        begin_another(at.session, at.viewer.person_id, read_password(typed), at.settings.secret)
        return at.go(YOUR_FACTOR())

    return at.try_to(act, lambda problems: another_page(at, problems))


def another_page(at: AtPortal, problems: Problems | None = None) -> Response:
    return at.page("sign_in/with_password.html", problems, asked=ANOTHER, action=OTHER_APP())


@post(KEEP_APP, **of_portal(Audience.SIGNED_IN))
def keep_app(at: NamedDependency[AtPortal]) -> Response:
    end_another(at.session, at.viewer.person_id)
    return at.go(YOUR_FACTOR())


@get(REMOVE_FACTOR, **of_portal(Audience.SIGNED_IN))
def ask_to_remove(at: NamedDependency[AtPortal]) -> Response:
    return removing_page(at)


@post(REMOVE_FACTOR, **of_portal(Audience.SIGNED_IN))
def remove(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        remove_factor(at.session, at.viewer.person_id, read_password(typed), at.settings.factor_for)
        return at.go(YOU(done="removed"))

    return at.try_to(act, lambda problems: removing_page(at, problems))


def removing_page(at: AtPortal, problems: Problems | None = None) -> Response:
    return at.page("sign_in/with_password.html", problems, asked=REMOVING, action=REMOVE_FACTOR())


@get(RECOVERY_CODES, **of_portal(Audience.SIGNED_IN))
def show_codes(at: NamedDependency[AtPortal]) -> Response:
    """For as long as the person has not said that they are kept."""
    factor = find_factor(at.session, at.viewer.person_id)
    return at.page(
        "sign_in/recovery_codes.html",
        codes=unsealed(at, factor.sealed_codes if factor else "").split(),
        is_on=factor is not None and factor.stands,
        standing=factor_words(factor),
        following=own_path(at.asked("next")),
    )


@post(RECOVERY_CODES, **of_portal(Audience.SIGNED_IN))
def keep(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    note_kept(at.session, at.viewer.person_id)
    following = own_path(typed.first("next"))
    return at.go(YOU(done="codes") if following == "/" and not typed.first("next") else following)


@get(NEW_RECOVERY_CODES, **of_portal(Audience.SIGNED_IN))
def ask_for_new_codes(at: NamedDependency[AtPortal]) -> Response:
    return renewing_page(at)


@post(NEW_RECOVERY_CODES, **of_portal(Audience.SIGNED_IN))
def make_new_codes(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        renew_codes(at.session, at.viewer.person_id, read_password(typed), at.settings.secret)
        return at.go(RECOVERY_CODES())

    return at.try_to(act, lambda problems: renewing_page(at, problems))


def renewing_page(at: AtPortal, problems: Problems | None = None) -> Response:
    return at.page("sign_in/with_password.html", problems, asked=RENEWING, action=NEW_RECOVERY_CODES())


ANOTHER = {
    "title": "Set the app up on another phone",
    "words": "The app that you have counts until the other one shows a code. Your recovery codes stay.",
    "button": "Go on",
    "is_safe": True,
}
REMOVING = {
    "title": "Take the app away",
    "words": "Its codes are not asked for any more, and your recovery codes are good no longer. Whoever "
    "learns your password can then sign in as you.",
    "button": "Take the app away",
}
RENEWING = {
    "title": "Make new recovery codes",
    "words": "The ones that you have now are good no longer.",
    "button": "Make new codes",
}

ROUTES = [
    show_factor,
    begin,
    confirm,
    ask_for_another,
    take_another,
    keep_app,
    ask_to_remove,
    remove,
    show_codes,
    keep,
    ask_for_new_codes,
    make_new_codes,
]
