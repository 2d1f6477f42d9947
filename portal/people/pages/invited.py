"""An invitation that nobody has taken up: sent again, sent to the right address, taken back."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.people.actions.revoke_invitation import correct_invitation, revoke_invitation, send_again
from portal.people.forms import read_address
from portal.people.pages.frame import OF_AN_INVITATION, AtInvited
from portal.web.addresses import CORRECT_INVITED, INVITE_AGAIN, REVOKE_INVITED
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(CORRECT_INVITED, **OF_AN_INVITATION)
def ask_for_address(at: NamedDependency[AtInvited]) -> Response:
    return address_page(at, Typed({"email": [at.pending.email]}))


@post(CORRECT_INVITED, **OF_AN_INVITATION)
def correct(at: NamedDependency[AtInvited], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        correct_invitation(at.session, at.viewer, at.pending, read_address(typed), at.contract)
        return at.go(at.back("corrected"))

    return at.try_to(act, lambda problems: address_page(at, typed, problems))


def address_page(at: AtInvited, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page("people/correct.html", problems, typed=typed, here=at.to(CORRECT_INVITED))


@get(REVOKE_INVITED, **OF_AN_INVITATION)
def ask_to_revoke(at: NamedDependency[AtInvited]) -> Response:
    return revoke_page(at)


@post(REVOKE_INVITED, **OF_AN_INVITATION)
def revoke(at: NamedDependency[AtInvited]) -> Response:
    def act() -> Response:
        revoke_invitation(at.session, at.viewer, at.pending)
        return at.go(at.back("revoked"))

    return at.try_to(act, lambda problems: revoke_page(at, problems))


def revoke_page(at: AtInvited, problems: Problems | None = None) -> Response:
    return at.page("people/revoke.html", problems, here=at.to(REVOKE_INVITED))


@post(INVITE_AGAIN, **OF_AN_INVITATION)
def invite_again(at: NamedDependency[AtInvited]) -> Response:
    def act() -> Response:
        is_sent = send_again(at.session, at.viewer, at.pending)
        return at.go(at.back("again" if is_sent else "just-gone"))

    return at.try_to(act, lambda problems: revoke_page(at, problems))


ROUTES: list[HTTPRouteHandler] = [ask_for_address, correct, ask_to_revoke, revoke, invite_again]
