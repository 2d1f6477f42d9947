"""Book a visit or a meeting, or cancel one."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.places.contracts import get_engagement_place
from portal.places.partners import list_partner_choices
from portal.visits.actions.book_visit import book_visit
from portal.visits.actions.cancel_visit import cancel_visit
from portal.visits.forms import Booking, read_visit
from portal.visits.presenters import visit as visit_view
from portal.visits.queries import get_visit
from portal.web.addresses import BOOK_VISIT, CANCEL_VISIT
from portal.web.at import AtContract, of_contract
from portal.web.choices import options, radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.labels import VISIT

FOR_MANAGERS = of_contract(Audience.MANAGER)


@get(BOOK_VISIT, **FOR_MANAGERS)
def ask_for_visit(at: NamedDependency[AtContract]) -> Response:
    return visit_page(at, Typed())


@post(BOOK_VISIT, makes=True, **FOR_MANAGERS)
def book(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        partners = list_partner_choices(at.session, at.place)
        keep(at, read_visit(typed, VISIT, [each.engagement_id for each in partners]))
        return at.to_setup("visit")

    return at.try_to(act, lambda problems: visit_page(at, typed, problems))


def keep(at: AtContract, booking: Booking) -> None:
    engagement = None
    if booking.engagement_id:
        engagement = get_engagement_place(at.session, at.viewer, booking.engagement_id, [Audience.MANAGER])
    book_visit(at.session, at.viewer, at.place, booking.kind, booking.on, engagement)


def visit_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    partners = list_partner_choices(at.session, at.place)
    names = {str(each.engagement_id): f"{each.partner}, {each.area}" for each in partners}
    return at.setup_page(
        "visits/visit.html",
        problems,
        typed=typed,
        kinds=radios(VISIT, typed.first("kind")),
        engagements=options(names, typed.first("engagement"), "The whole contract"),
    )


@get(CANCEL_VISIT, **FOR_MANAGERS)
def ask_to_cancel(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    return cancel_page(at, visit_id)


@post(CANCEL_VISIT, **FOR_MANAGERS)
def cancel(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    def act() -> Response:
        cancel_visit(at.session, at.viewer, at.place, visit_id)
        return at.to_setup("cancelled")

    return at.try_to(act, lambda problems: cancel_page(at, visit_id, problems))


def cancel_page(at: AtContract, visit_id: UUID, problems: Problems | None = None) -> Response:
    line = visit_view(get_visit(at.session, at.place, visit_id), at.place.contract_id)
    return at.setup_page("visits/cancel.html", problems, visit=line)


ROUTES: list[HTTPRouteHandler] = [ask_for_visit, book, ask_to_cancel, cancel]
