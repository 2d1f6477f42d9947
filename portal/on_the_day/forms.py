"""The forms on the day: how much to draw, what was seen of a row, and what is written beside."""

from collections import Counter
from uuid import UUID

from checklists.requirement import Checklist
from portal.on_the_day.queries.pool import STRATA
from portal.on_the_day.queries.sheets import Row, Sheet
from portal.web.between import SEEN, Questions, opened
from portal.web.fields import Fields
from portal.web.typed import Typed

RESULTS = {"seen": "Seen", "not-seen": "Not seen", "query": "Query"}
NOTES = {
    "observation": "What you observed",
    "good-practice": "Good practice",
    "soft-outcomes": "Soft outcomes",
    "interviews": "Notes of interviews",
}
ROW = Questions({"result": "What you have seen", "note": "Note"}, {"result": RESULTS})
NOTE = Questions({"words": "Text"})
MOST = 500
CALLED = {
    "in-order": "Requirements in order on the day",
    "not-in-order": "Requirements not in order",
    "staff": "Staff",
    "volunteers": "Volunteers",
}
"""The strata of a sample, as pages have them."""
HOW_MANY = f"enter how many, from 0 to {MOST}."


def read_sizes(typed: Typed) -> dict[str, int]:
    """How many of each stratum; what is empty is none. Raises CannotDo."""
    fields, sizes = Fields(typed), dict[str, int]()
    for stratum in STRATA:
        text = typed.first(stratum) or "0"
        if text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= MOST:
            sizes[stratum] = int(text)
        else:
            fields.problems[stratum] = f"{CALLED[stratum]}: {HOW_MANY}"
    fields.check()
    return sizes


def row_as_typed(result: str, note: str) -> Typed:
    return Typed({"result": [result] if result else [], "note": [note]})


def note_as_typed(words: str) -> Typed:
    return Typed({"words": [words]})


def row_titles(sheet: Sheet, checklist: Checklist) -> dict[UUID, str]:
    """What heads each row, with a number where two are called alike."""
    asked = {each.key: each.title for each in checklist.requirements}
    called = {
        row.row_id: asked.get(row.requirement_key) or row.requirement_key or row.called for row in sheet.rows
    }
    alike, before = Counter(called.values()), Counter[str]()
    for row_id, title in called.items():
        before[title] += 1
        if alike[title] > 1:
            called[row_id] = f"{title} ({before[title]})"
    return called


def sheet_questions(sheet: Sheet, checklist: Checklist) -> Questions:
    """Of the sheet as one form: each name goes on behind a hyphen with the row, or with what a note is
    about."""
    called, words = dict[str, str](), dict[str, dict[str, str]]()
    titles = row_titles(sheet, checklist)
    for row in sheet.rows:
        title = titles[row.row_id]
        called |= {
            f"result-{row.row_id}": f"{title}: what you have seen",
            f"note-{row.row_id}": f"{title}: note",
        }
        words[f"result-{row.row_id}"] = RESULTS
    return Questions(called | {f"words-{about}": title for about, title in NOTES.items()}, words)


def sheet_as_typed(sheet: Sheet) -> Typed:
    rows = {f"result-{row.row_id}": [row.result] if row.result else [] for row in sheet.rows}
    notes = {f"words-{about}": [sheet.notes.get(about, "")] for about in NOTES}
    return Typed(rows | {f"note-{row.row_id}": [row.note] for row in sheet.rows} | notes)


def row_typed(row: Row, typed: Typed) -> Typed:
    """What was typed of one row on the sheet as one form."""
    said = row_as_typed(typed.first(f"result-{row.row_id}"), typed.first(f"note-{row.row_id}"))
    return Typed({**said, SEEN: opened(ROW, row_as_typed(row.result, row.note))[SEEN]})


def note_typed(sheet: Sheet, about: str, typed: Typed) -> Typed:
    said = note_as_typed(typed.first(f"words-{about}"))
    return Typed({**said, SEEN: opened(NOTE, note_as_typed(sheet.notes.get(about, "")))[SEEN]})
