"""The matrix of partners by requirements on a day."""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.overview.presenters import matrix as presenter
from portal.overview.presenters.here import here_view
from portal.overview.queries.here import find_here
from portal.overview.queries.matrix import load_matrix
from portal.overview.queries.partners import AT_ONCE
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import MATRIX, MATRIX_SHEET
from portal.web.as_at import as_at_given
from portal.web.at import AtContract, of_contract
from portal.web.http import Response
from portal.web.pagination import page_number, pagination, shown_words


@get(MATRIX, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_matrix(at: NamedDependency[AtContract]) -> Response:
    place, as_at = at.place, at.as_at
    is_whole, number = at.asked("all") == "yes", page_number(at.asked("page"))
    checklist = get_checklist(at.session, place.contract_id, as_at.on, as_at.known)
    start = None if is_whole else (number - 1) * AT_ONCE
    matrix = load_matrix(at.session, place, checklist, as_at.when, start)
    when, path = as_at_given(as_at), MATRIX(place.contract_id)
    here = here_view(find_here(at.session, place, as_at.when), place, matrix.total, as_at.on, when)
    return at.page(
        "overview/matrix.html",
        tab="matrix",
        as_at=as_at,
        here=here,
        hidden={"all": "yes" if is_whole else ""},
        sheet_href=MATRIX_SHEET(place.contract_id, **when),
        columns=presenter.columns(checklist),
        rows=presenter.matrix_rows(matrix, checklist, as_at.on, when),
        key=presenter.KEY,
        found=found_words(number, matrix.total, is_whole),
        is_empty=not matrix.partners,
        whole=None if is_whole or matrix.total <= AT_ONCE else MATRIX(place.contract_id, **when, all="yes"),
        by_page=MATRIX(place.contract_id, **when) if is_whole and matrix.total > AT_ONCE else None,
        pagination=None if is_whole else pagination(path, when, number, matrix.total),
    )


def found_words(number: int, total: int, is_whole: bool) -> str:
    if is_whole:
        return shown_words(1, total, "partner", total)
    return shown_words(number, total, "partner", AT_ONCE)


ROUTES: list[HTTPRouteHandler] = [show_matrix]
