"""Change what is agreed with a partner, and see who acts for it."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.forms import read_change
from portal.contracts.presenters.setup import person
from portal.contracts.queries.hub import list_invited
from portal.contracts.queries.setup import EngagementSetup, get_engagement_setup
from portal.places.contracts import EngagementPlace
from portal.web.dates import day_as_typed
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.setup_frame import form_page, to_setup
from portal.web.typed import Typed

PATH = "/engagements/{engagement_id:uuid}/change"
MANAGER = [Admits(Audience.MANAGER)]


@get(PATH, guards=MANAGER, sync_to_thread=True)
def show_terms(
    request: Request,
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
) -> Response:
    typed = as_typed(get_engagement_setup(session, engagement_place))
    return terms_page(request, session, engagement_place, typed, {})


@post(PATH, guards=MANAGER, sync_to_thread=True)
def change(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    typed: NamedDependency[Typed],
) -> Response:
    terms, problems = read_change(typed)
    if terms is None:
        return terms_page(request, session, engagement_place, typed, problems)
    try:
        change_engagement(session, viewer, engagement_place, terms)
    except CannotDo as refused:
        return terms_page(request, session, engagement_place, typed, refused.problems)
    return to_setup(engagement_place.contract, "changed")


def terms_page(
    request: Request,
    session: Session,
    place: EngagementPlace,
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    people = list_invited(session, place.contract, place.partner_id)
    context = {
        "typed": typed,
        "engagement": place,
        "people": [person(line, clock.now()) for line in people],
        "base": f"/contracts/{place.contract.contract_id}",
    }
    return form_page(request, "contracts/engagement.html", place.contract, problems, context)


def as_typed(terms: EngagementSetup) -> Typed:
    return Typed(
        {
            "area": [terms.area],
            "funding": [f"{terms.funding:,}" if terms.funding is not None else ""],
        }
        | day_as_typed("starts_on", terms.starts_on)
        | day_as_typed("ends_on", terms.ends_on)
    )


ROUTES: list[HTTPRouteHandler] = [show_terms, change]
