"""Book a visit or a meeting, or cancel one."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import ContractPlace, get_engagement_place
from portal.places.partners import PartnerChoice, list_partner_choices
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from portal.visits.forms import Booking, read_visit
from portal.visits.presenters import visit as visit_view
from portal.visits.queries import VisitLine, get_visit
from portal.web.choices import options, radios
from portal.web.guards import Admits
from portal.web.setup_frame import form_page, to_setup
from portal.web.typed import Typed
from portal.words.labels import VISIT

PATH = "/contracts/{contract_id:uuid}/visits/new"
CANCEL = "/contracts/{contract_id:uuid}/visits/{visit_id:uuid}/cancel"
MANAGER = [Admits(Audience.MANAGER)]
Choices = tuple[PartnerChoice, ...]


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
    read, problems = read_visit(typed, VISIT, [each.engagement_id for each in partners])
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
    names = {str(each.engagement_id): f"{each.partner}, {each.area}" for each in partners}
    context = {
        "typed": typed,
        "kinds": radios(VISIT, typed.first("kind")),
        "engagements": options(names, typed.first("engagement"), "The whole contract"),
    }
    return form_page(request, "visits/visit.html", place, problems, context)


@get(CANCEL, guards=MANAGER, sync_to_thread=True)
def ask_to_cancel(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
    visit_id: FromPath[UUID],
) -> Response[str]:
    return cancel_page(request, contract_place, get_visit(session, contract_place, visit_id), {})


@post(CANCEL, guards=MANAGER, sync_to_thread=True)
def cancel(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    visit_id: FromPath[UUID],
) -> Response[Any]:
    try:
        cancel_visit(session, viewer, contract_place, visit_id)
    except CannotDo as refused:
        line = get_visit(session, contract_place, visit_id)
        return cancel_page(request, contract_place, line, refused.problems)
    return to_setup(contract_place, "cancelled")


def cancel_page(
    request: Request[Any, Any, Any], place: ContractPlace, line: VisitLine, problems: dict[str, str]
) -> Response[str]:
    base = f"/contracts/{place.contract_id}"
    return form_page(request, "visits/cancel.html", place, problems, {"visit": visit_view(line, base)})


ROUTES: list[HTTPRouteHandler] = [ask_for_visit, book, ask_to_cancel, cancel]
