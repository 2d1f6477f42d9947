"""Still in force, nothing has changed.

Somebody comes once a year, reads again what was signed, sees that it is still so, and wants to say that in
one go rather than begin anew.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import NotHere
from portal.standing.queries.confirmations import Signed, find_signed
from portal.submissions.actions.say_still_in_force import say_still_in_force
from portal.submissions.forms.statement import Signature
from portal.submissions.pages.slot import OF_SLOT, AtSlot, send_signed
from portal.submissions.queries.signing import find_position
from portal.web.addresses import STILL_IN_FORCE
from portal.web.at import GoTo
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(STILL_IN_FORCE, **OF_SLOT)
def ask_still(at: NamedDependency[AtSlot]) -> Response:
    signed = get_signed(at)
    kept = {
        "signed_name": [at.viewer.name],
        "signed_position": [find_position(at.session, at.viewer, at.place)],
    }
    return still_page(at, signed, Typed(kept))


def get_signed(at: AtSlot) -> Signed:
    """What was signed; where it has to be signed anew, the slot's page says so."""
    signed = find_signed(at.session, at.place, at.requirement, at.today)
    if signed is None:
        raise GoTo(at.address)
    return signed


@post(STILL_IN_FORCE, **OF_SLOT)
def take_still(at: NamedDependency[AtSlot], typed: NamedDependency[Typed]) -> Response:
    def say(signature: Signature) -> UUID:
        name, position = signature.name, signature.position
        return say_still_in_force(at.session, at.viewer, at.place, at.key, name=name, position=position)

    try:
        return send_signed(at, typed, say, lambda problems: still_page(at, get_signed(at), typed, problems))
    except NotHere:
        return at.go(at.address)


def still_page(at: AtSlot, signed: Signed, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page("slots/still.html", problems, signed=signed, typed=typed)


ROUTES: list[HTTPRouteHandler] = [ask_still, take_still]
