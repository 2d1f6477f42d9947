"""The page of a visit on its day, made for a phone on poor signal: row by row, each saved by itself."""

from collections.abc import Mapping
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.on_the_day.actions.hold_sheet import hold_sheet
from portal.on_the_day.actions.sign_sheet import reopen_sheet, sign_sheet
from portal.on_the_day.actions.write_row import find_note, get_row, write_note, write_row
from portal.on_the_day.forms import (
    NOTE,
    NOTES,
    RESULTS,
    ROW,
    note_as_typed,
    row_as_typed,
    sheet_as_typed,
    sheet_questions,
)
from portal.on_the_day.pages.frame import FOR_THE_DESK, OF_SHEET, AtSheet
from portal.on_the_day.pages.whole import notes_typed, rows_typed, save_typed
from portal.on_the_day.presenters.report import REPORT_TITLE
from portal.on_the_day.presenters.sheet import (
    note_views,
    partner_line,
    progress_words,
    reopened_words,
    row_views,
    signed_words,
    with_typed,
)
from portal.on_the_day.queries.sheets import find_sheet, findings_of, list_partners
from portal.standing.queries.in_force import get_checklist
from portal.visits.queries.booked import get_visit
from portal.web.addresses import (
    CALENDAR,
    FINDINGS,
    ON_THE_DAY,
    REOPEN_SHEET,
    ROW_PHOTO,
    SAMPLE,
    SAVE_NOTE,
    SAVE_ROW,
    SHEET,
    SIGN_SHEET,
    VISIT_REPORT,
)
from portal.web.at import AtContract
from portal.web.between import SEEN, opened, settle
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.labels import VISIT as KINDS
from portal.words.wording import day

DONE = {
    "drawn": "The sample is drawn.",
    "picked": "It is on the sheet.",
    "photo": "The file is kept.",
    "signed": "It is signed off. The partner is told, and reads the draft report.",
    "reopened": "It is reopened. The partner reads why, and no report until it is signed again.",
}
NOTHING: Mapping[str, Typed] = {}
NO_ROWS: Mapping[UUID, Typed] = {}


@get(ON_THE_DAY, **FOR_THE_DESK)
def choose_partner(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    """Straight to the sheet where the visit is with one partner."""
    place, visit = at.place, get_visit(at.session, at.place, visit_id)
    partners = list_partners(at.session, place, visit)
    if len(partners) == 1:
        return at.go(SHEET(place.contract_id, visit_id, partners[0].engagement_id))
    return at.page(
        "on_the_day/partners.html",
        tab="calendar",
        breadcrumbs=contract_crumbs(place, {"text": "Calendar", "href": CALENDAR(place.contract_id)}),
        visit_title=f"{KINDS[visit.kind]} on {day(visit.on_date)}",
        partners=[partner_line(each, place.contract_id, visit_id) for each in partners],
    )


@get(SHEET, **OF_SHEET)
def show_sheet(at: NamedDependency[AtSheet]) -> Response:
    return sheet_page(at)


def sheet_page(
    at: AtSheet,
    problems: Problems | None = None,
    typed_rows: Mapping[UUID, Typed] = NO_ROWS,
    notes: Mapping[str, Typed] = NOTHING,
    reason: str = "",
    photo: UUID | None = None,
    whole: Typed | None = None,
) -> Response:
    """`typed_rows` and `notes` are what was typed and could not be saved; `photo` the row of a file that
    could not, `whole` the sheet as one form."""
    where = at.where
    sheet = find_sheet(at.session, where)
    checklist = get_checklist(at.session, at.place.contract_id, where.visit.on_date)
    if whole is not None:
        typed_rows, notes = rows_typed(sheet, whole), notes_typed(sheet, whole)
    views = [
        with_typed(each, typed_rows[each.row_id]) if each.row_id in typed_rows else each
        for each in row_views(sheet, where, at.place.contract_id, checklist)
    ]
    wrong = str(next(iter((*typed_rows, *notes)), photo or "")) if whole is None else ""
    return at.page(
        "on_the_day/sheet.html",
        problems,
        rows=views,
        notes=note_views(sheet, where, at.place.contract_id, checklist, notes),
        results=RESULTS,
        found=findings_of(at.session, where.visit.visit_id, sheet.rows),
        findings_href=FINDINGS(at.place.contract_id, where.visit.visit_id),
        wrong=wrong,
        first_ids={name: f"{name}-{wrong}" for name in ("result", "note", "words", "file")},
        progress=progress_words(sheet),
        signed=signed_words(sheet),
        reopened=reopened_words(sheet),
        reason=reason,
        done=DONE.get(at.asked("done"), ""),
        is_drawn=sheet.draw is not None,
        seen=(whole or opened(sheet_questions(sheet, checklist), sheet_as_typed(sheet))).first(SEEN),
        sample_href=SAMPLE(*at.own),
        sign_href=SIGN_SHEET(*at.own),
        reopen_href=REOPEN_SHEET(*at.own),
        report_href=VISIT_REPORT(where.engagement_id, where.visit.visit_id) if sheet.sheet_id else "",
        report_title=REPORT_TITLE,
        sender=at.viewer.person_id.hex,
    )


@post(SAVE_ROW, once=True, **OF_SHEET)
def save_row(at: NamedDependency[AtSheet], typed: NamedDependency[Typed], row_id: FromPath[UUID]) -> Response:
    def act() -> Response:
        sheet_id = hold_sheet(at.session, at.place, at.where)
        settle(ROW, typed, row_as_typed(*get_row(at.session, sheet_id, row_id)))
        said = typed.first("result"), typed.first("note")
        write_row(at.session, at.viewer, at.place, at.where, row_id, *said)
        return at.go(f"{at.address}#row-{row_id}")

    return at.try_to(act, lambda problems: sheet_page(at, problems, {row_id: typed}))


@post(SAVE_NOTE, once=True, **OF_SHEET)
def save_note(at: NamedDependency[AtSheet], typed: NamedDependency[Typed], about: FromPath[str]) -> Response:
    def act() -> Response:
        sheet_id = hold_sheet(at.session, at.place, at.where)
        settle(NOTE, typed, note_as_typed(find_note(at.session, sheet_id, about)))
        write_note(at.session, at.viewer, at.place, at.where, about, typed.first("words"))
        return at.go(f"{at.address}#note-{about}")

    shown = {about: typed} if about in NOTES else {}
    return at.try_to(act, lambda problems: sheet_page(at, problems, notes=shown))


@post(SHEET, once=True, **OF_SHEET)
def save_sheet(at: NamedDependency[AtSheet], typed: NamedDependency[Typed]) -> Response:
    """Where a photo is to be added, the page for that is next."""

    def act() -> Response:
        save_typed(at, typed)
        wanted = typed.first("photo")
        rows = find_sheet(at.session, at.where).rows if wanted else ()
        row_id = next((each.row_id for each in rows if str(each.row_id) == wanted), None)
        return at.go(ROW_PHOTO(*at.own, row_id) if row_id else at.address)

    return at.try_to(act, lambda problems: sheet_page(at, problems, whole=typed))


@post(SIGN_SHEET, **OF_SHEET)
def sign(at: NamedDependency[AtSheet], typed: NamedDependency[Typed]) -> Response:
    """What is typed on the sheet is saved before."""

    def act() -> Response:
        save_typed(at, typed)
        sign_sheet(at.session, at.viewer, at.place, at.where)
        return at.go(done_at(at, "signed"))

    return at.try_to(act, lambda problems: sheet_page(at, problems, whole=typed))


@post(REOPEN_SHEET, **OF_SHEET)
def reopen(at: NamedDependency[AtSheet], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        reopen_sheet(at.session, at.viewer, at.place, at.where, typed.first("reason"))
        return at.go(done_at(at, "reopened"))

    return at.try_to(act, lambda problems: sheet_page(at, problems, reason=typed.first("reason")))


def done_at(at: AtSheet, done: str, **more: object) -> str:
    return SHEET(*at.own, done=done, **more)


ROUTES: list[HTTPRouteHandler] = [choose_partner, show_sheet, save_sheet, save_row, save_note, sign, reopen]
