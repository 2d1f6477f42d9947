"""What ends in the next six months. Somebody plans the half-year: what to ask the broker for, and when."""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.home.presenters.ending import ending_picture, endings_of
from portal.places.mine import list_engagements_of
from portal.standing.queries.to_do import list_to_do
from portal.web.addresses import ENDING, HOME
from portal.web.at import AtOrganisation, of_organisation
from portal.web.http import Response


@get(ENDING, **of_organisation(Audience.OWN))
def show_ending(at: NamedDependency[AtOrganisation]) -> Response:
    engagements = [
        each
        for each in list_engagements_of(at.session, [at.place.organisation_id])
        if each.ends_on >= at.today
    ]
    endings = endings_of(engagements, list_to_do(at.session, engagements, at.today), at.today)
    return at.page(
        "home/ending.html",
        tab="ending",
        endings=endings,
        picture=ending_picture(endings, at.today),
        breadcrumbs=[{"text": "Home", "href": HOME()}],
    )


ROUTES: list[HTTPRouteHandler] = [show_ending]
