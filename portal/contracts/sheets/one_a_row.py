"""A tracking sheet with a row for each document, laid out as one with a column for each.

So every name that a document has in the file is a heading, which is known, guessed or asked about as others
are; and rows keep their numbers.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.spreadsheet import Row, Sheet, Value
from portal.contracts.sheets.tracked_words import ENDINGS
from portal.importing.sheets.columns import plain_words
from portal.importing.sheets.headings import LOOKED_AT
from portal.importing.sheets.tables import ReadRow, Table, Wrong, place_of

DOCUMENTS = (
    "requirement",
    "document",
    "document name",
    "document type",
    "type of document",
    "name of document",
    "evidence",
    "evidence type",
    "policy",
    "policy name",
    "policy or document",
    "item",
    "compliance item",
    "what",
)
"""What the column with the names of documents is called; of two the earlier here."""

LAST_DAYS = ("expiry", "expiry date", "expires", "expires on", "date of expiry", "valid to", *ENDINGS[1:])
"""The same of the column that says until when they are in order."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings are, and which columns hold the names of documents and their last days."""

    at: int
    document: int
    until: int


def find_layout(sheet: Sheet, partner: Collection[str], known: Collection[str]) -> Layout | None:
    """None where no row names a partner, a document and a last day, or one names a requirement itself: that
    sheet has a column for each. `partner` and `known` are headings of the partner and of requirements, as
    `plain_words` gives them."""
    for at, cells in enumerate(sheet.rows[:LOOKED_AT]):
        heads = {plain_words(cell): place for place, cell in enumerate(cells) if isinstance(cell, str)}
        document, until = first_of(DOCUMENTS, heads), first_of(LAST_DAYS, heads)
        if document is not None and until is not None and any(each in heads for each in partner):
            return None if any(each in heads for each in known) else Layout(at, document, until)
    return None


def first_of(names: Sequence[str], heads: Mapping[str, int]) -> int | None:
    return next((heads[name] for name in names if name in heads), None)


def widen(sheet: Sheet, layout: Layout) -> Sheet:
    """Behind the columns of the file one for each document that it names; the two from which they are made
    stand empty."""
    width = max(map(len, sheet.rows))
    below = sheet.rows[layout.at + 1 :]
    names = list(dict.fromkeys(name for row in below if (name := dated_in(row, layout))))
    places = {name: width + number for number, name in enumerate(names)}
    heads = (*without(sheet.rows[layout.at], layout, width), *names)
    rows = [spread(row, layout, width, places) for row in below]
    return replace(sheet, rows=(*sheet.rows[: layout.at], heads, *rows))


def dated_in(row: Row, layout: Layout) -> str:
    """The document of a row that says until when."""
    return document_in(row, layout) if cell_at(row, layout.until) is not None else ""


def document_in(row: Row, layout: Layout) -> str:
    cell = cell_at(row, layout.document)
    return " ".join(str(cell).split()) if cell is not None else ""


def cell_at(row: Row, place: int) -> Value:
    return row[place] if place < len(row) else None


def without(row: Row, layout: Layout, width: int) -> list[Value]:
    made_from = {layout.document, layout.until}
    return [None if place in made_from else cell_at(row, place) for place in range(width)]


def spread(row: Row, layout: Layout, width: int, places: Mapping[str, int]) -> Row:
    if all(cell is None for cell in row):
        return row
    cells = without(row, layout, width) + [None] * len(places)
    if name := dated_in(row, layout):
        cells[places[name]] = cell_at(row, layout.until)
    return tuple(cells)


def at_their_places(table: Table, layout: Layout, keys: Collection[str]) -> Table:
    """With the addresses that days of the columns `keys` have in the file itself."""

    def moved(cells: Sequence[Wrong]) -> tuple[Wrong, ...]:
        return tuple(
            replace(each, address=place_of(each.number, layout.until)) if each.key in keys else each
            for each in cells
        )

    def put_right(row: ReadRow) -> ReadRow:
        return replace(
            row,
            wrong=moved(row.wrong),
            look_again=moved(row.look_again),
            mended=moved(row.mended),
        )

    return replace(table, rows=tuple(map(put_right, table.rows)))
