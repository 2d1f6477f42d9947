"""Readiness and the matrix of a day as spreadsheets, to work on with. Each download is an event."""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from evidence.spreadsheet_writing import Written, write_workbook
from portal.access import Audience
from portal.database import Database
from portal.faults import write_anew
from portal.overview.pages.readiness import tell_points
from portal.overview.queries.matrix import load_matrix
from portal.overview.queries.partners import Wanted
from portal.overview.queries.readiness import list_readiness
from portal.packs.actions.note_download import note_sheet
from portal.packs.presenters.sheets import matrix_sheet, readiness_sheet
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import MATRIX_SHEET, READINESS_SHEET
from portal.web.at import AtContract, of_contract
from portal.web.downloads import download
from portal.web.http import Response

ALL = 100_000
"""Partners of one contract: more than there are."""


@get(READINESS_SHEET, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def give_readiness(at: NamedDependency[AtContract], database: NamedDependency[Database]) -> Response:
    wanted = Wanted(sort="level", limit=ALL)
    partners = list_readiness(at.session, at.place, at.as_at.when, wanted)
    told = tell_points(at, partners)
    return given(at, database, "readiness", readiness_sheet(partners, told, at.place.lead, at.as_at.on))


@get(MATRIX_SHEET, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def give_matrix(at: NamedDependency[AtContract], database: NamedDependency[Database]) -> Response:
    as_at = at.as_at
    checklist = get_checklist(at.session, at.place.contract_id, as_at.on, as_at.known)
    matrix = load_matrix(at.session, at.place, checklist, as_at.when, None)
    return given(at, database, "matrix", matrix_sheet(matrix, checklist, as_at.on))


def given(at: AtContract, database: Database, what: str, sheet: Written) -> Response:
    content, on, known = write_workbook([sheet]), at.as_at.on, at.as_at.known
    write_anew(database, lambda session: note_sheet(session, at.viewer, at.place, what, on, known))
    return download(content, "xlsx", f"{what}-{on.isoformat()}")


ROUTES: list[HTTPRouteHandler] = [give_readiness, give_matrix]
