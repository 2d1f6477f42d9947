"""The draft report of a visit: for its partner once it is signed off, and for the lead. Nobody else's."""

import io
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from evidence.report_writing import write_report
from portal import clock
from portal.access import Audience, NotHere
from portal.on_the_day.actions.note_report import note_report
from portal.on_the_day.pages.frame import visit_title
from portal.on_the_day.presenters.report import ABOUT, ReportView, as_report, report_view
from portal.on_the_day.presenters.sheet import note_views, reopened_words, row_views
from portal.on_the_day.queries.sheets import Sheet, SheetPlace, find_sheet, get_sheet_place
from portal.standing.queries.in_force import get_checklist
from portal.web.addresses import VISIT_REPORT, VISIT_REPORT_FILE
from portal.web.at import AtEngagement, of_engagement
from portal.web.downloads import download
from portal.web.http import Response
from portal.web.opening import record_look

FOR_BOTH = of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)


@get(VISIT_REPORT, **FOR_BOTH)
def show_report(at: NamedDependency[AtEngagement], visit_id: FromPath[UUID]) -> Response:
    """While it is reopened its partner reads only why."""
    where, sheet = found(at, visit_id)
    is_reopened = sheet.signed is None and is_partners(at)
    return at.page(
        "on_the_day/report.html",
        breadcrumbs=at.way({"text": visit_title(where), "href": VISIT_REPORT(where.engagement_id, visit_id)}),
        report=None if is_reopened else view_of(at, where, sheet),
        reopened=reopened_words(sheet),
        visit_title=visit_title(where),
        about=ABOUT,
        file_href=VISIT_REPORT_FILE(where.engagement_id, visit_id),
    )


@get(VISIT_REPORT_FILE, **FOR_BOTH)
def give_report(at: NamedDependency[AtEngagement], visit_id: FromPath[UUID]) -> Response:
    """As a Word document, which is an event."""
    where, sheet = found(at, visit_id)
    if sheet.signed is None and is_partners(at):
        raise NotHere
    out, view = io.BytesIO(), view_of(at, where, sheet)
    write_report(as_report(view, clock.now()), out)
    record_look(at, lambda session: note_report(session, at.viewer, at.place, visit_id))
    return download(out.getvalue(), "docx", f"draft-report-{where.visit.on_date.isoformat()}")


def is_partners(at: AtEngagement) -> bool:
    return Audience.PARTNER in at.place.audiences


def found(at: AtEngagement, visit_id: UUID) -> tuple[SheetPlace, Sheet]:
    """Raises NotHere for its partner where it was never signed, and for anybody where there is no sheet."""
    where = get_sheet_place(at.session, at.place.contract, visit_id, at.place.engagement_id)
    sheet = find_sheet(at.session, where, by_partner=is_partners(at))
    if sheet.sheet_id is None or (is_partners(at) and not sheet.signings):
        raise NotHere
    return where, sheet


def view_of(at: AtEngagement, where: SheetPlace, sheet: Sheet) -> ReportView:
    contract = at.place.contract
    checklist = get_checklist(at.session, contract.contract_id, where.visit.on_date)
    rows = row_views(sheet, where, contract.contract_id, checklist)
    return report_view(
        sheet,
        rows,
        note_views(sheet, where, contract.contract_id, checklist, {}),
        contract=contract.title,
        lead=contract.lead,
        partner=f"{where.partner}, {where.area}" if where.area else where.partner,
        visit=visit_title(where),
    )


ROUTES: list[HTTPRouteHandler] = [show_report, give_report]
