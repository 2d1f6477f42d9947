"""The e-mail address that somebody signs in with: another one asked for, and confirmed by whoever reads
it."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.people.actions.change_address import THEIRS, ask_address, confirm_address
from portal.people.forms import read_own_address
from portal.people.queries.addresses import find_asked
from portal.sign_in.pages.arriving import for_somebody_else, terms_of
from portal.web.addresses import CONFIRM_ADDRESS, NOTICE_CHOICES, YOUR_ADDRESS
from portal.web.at import AtDoor, AtPortal, of_door, of_portal
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.rendering import page
from portal.web.typed import Typed


@get(YOUR_ADDRESS, **of_portal(Audience.SIGNED_IN))
def ask_for_new_address(at: NamedDependency[AtPortal]) -> Response:
    return own_page(at, Typed())


@post(YOUR_ADDRESS, **of_portal(Audience.SIGNED_IN))
def say_new_address(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    """The same answer, after the same work, whether or not anybody has that address."""

    def act() -> Response:
        read = read_own_address(typed)
        ask_address(at.session, at.viewer, read.email, read.password, terms_of(at.settings))
        return at.go(YOUR_ADDRESS(done="asked"))

    return at.try_to(act, lambda problems: own_page(at, typed, problems))


def own_page(at: AtPortal, typed: Typed, problems: Problems | None = None) -> Response:
    """The password is never sent back."""
    return at.page(
        "people/your_address.html",
        problems,
        email=at.viewer.email,
        new=typed.first("email"),
        done=at.asked("done"),
        theirs=THEIRS if terms_of(at.settings).is_vouched_for(at.viewer.email) else "",
        back=NOTICE_CHOICES(),
    )


@get(CONFIRM_ADDRESS, **of_door())
def ask_to_confirm(at: NamedDependency[AtDoor], address_token: FromPath[str]) -> Response:
    return otherwise(at, address_token) or confirm_page(at, address_token)


@post(CONFIRM_ADDRESS, **of_door())
def confirm(at: NamedDependency[AtDoor], address_token: FromPath[str]) -> Response:
    def act() -> Response:
        confirm_address(at.session, address_token, terms_of(at.settings))
        return at.go(YOUR_ADDRESS(done="changed"))

    return otherwise(at, address_token) or at.try_to(
        act, lambda problems: confirm_page(at, address_token, problems)
    )


def otherwise(at: AtDoor, token: str) -> Response | None:
    """Where the address is another's than that of whoever is signed in."""
    asked = find_asked(at.session, token)
    return for_somebody_else(at, asked.person_id) if asked else None


def confirm_page(at: AtDoor, token: str, problems: Problems | None = None) -> Response:
    """Used, expired and never made look the same: 410."""
    asked = find_asked(at.session, token)
    if asked is None:
        return page(at.request, "people/dead_address.html", status=410)
    return at.page("people/confirm_address.html", problems, asked=asked)


ROUTES: list[HTTPRouteHandler] = [ask_for_new_address, say_new_address, ask_to_confirm, confirm]
