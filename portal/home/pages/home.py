"""Home. A partner comes here tired, between two other jobs, and asks: what do I have to do, and by when?

A lead or a commissioner comes to get to a contract; who has only one is taken there.
"""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.home.presenters.contracts import contract_card, contract_href
from portal.home.presenters.todo import to_do_list
from portal.home.queries import list_my_contracts
from portal.places.mine import list_my_engagements
from portal.standing.queries.to_do import list_to_do
from portal.visits.queries import next_visits
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page


@get("/", guards=[Admits(Audience.SIGNED_IN)], sync_to_thread=True)
def show_home(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    as_at: NamedDependency[AsAt],
) -> Response:
    engagements = list_my_engagements(session, viewer)
    contracts = list_my_contracts(session, viewer, as_at.today)
    if not engagements and len(contracts) == 1:
        return Redirect(contract_href(contracts[0]), status_code=303)
    slots = list_to_do(session, engagements, as_at.today)
    visits = next_visits(session, engagements, as_at.today)
    return page(
        request,
        "home/show.html",
        {
            "to_do": to_do_list(engagements, slots, visits, as_at.today) if engagements else None,
            "partners": {each.partner_id: each.partner for each in engagements},
            "contracts": [contract_card(each) for each in contracts],
            "leads": bool(viewer.with_role("manager"))
            and (not engagements or any(each.leads for each in contracts)),
        },
    )


ROUTES: list[HTTPRouteHandler] = [show_home]
