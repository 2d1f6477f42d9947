"""The forms on the day: how much to draw, what was seen of a row, and what is written beside."""

from portal.on_the_day.queries.pool import STRATA
from portal.web.between import Questions
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
HOW_MANY = f"Enter a whole number from 0 to {MOST}."


def read_sizes(typed: Typed) -> dict[str, int]:
    """How many of each stratum; what is empty is none. Raises CannotDo."""
    fields, sizes = Fields(typed), dict[str, int]()
    for stratum in STRATA:
        text = typed.first(stratum) or "0"
        if text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= MOST:
            sizes[stratum] = int(text)
        else:
            fields.problems[stratum] = HOW_MANY
    fields.check()
    return sizes


def row_as_typed(result: str, note: str) -> Typed:
    return Typed({"result": [result] if result else [], "note": [note]})


def note_as_typed(words: str) -> Typed:
    return Typed({"words": [words]})
