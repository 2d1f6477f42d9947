"""The sheet as one form: without script each button saves all that was typed on it."""

from collections.abc import Mapping
from uuid import UUID

from portal.acting.wording import many_lines, refuse_problems
from portal.on_the_day.actions.hold_sheet import hold_sheet
from portal.on_the_day.actions.write_row import LONGEST, TOO_LONG, problems_of, write_note, write_row
from portal.on_the_day.forms import NOTES, note_typed, row_titles, row_typed, sheet_as_typed, sheet_questions
from portal.on_the_day.pages.frame import AtSheet
from portal.on_the_day.queries.sheets import Sheet, find_sheet
from portal.standing.actions.lock_engagements import lock_contract
from portal.standing.queries.in_force import get_checklist
from portal.web.between import settle
from portal.web.typed import Typed


def save_typed(at: AtSheet, typed: Typed) -> None:
    """All that was changed, or nothing. With script nothing comes here: there each row has been saved by
    itself. The contract is locked first, as what follows may lock it. Raises ChangedBetween and CannotDo."""
    if not any(name.startswith(("note-", "words-")) for name in typed):
        return
    lock_contract(at.session, at.place.contract_id)
    hold_sheet(at.session, at.place, at.where)
    sheet = find_sheet(at.session, at.where)
    checklist = get_checklist(at.session, at.place.contract_id, at.where.visit.on_date)
    settle(sheet_questions(sheet, checklist), typed, sheet_as_typed(sheet))
    rows, notes = changed_rows(sheet, typed), changed_notes(sheet, typed)
    refuse_problems(problems_in(row_titles(sheet, checklist), rows, notes))
    for row_id, said in rows.items():
        write_row(at.session, at.viewer, at.place, at.where, row_id, *said)
    for about, words in notes.items():
        write_note(at.session, at.viewer, at.place, at.where, about, words)


def changed_rows(sheet: Sheet, typed: Typed) -> dict[UUID, tuple[str, str]]:
    """Result and note of those that are otherwise than they are kept."""
    found = {}
    for row in sheet.rows:
        said = typed.first(f"result-{row.row_id}"), many_lines(typed.first(f"note-{row.row_id}"))
        if f"note-{row.row_id}" in typed and said != (row.result, row.note):
            found[row.row_id] = said
    return found


def changed_notes(sheet: Sheet, typed: Typed) -> dict[str, str]:
    given = {each: many_lines(typed.first(f"words-{each}")) for each in NOTES if f"words-{each}" in typed}
    return {about: words for about, words in given.items() if words != sheet.notes.get(about, "")}


def problems_in(
    titles: Mapping[UUID, str], rows: Mapping[UUID, tuple[str, str]], notes: Mapping[str, str]
) -> dict[str, str]:
    """Each says of which row or note it is."""
    found = {
        f"{name}-{row_id}": f"{titles[row_id]}: {problem}"
        for row_id, said in rows.items()
        for name, problem in problems_of(*said).items()
    }
    return found | {
        f"words-{about}": f"{NOTES[about]}: {TOO_LONG}"
        for about, words in notes.items()
        if len(words) > LONGEST
    }


def rows_typed(sheet: Sheet, typed: Typed) -> dict[UUID, Typed]:
    return {row.row_id: row_typed(row, typed) for row in sheet.rows if f"note-{row.row_id}" in typed}


def notes_typed(sheet: Sheet, typed: Typed) -> dict[str, Typed]:
    """What was typed into the notes, by what they are about."""
    return {each: note_typed(sheet, each, typed) for each in NOTES if f"words-{each}" in typed}
