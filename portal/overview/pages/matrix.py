"""The matrix of partners by requirements on a day."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.overview.forms import read_filters
from portal.overview.pages.filtering import names_here, people_here
from portal.overview.pages.readiness import found_words
from portal.overview.presenters import matrix as presenter
from portal.overview.presenters.filters import filters_view
from portal.overview.presenters.here import here_view
from portal.overview.queries.here import find_here
from portal.overview.queries.matrix import Matrix, load_matrix
from portal.overview.queries.narrowing import only_asked
from portal.overview.queries.partners import A_PAGE
from portal.standing.queries.alike import tell_apart
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import MATRIX, MATRIX_SHEET, MATRIX_WORD
from portal.web.as_at import as_at_given
from portal.web.at import AtContract, of_contract
from portal.web.http import Response
from portal.web.pagination import page_number, pagination


@get(MATRIX, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_matrix(at: NamedDependency[AtContract]) -> Response:
    place, as_at, number = at.place, at.as_at, page_number(at.asked("page"))
    asked, people = get_checklist(at.session, place.contract_id, as_at.on, as_at.known), people_here(at)
    filters = read_filters(at.asked, asked.requirements, people)
    checklist = only_asked(asked, filters.narrow.requirement)
    start = None if filters.is_whole else (number - 1) * A_PAGE
    found_here = find_here(at.session, place, as_at.when)
    engaged = found_here.counted.engagements
    matrix = load_matrix(at.session, place, checklist, as_at.when, start, filters.narrow, engaged)
    when, path = as_at_given(as_at), MATRIX(place.contract_id)
    given, names = {**when, **filters.given}, names_here(at, asked.requirements, people)
    here = here_view(found_here, place, matrix.total, as_at.on, when)
    is_long = matrix.total > A_PAGE
    return at.page(
        "overview/matrix.html",
        tab="matrix",
        as_at=as_at,
        when=when,
        here=here,
        hidden=filters.along,
        filters=filters_view(filters, names, MATRIX(place.contract_id, **when)),
        sheet_href=MATRIX_SHEET(place.contract_id, **given),
        word_href=MATRIX_WORD(place.contract_id, **given),
        columns=presenter.columns(checklist),
        rows=presenter.matrix_rows(matrix, checklist, as_at.on, when, numbers_of(at, matrix)),
        key=presenter.KEY,
        found=found_words(number, matrix.total, "" if filters.is_narrowed else here.areas, filters.is_whole),
        is_empty=not matrix.partners,
        whole=MATRIX(place.contract_id, **given, all="yes") if is_long and not filters.is_whole else None,
        by_page=MATRIX(place.contract_id, **given) if is_long and filters.is_whole else None,
        pagination=None if filters.is_whole else pagination(path, given, number, matrix.total),
    )


def numbers_of(at: AtContract, matrix: Matrix) -> dict[UUID, str]:
    return tell_apart(at.session, {engagement_id: name for _, engagement_id, name, _ in matrix.partners})


ROUTES: list[HTTPRouteHandler] = [show_matrix]
