"""Add a delivery partner to a contract."""

from collections.abc import Iterable

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from checklists.vocabulary import Condition
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.conditions.presenters import questions
from portal.contracts.actions.add_partner import add_partner
from portal.contracts.forms import read_partner
from portal.places.contracts import ContractPlace
from portal.standing.queries.conditions import list_used_conditions
from portal.web.choices import radios
from portal.web.dates import day_as_typed
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.setup_frame import form_page, to_setup
from portal.web.typed import Typed

PATH = "/contracts/{contract_id:uuid}/partners/new"
MANAGER = [Admits(Audience.MANAGER)]
FORMS = {"charity": "A charity", "company": "A company", "other": "Something else, or not known yet"}
FORM_HINTS = {
    "charity": "Also a charitable company or a CIO: accounts within ten months",
    "company": "Also a community interest company: accounts within nine months",
}


@get(PATH, guards=MANAGER, sync_to_thread=True)
def ask_for_partner(
    request: Request,
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
) -> Response:
    dates = day_as_typed("starts_on", contract_place.starts_on) | day_as_typed(
        "ends_on", contract_place.ends_on
    )
    used = list_used_conditions(session, contract_place)
    return partner_page(request, contract_place, used, Typed(dates), {})


@post(PATH, guards=MANAGER, sync_to_thread=True)
def add(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    typed: NamedDependency[Typed],
) -> Response:
    used = list_used_conditions(session, contract_place)
    read, problems = read_partner(typed, used)
    if read is None:
        return partner_page(request, contract_place, used, typed, problems)
    try:
        add_partner(session, viewer, contract_place, *read)
    except CannotDo as refused:
        return partner_page(request, contract_place, used, typed, refused.problems)
    return to_setup(contract_place, "partner")


def partner_page(
    request: Request,
    place: ContractPlace,
    used: Iterable[Condition],
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    forms = radios(FORMS, typed.first("legal_form"), FORM_HINTS)
    context = {"typed": typed, "legal_forms": forms, "conditions": questions(used)}
    return form_page(request, "contracts/partner.html", place, problems, context)


ROUTES: list[HTTPRouteHandler] = [ask_for_partner, add]
