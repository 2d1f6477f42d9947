"""A sheet, in words: what each row is about, how it stands, and who signed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from checklists.requirement import Checklist, Requirement
from checklists.year.rating import is_rated
from portal.files.queries import HELD
from portal.on_the_day.forms import CALLED, NOTE, NOTES, RESULTS, ROW, note_as_typed, row_as_typed, row_titles
from portal.on_the_day.queries.sheets import PartnerOfVisit, Row, Sheet, SheetPlace
from portal.web.addresses import ROW_FINDING, ROW_PHOTO, SAVE_NOTE, SAVE_ROW, SHEET
from portal.web.between import SEEN, opened
from portal.web.typed import Typed
from portal.words.wording import counted, moment, size

STRATUM_WORDS = CALLED

FOUND = "found"
TONES = {"seen": "met", "not-seen": "missing", "query": "soon", "": "not-needed"}


@dataclass(frozen=True, slots=True)
class PhotoView:
    file_id: UUID
    name: str
    size: str
    is_open: bool
    is_harmful: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """`look_for` is what a reviewer looks for; `seen` what the row's form carries of what it showed."""

    row_id: UUID
    title: str
    about: str
    look_for: tuple[str, ...]
    why_here: str
    result: str
    result_words: str
    tone: str
    note: str
    seen: str
    saved: str
    photos: tuple[PhotoView, ...]
    href: str
    photo_href: str
    finding_href: str


@dataclass(frozen=True, slots=True)
class NoteView:
    about: str
    title: str
    words: str
    seen: str
    href: str


def row_views(sheet: Sheet, where: SheetPlace, contract_id: UUID, checklist: Checklist) -> list[RowView]:
    titles, asked = row_titles(sheet, checklist), {each.key: each for each in checklist.requirements}
    return [
        row_view(row, titles[row.row_id], where, contract_id, asked.get(row.requirement_key))
        for row in sheet.rows
    ]


def row_view(
    row: Row, title: str, where: SheetPlace, contract_id: UUID, requirement: Requirement | None
) -> RowView:
    here = (contract_id, where.visit.visit_id, where.engagement_id, row.row_id)
    return RowView(
        row.row_id,
        title,
        f"Clause {requirement.clause}" if requirement and requirement.clause else row.job,
        requirement.look_for if requirement else (),
        "Drawn" if row.stratum else "Picked",
        row.result,
        RESULTS.get(row.result, "Not looked at yet"),
        TONES[row.result],
        row.note,
        opened(ROW, row_as_typed(row.result, row.note)).first(SEEN),
        f"Saved by {row.saved_by}, {moment(row.saved_at)}" if row.saved_at else "",
        tuple(
            PhotoView(
                each.file_id,
                each.name,
                size(each.size),
                each.scan not in HELD,
                each.scan == FOUND,
            )
            for each in row.photos
        ),
        SAVE_ROW(*here),
        ROW_PHOTO(*here),
        ROW_FINDING(*here) if row.result in {"not-seen", "query"} else "",
    )


def with_typed(view: RowView, typed: Typed) -> RowView:
    """The row as somebody typed it, where it could not be saved."""
    return replace(
        view,
        result=typed.first("result"),
        note=typed.first("note"),
        seen=typed.first(SEEN),
    )


def note_views(
    sheet: Sheet, where: SheetPlace, contract_id: UUID, checklist: Checklist, typed: Mapping[str, Typed]
) -> list[NoteView]:
    """Soft outcomes and interviews where the contract asks for soft outcomes, or something is written."""
    found = []
    for about in NOTES:
        words = sheet.notes.get(about, "")
        if about in {"soft-outcomes", "interviews"} and not (asks_outcomes(checklist) or words):
            continue
        given = typed.get(about)
        found.append(
            NoteView(
                about,
                NOTES[about],
                given.first("words") if given else words,
                given.first(SEEN) if given else opened(NOTE, note_as_typed(words)).first(SEEN),
                SAVE_NOTE(contract_id, where.visit.visit_id, where.engagement_id, about),
            )
        )
    return found


def asks_outcomes(checklist: Checklist) -> bool:
    """Whether the contract asks for soft outcomes, such as 004 8.6."""
    return any("soft-outcome" in each.key or is_rated(each) for each in checklist.year.returns)


def progress_words(sheet: Sheet) -> str:
    if not sheet.rows:
        return "Nothing is on the sheet yet."
    looked = len(sheet.rows) - len(sheet.open_rows)
    return f"{looked} of {counted(len(sheet.rows), 'row')} looked at"


def signed_words(sheet: Sheet) -> str:
    signed = sheet.signed
    return f"Signed off by {signed.signed_by}, {moment(signed.signed_at)}" if signed else ""


def reopened_words(sheet: Sheet) -> str:
    last = next(iter(sheet.signings), None)
    if last is None or last.reopened_at is None:
        return ""
    return f"Reopened on {moment(last.reopened_at)}: “{last.reopened_because}”"


def partner_line(each: PartnerOfVisit, contract_id: UUID, visit_id: UUID) -> dict[str, str]:
    words = f"{each.looked_at} of {each.rows} looked at" if each.rows else "Nothing on the sheet yet"
    return {
        "title": f"{each.partner}, {each.area}" if each.area else each.partner,
        "href": SHEET(contract_id, visit_id, each.engagement_id),
        "words": "Signed off" if each.is_signed else words,
    }
