"""Change what a contract is called, and its days: it was renamed, or extended."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.change_contract import ContractTerms, change_contract
from portal.places.contracts import ContractPlace
from portal.web.dates import day_as_typed
from portal.web.fields import Reading
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.setup_frame import form_page, to_setup
from portal.web.typed import Typed

PATH = "/contracts/{contract_id:uuid}/change"
MANAGER = [Admits(Audience.MANAGER)]


@get(PATH, guards=MANAGER, sync_to_thread=True)
def ask_for_change(request: Request, contract_place: NamedDependency[ContractPlace]) -> Response:
    days = day_as_typed("starts_on", contract_place.starts_on) | day_as_typed(
        "ends_on", contract_place.ends_on
    )
    typed = Typed({"title": [contract_place.title]} | days)
    return form_page(request, "contracts/terms.html", contract_place, {}, {"typed": typed})


@post(PATH, guards=MANAGER, sync_to_thread=True)
def change(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    typed: NamedDependency[Typed],
) -> Response:
    reading = Reading(typed)
    title = reading.words("title", "Enter what the contract is called.")
    starts_on = reading.day("starts_on", "The first day", "Enter the contract’s first day.")
    ends_on = reading.day("ends_on", "The last day", "Enter the contract’s last day.")
    if starts_on and ends_on and not reading.problems:
        try:
            change_contract(session, viewer, contract_place, ContractTerms(title, starts_on, ends_on))
        except CannotDo as refused:
            reading.problems |= refused.problems
    if reading.problems:
        return form_page(request, "contracts/terms.html", contract_place, reading.problems, {"typed": typed})
    return to_setup(contract_place, "changed")


ROUTES: list[HTTPRouteHandler] = [ask_for_change, change]
