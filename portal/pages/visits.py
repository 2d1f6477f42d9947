"""Book a visit or a meeting."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.actions.book_visit import book_visit
from portal.actions.refused import CannotDo
from portal.forms.setup import Booking, read_visit
from portal.forms.typed import Typed
from portal.pages.guards import Admits
from portal.pages.setup_frame import form_page, to_setup
from portal.presenters.labels import VISIT
from portal.presenters.setup import options, radios
from portal.queries.places import ContractPlace, get_engagement_place
from portal.queries.setup_hub import list_partner_choices

PATH = "/contracts/{contract_id:uuid}/visits/new"
MANAGER = [Admits(Audience.MANAGER)]
Choices = tuple[tuple[Any, Any, str, str], ...]


@get(PATH, guards=MANAGER, sync_to_thread=True)
def ask_for_visit(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
) -> Response[str]:
    partners = list_partner_choices(session, contract_place)
    return visit_page(request, contract_place, partners, Typed(), {})


@post(PATH, guards=MANAGER, sync_to_thread=True)
def book(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    typed: NamedDependency[Typed],
) -> Response[Any]:
    partners = list_partner_choices(session, contract_place)
    read, problems = read_visit(typed, VISIT, [each[0] for each in partners])
    if read is None:
        return visit_page(request, contract_place, partners, typed, problems)
    try:
        keep(session, viewer, contract_place, read)
    except CannotDo as refused:
        return visit_page(request, contract_place, partners, typed, refused.problems)
    return to_setup(contract_place, "visit")


def keep(session: Session, viewer: Viewer, place: ContractPlace, booking: Booking) -> None:
    engagement = None
    if booking.engagement_id:
        engagement = get_engagement_place(session, viewer, booking.engagement_id, [Audience.MANAGER])
    book_visit(session, viewer, place, booking.kind, booking.on, engagement)


def visit_page(
    request: Request[Any, Any, Any],
    place: ContractPlace,
    partners: Choices,
    typed: Typed,
    problems: dict[str, str],
) -> Response[str]:
    names = {str(each[0]): f"{each[2]}, {each[3]}" for each in partners}
    context = {
        "typed": typed,
        "kinds": radios(VISIT, typed.first("kind")),
        "engagements": options(names, typed.first("engagement"), "The whole contract"),
    }
    return form_page(request, "setup/visit.html", place, problems, context)


ROUTES: list[HTTPRouteHandler] = [ask_for_visit, book]
