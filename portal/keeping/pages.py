"""What is typed into a long form is kept every few seconds; or is not wanted after all."""

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.acting.kept_typed import forget_kept, is_typed, keep_typed
from portal.sign_in.forms import own_path
from portal.web.addresses import FORGET_KEPT, HOME, KEEP
from portal.web.at import AtPortal, of_portal
from portal.web.form_marks import FIELD
from portal.web.http import Response
from portal.web.keeping import AS_SHOWN
from portal.web.typed import Typed

ADDRESS = "_address"
"""The name under which the page's script says where its form is sent."""


@post(KEEP, status_code=200, **of_portal(Audience.SIGNED_IN))
def keep(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    """To a script. Whatever it says is kept for the viewer alone, and shown in no other page than the one
    whose form it was. Of a form that is empty again, or again as its page had it, nothing is kept."""
    address = own_path(typed.first(ADDRESS))
    fields = [(name, value) for name, given in typed.items() for value in given]
    is_kept = AS_SHOWN not in typed and is_typed(fields)
    if is_kept:
        keep_typed(at.session, at.viewer.person_id, address, fields)
    else:
        forget_kept(at.session, at.viewer.person_id, address, typed.first(FIELD))
    return Response({"kept": is_kept})


@post(FORGET_KEPT, **of_portal(Audience.SIGNED_IN))
def begin_anew(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    """Leave what was kept, and show the page as if nothing had been typed; the home page to whoever threw it
    away from there."""
    address = own_path(typed.first("address"))
    forget_kept(at.session, at.viewer.person_id, address)
    return at.go(HOME(answered="thrown-away") if typed.first("then") == "home" else address)


ROUTES: list[HTTPRouteHandler] = [keep, begin_anew]
