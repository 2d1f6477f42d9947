"""The matrix of partners by requirements on a day."""

from litestar import get
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from portal.access import Audience
from portal.overview.presenters import matrix as presenter
from portal.overview.queries.matrix import load_matrix
from portal.overview.queries.partners import AT_ONCE
from portal.places.contracts import ContractPlace
from portal.standing.queries.in_force import get_checklist
from portal.web.as_at import as_at_given
from portal.web.crumbs import contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.pagination import page_number, pagination, query_of, shown_words
from portal.web.rendering import page


@get(
    "/contracts/{contract_id:uuid}/matrix",
    guards=[Admits(Audience.REVIEWER, Audience.MANAGER)],
    sync_to_thread=True,
)
def show_matrix(
    request: Request,
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    is_whole = request.query_params.get("all") == "yes"
    number = page_number(request.query_params.get("page"))
    checklist = get_checklist(session, contract_place.contract_id, as_at.on)
    start = None if is_whole else (number - 1) * AT_ONCE
    matrix = load_matrix(session, contract_place, checklist, as_at.on, as_at.known, start)
    when, path = as_at_given(as_at), request.url.path
    return page(
        request,
        "overview/matrix.html",
        {
            "place": contract_place,
            "tab": "matrix",
            "breadcrumbs": contract_crumbs(contract_place),
            "as_at": as_at,
            "hidden": {"all": "yes" if is_whole else ""},
            "columns": presenter.columns(checklist),
            "rows": presenter.matrix_rows(matrix, checklist, as_at.on, query_of(when)),
            "key": presenter.KEY,
            "found": shown_words(
                1 if is_whole else number, matrix.total, "partner", matrix.total if is_whole else AT_ONCE
            ),
            "is_empty": not matrix.partners,
            "whole": None if is_whole or matrix.total <= AT_ONCE else path + query_of(when, all="yes"),
            "by_page": path + query_of(when) if is_whole and matrix.total > AT_ONCE else None,
            "pagination": None if is_whole else pagination(path, when, number, matrix.total),
        },
    )


ROUTES = [show_matrix]
