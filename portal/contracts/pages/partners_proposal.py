"""What was read from a file about partners, row by row, before anything of it is kept."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.contracts.actions.import_partners import import_partners
from portal.contracts.pages.partners_import import MANAGER, PATH, address
from portal.contracts.presenters.partners_import import done_words, partner_row, plan_words
from portal.contracts.queries.partners_known_by_name import find_partners
from portal.contracts.sheets.partners import Planned, plan_partners
from portal.importing.presenters import read_view
from portal.importing.queries import Proposed, get_partners_proposal
from portal.importing.sheets.kept import from_data
from portal.importing.sheets.tables import Table
from portal.places.contracts import ContractPlace
from portal.web.http import Request, Response
from portal.web.pagination import page_number, pagination, shown_words
from portal.web.setup_frame import form_page

AT_ONCE = 100


@get(f"{PATH}/{{proposal_id:uuid}}", guards=MANAGER, sync_to_thread=True)
def show_partners_read(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    proposal_id: FromPath[UUID],
) -> Response:
    proposed = get_partners_proposal(session, contract_place, proposal_id, clock.now())
    if proposed.is_confirmed:
        context = {"file_name": proposed.file_name, "lines": done_words(proposed.outcome)}
        return form_page(request, "contracts/partners_done.html", contract_place, {}, context)
    return proposal_page(request, session, viewer, contract_place, proposed, {})


@post(f"{PATH}/{{proposal_id:uuid}}", guards=MANAGER, sync_to_thread=True)
def confirm_partners_read(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    proposal_id: FromPath[UUID],
) -> Response:
    """The second of two clicks comes to what the first one did."""
    proposed = get_partners_proposal(session, contract_place, proposal_id, clock.now())
    if not proposed.is_confirmed:
        planned = plan_of(session, viewer, contract_place, proposed)[1]
        try:
            import_partners(session, viewer, contract_place, proposal_id, planned)
        except CannotDo as refused:
            session.rollback()
            return proposal_page(request, session, viewer, contract_place, proposed, refused.problems)
    return Redirect(f"{address(contract_place)}/{proposal_id}", status_code=303)


def plan_of(
    session: Session, viewer: Viewer, place: ContractPlace, proposed: Proposed
) -> tuple[Table, tuple[Planned, ...]]:
    table = from_data(proposed.content)
    names = {str(row.values["name"]) for row in table.right}
    return table, plan_partners(table.right, find_partners(session, viewer, place, names))


def proposal_page(
    request: Request,
    session: Session,
    viewer: Viewer,
    place: ContractPlace,
    proposed: Proposed,
    problems: dict[str, str],
) -> Response:
    table, planned = plan_of(session, viewer, place, proposed)
    number = page_number(request.query_params.get("page"), len(planned), AT_ONCE)
    shown = planned[(number - 1) * AT_ONCE : number * AT_ONCE]
    context = {
        "read": read_view(proposed.file_name, table, "row", "rows"),
        "plan": plan_words(planned),
        "rows": [partner_row(each, place.starts_on, place.ends_on) for each in shown],
        "found": shown_words(number, len(planned), "partner", AT_ONCE),
        "pagination": pagination(request.url.path, {}, number, len(planned), AT_ONCE),
        "base": address(place),
    }
    return form_page(request, "contracts/partners_read.html", place, problems, context)


ROUTES: list[HTTPRouteHandler] = [show_partners_read, confirm_partners_read]
