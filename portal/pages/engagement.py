"""An engagement on a day.

A partner comes to see all of it at once before a visit, and to print it; the lead to see one partner; the
commissioner to see the same without names, files or ways into it.
"""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Audience
from portal.pages.dependencies import AsAt
from portal.pages.guards import Admits
from portal.pages.rendering import page
from portal.presenters.engagement import engagement_view
from portal.presenters.slot import Reader, Side, reader_of
from portal.queries.engagement_page import list_slots, list_visits
from portal.queries.places import EngagementPlace


@get(
    "/engagements/{engagement_id:uuid}",
    guards=[Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)],
    sync_to_thread=True,
)
def show_engagement(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
) -> Response[str]:
    place = engagement_place
    reader = reader_of(place)
    lines = list_slots(session, place, as_at.on, today=as_at.today, known=as_at.known)
    visits = list_visits(session, place, as_at.today)
    return page(
        request,
        "engagement/show.html",
        {
            "place": place.contract,
            "engagement": place,
            "reader": reader,
            "as_at": as_at,
            "view": engagement_view(place, reader, lines, visits, as_at.on),
            "breadcrumbs": breadcrumbs(place, reader),
            "layout": layout_of(reader),
            "tab": "partners" if reader.side is Side.LEAD else "",
        },
    )


def layout_of(reader: Reader) -> str:
    """Only the two sides that look at many partners get the contract's tabs."""
    return "layouts/base.html" if reader.side is Side.PARTNER else "layouts/contract.html"


def breadcrumbs(place: EngagementPlace, reader: Reader, *, inside: bool = False) -> list[dict[str, str]]:
    """The way to an engagement; with `inside` to something of it."""
    contract = f"/contracts/{place.contract.contract_id}"
    if reader.side is Side.PARTNER:
        way = [{"text": "Home", "href": "/"}]
        here = place.contract.title
    elif reader.side is Side.LEAD:
        way = [
            {"text": place.contract.title, "href": contract},
            {"text": "Partners", "href": f"{contract}/partners"},
        ]
        here = place.partner
    else:
        way = [{"text": place.contract.title, "href": f"{contract}/readiness"}]
        here = place.partner
    return [*way, {"text": here, "href": f"/engagements/{place.engagement_id}"}] if inside else way


ROUTES: list[HTTPRouteHandler] = [show_engagement]
