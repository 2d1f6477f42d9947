"""Readiness and the matrix of a day as Excel and Word, as their pages show them: the same day, narrowed down
alike. Each download is an event."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.requirement import Checklist
from evidence.report_writing import Report, write_report
from evidence.spreadsheet_writing import Written, write_workbook
from portal import clock
from portal.access import Audience
from portal.overview.forms import Filters, read_filters
from portal.overview.pages.filtering import asked_here, names_here, people_here
from portal.overview.pages.matrix import numbers_of
from portal.overview.pages.readiness import ALL, tell_points
from portal.overview.presenters.filters import chosen_words
from portal.overview.queries.here import count_organisations
from portal.overview.queries.matrix import Matrix, Partners, load_matrix
from portal.overview.queries.narrowing import only_asked
from portal.overview.queries.partners import Wanted
from portal.overview.queries.readiness import PartnerReadiness, list_readiness
from portal.packs.actions.note_download import note_sheet
from portal.packs.presenters.lists import Shown, about, matrix_report, readiness_report
from portal.packs.presenters.sheets import matrix_sheet, readiness_sheet
from portal.standing.queries.alike import tell_apart
from portal.standing.queries.in_force import get_checklist
from portal.standing.queries.told import ToldBySlot
from portal.web.addresses import MATRIX_SHEET, MATRIX_WORD, READINESS_SHEET, READINESS_WORD
from portal.web.at import AtContract, of_contract
from portal.web.downloads import download
from portal.web.http import Response
from portal.web.opening import record_look

NEAR = (Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)
DESK = (Audience.REVIEWER, Audience.MANAGER)


@get(READINESS_SHEET, **of_contract(*NEAR))
def give_readiness(at: NamedDependency[AtContract]) -> Response:
    shown, partners, told = readiness_of(at)
    return sheet(at, shown, readiness_sheet(partners, told, at.place.lead, at.as_at.on))


@get(READINESS_WORD, **of_contract(*NEAR))
def write_readiness(at: NamedDependency[AtContract]) -> Response:
    shown, partners, told = readiness_of(at)
    return word(at, shown, readiness_report(partners, told, shown))


@get(MATRIX_SHEET, **of_contract(*DESK))
def give_matrix(at: NamedDependency[AtContract]) -> Response:
    shown, matrix, checklist = matrix_of(at)
    return sheet(at, shown, matrix_sheet(matrix, checklist, at.as_at.on))


@get(MATRIX_WORD, **of_contract(*DESK))
def write_matrix(at: NamedDependency[AtContract]) -> Response:
    shown, matrix, checklist = matrix_of(at)
    return word(at, shown, matrix_report(matrix, checklist, shown))


def readiness_of(at: AtContract) -> tuple[Shown, list[PartnerReadiness], ToldBySlot]:
    filters, shown = read_shown(at, "readiness", in_the_way=True)
    wanted = Wanted(level=filters.level, sort="level", limit=ALL, narrow=filters.narrow)
    listed = list_readiness(at.session, at.place, at.as_at.when, wanted)
    told = tell_points(at, listed)
    apart = tell_apart(at.session, {each.line.engagement_id: each.line.partner for each in listed})
    return shown, [numbered(each.with_told(told).only(filters.narrow), apart) for each in listed], told


def numbered(each: PartnerReadiness, apart: Mapping[UUID, str]) -> PartnerReadiness:
    line = each.line
    return replace(each, line=replace(line, partner=with_number(line.partner, apart.get(line.engagement_id))))


def matrix_of(at: AtContract) -> tuple[Shown, Matrix, Checklist]:
    filters, shown = read_shown(at, "matrix")
    asked = get_checklist(at.session, at.place.contract_id, at.as_at.on, at.as_at.known)
    checklist = only_asked(asked, filters.narrow.requirement)
    matrix = load_matrix(at.session, at.place, checklist, at.as_at.when, None, filters.narrow)
    return shown, replace(matrix, partners=with_numbers(at, matrix)), checklist


def with_numbers(at: AtContract, matrix: Matrix) -> Partners:
    """The partners of its rows; those that are called the same with their numbers."""
    apart = numbers_of(at, matrix)
    return tuple(
        (key, its, with_number(name, apart.get(its)), area) for key, its, name, area in matrix.partners
    )


def with_number(name: str, number: str | None) -> str:
    return f"{name} ({number})" if number else name


def read_shown(at: AtContract, what: str, *, in_the_way: bool = False) -> tuple[Filters, Shown]:
    requirements, people = asked_here(at), people_here(at)
    filters = read_filters(at.asked, requirements, people, in_the_way=in_the_way)
    words = chosen_words(filters, names_here(at, requirements, people))
    partners = count_organisations(at.session, at.place, at.as_at.when)
    return filters, Shown(what, at.place, at.as_at.on, at.as_at.known, words, clock.now(), partners)


def sheet(at: AtContract, shown: Shown, written: Written) -> Response:
    return given(at, shown, write_workbook([written, about(shown)]), "xlsx")


def word(at: AtContract, shown: Shown, report: Report) -> Response:
    out = BytesIO()
    write_report(report, out)
    return given(at, shown, out.getvalue(), "docx")


def given(at: AtContract, shown: Shown, content: bytes, kind: str) -> Response:
    what, on, known = shown.what, shown.on, shown.known
    record_look(at, lambda session: note_sheet(session, at.viewer, at.place, what, on, known))
    return download(content, kind, f"{what}-{on.isoformat()}")


ROUTES: list[HTTPRouteHandler] = [give_readiness, write_readiness, give_matrix, write_matrix]
