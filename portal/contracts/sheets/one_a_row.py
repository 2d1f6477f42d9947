"""A tracking sheet with a row for each document, laid out as one with a column for each.

So every name that a document has in the file is a heading, which is known, guessed or asked about as others
are; and rows keep their numbers.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.spreadsheet import Row, Sheet, Value
from portal.contracts.sheets.tracked_words import ENDINGS
from portal.importing.sheets.columns import Column, plain_words
from portal.importing.sheets.headings import LOOKED_AT, shown
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


Known = Callable[[str], str]
"""The key of the column that a name, as `plain_words` gives it, is known or was said to be, or nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings are, and which columns hold the partner, the names of documents and their last days;
    `area` is None where there is none."""

    at: int
    partner: int
    document: int
    until: int
    area: int | None = None


def find_layout(sheet: Sheet, partner: Column, area: Column, known: Collection[str]) -> Layout | None:
    """None where no row names a partner, a document and a last day, or one names a requirement itself: that
    sheet has a column for each. `known` are headings of requirements, as `plain_words` gives them."""
    for at, cells in enumerate(sheet.rows[:LOOKED_AT]):
        heads = {plain_words(cell): place for place, cell in enumerate(cells) if isinstance(cell, str)}
        whose, document, until = (first_of(each, heads) for each in (partner.names, DOCUMENTS, LAST_DAYS))
        if whose is not None and document is not None and until is not None:
            is_wide = any(each in heads for each in known)
            return None if is_wide else Layout(at, whose, document, until, first_of(area.names, heads))
    return None


def first_of(names: Iterable[str], heads: Mapping[str, int]) -> int | None:
    return next((heads[name] for name in names if name in heads), None)


MOST_DOCUMENTS = 200
"""A sheet that names more has free text in that column; laid out, it would be as wide as it is long."""


def widen(sheet: Sheet, layout: Layout, known: Known) -> Sheet:
    """Behind the columns of the file one for each document that it names, under the first of its names; the
    two from which they are made stand empty. As it is where it names too many."""
    width = max(map(len, sheet.rows))
    below = sheet.rows[layout.at + 1 :]
    heads_of, places = dict[str, str](), dict[str, int]()
    for name in filter(None, (dated_in(row, layout) for row in below)):
        document = known(plain_words(name)) or plain_words(name)
        heads_of.setdefault(document, name)
        places[name] = width + list(heads_of).index(document)
        if len(heads_of) > MOST_DOCUMENTS:
            return sheet
    heads = (*without(sheet.rows[layout.at], layout, width), *heads_of.values())
    above = said_above(sheet, layout)
    rows = [
        spread(row, layout, width, places, above.get(number, {}))
        for number, row in enumerate(below, layout.at + 2)
    ]
    return replace(sheet, rows=(*sheet.rows[: layout.at], heads, *rows))


def said_above(sheet: Sheet, layout: Layout) -> dict[int, dict[int, Value]]:
    """By row that names a document and no partner, the cells of the nearest row above that does: some merge
    them, or write a name once for all that stands below it."""
    whose = [layout.partner, *([] if layout.area is None else [layout.area])]
    found, last = dict[int, dict[int, Value]](), dict[int, Value]()
    for number, row in enumerate(sheet.rows[layout.at + 1 :], layout.at + 2):
        here = {place: cell_at(row, place) for place in whose}
        if here[layout.partner] is not None:
            last = here
        elif last and document_in(row, layout) and all(cell is None for cell in here.values()):
            found[number] = last
    return found


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


def spread(
    row: Row, layout: Layout, width: int, places: Mapping[str, int], above: Mapping[int, Value]
) -> Row:
    if all(cell is None for cell in row):
        return row
    cells = without(row, layout, width) + [None] * len(set(places.values()))
    for place, cell in above.items():
        cells[place] = cell
    if name := dated_in(row, layout):
        cells[places[name]] = cell_at(row, layout.until)
    return tuple(cells)


def as_in_file(table: Table, sheet: Sheet, layout: Layout, partner: Column, keys: Collection[str]) -> Table:
    """What was read, with the addresses that days of the columns `keys` have in the file itself; a partner
    that stands above its row is to be looked at."""
    above = said_above(sheet, layout)

    def moved(cells: Sequence[Wrong]) -> tuple[Wrong, ...]:
        return tuple(
            replace(each, address=place_of(each.number, layout.until)) if each.key in keys else each
            for each in cells
        )

    def from_above(number: int) -> Iterator[Wrong]:
        if number in above:
            place, words = place_of(number, layout.partner), shown(above[number][layout.partner])
            yield Wrong(partner.key, partner.heading, place, "was read from a row above", words, number)

    def put_right(row: ReadRow) -> ReadRow:
        return replace(
            row,
            wrong=moved(row.wrong),
            look_again=(*moved(row.look_again), *from_above(row.number)),
            mended=moved(row.mended),
        )

    return replace(table, rows=tuple(map(put_right, table.rows)))
