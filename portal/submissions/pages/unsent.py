"""A file that was never sent, to be deleted for good.

Somebody has added the wrong file, or has no room for more, and wants it gone from here.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from evidence.store import Store
from portal.access import Audience, NotHere
from portal.files.actions.remove_unsent import remove_unsent
from portal.files.pictures import Pictures
from portal.files.queries import list_unsent
from portal.web.addresses import DELETE_UNSENT, HOME, SHELF
from portal.web.at import AtOrganisation, of_organisation
from portal.web.http import Response

OF_UNSENT = of_organisation(Audience.OWN)


@get(DELETE_UNSENT, **OF_UNSENT)
def ask_delete(at: NamedDependency[AtOrganisation], unsent_id: FromPath[UUID]) -> Response:
    found = list_unsent(at.session, at.viewer, at.place.organisation_id, unsent_id)
    if not found:
        raise NotHere
    shelf = {"text": "Documents", "href": SHELF(at.place.organisation_id)}
    crumbs = [{"text": "Home", "href": HOME()}, shelf]
    return at.page("submissions/unsent.html", tab="shelf", file=found[0], breadcrumbs=crumbs)


@post(DELETE_UNSENT, **OF_UNSENT)
def delete(at: NamedDependency[AtOrganisation], unsent_id: FromPath[UUID]) -> Response:
    """One that is gone already is what was wanted."""
    store: Store = at.request.app.state.store
    remove_unsent(at.session, store, at.viewer, unsent_id, Pictures(at.settings.pictures).forget)
    return at.go(SHELF(at.place.organisation_id, done="deleted"))


ROUTES: list[HTTPRouteHandler] = [ask_delete, delete]
