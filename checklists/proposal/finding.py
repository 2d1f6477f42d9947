"""Which of a document's tables are checklists, and the entries that they hold."""

import re
from collections.abc import Iterator

from checklists.proposal.columns import SUBJECT, Role, is_number, role_of
from checklists.proposal.document import Cell, Document, Row, Table
from checklists.proposal.entries import Entry, Gathered
from checklists.proposal.found import tidy
from checklists.proposal.layouts import SHARE_WITHOUT_HEADING, Layout, columns_of, layout_of, share_of

_CLOSING = re.compile(
    r"(?:signed|signature|print name|name|date|position|total|on behalf of.*)\s*:?\s*_*", re.I
)
_PLAIN_TITLE = re.compile(
    r"(?:contract |the )?(?:requirements?|polic(?:y|ies)|documents?|items?|obligations?|standards?|subject"
    r"|area|theme"
    r"|policy or document|document or policy|what (?:we|you) .*|compliance|.* required|insurances?)",
    re.I,
)
NO_GROUP = "Requirements"


def find_entries(document: Document) -> list[Entry]:
    """The entries of all checklists, in order; none where the document holds no checklist."""
    finder = _Finder(document.title)
    for table in document.tables:
        finder.take(table)
    return [entry for gathered in finder.gathered for entry in gathered.entries() if entry.title]


class _Finder:
    """Goes through the tables from the first to the last; a table may continue the one before it."""

    def __init__(self, title: str) -> None:
        self._title = title
        self.gathered: list[Gathered] = []
        self._layout: Layout | None = None
        self._group = NO_GROUP
        self._count = 0

    def take(self, table: Table) -> None:
        if not table.rows:
            return
        self._count += 1
        number = self._count
        layout = layout_of(table) or self._continued(table)
        if layout is None:
            self._layout = None
            for inner in inner_tables(table):
                self.take(inner)
            return
        continues = self._layout is not None and layout.heading_words == self._layout.heading_words
        named = group_of(table, layout)
        named = "" if named == self._title else named
        if named or not continues:
            self._group = named or NO_GROUP
        self._layout = layout
        self._rows(table, layout, number)

    def _continued(self, table: Table) -> Layout | None:
        """The layout of the table before, where this one goes on without a heading row of its own."""
        before = self._layout
        if (
            before is None
            or table.width != before.width
            or any(role_of(each) for each in table.rows[0].words[1:] if len(each) < 25)
        ):
            return None
        if any(each.heading for each in table.before) and share_of(table.rows) < SHARE_WITHOUT_HEADING:
            return None
        return Layout(before.headings, before.roles, before.heading_words, 0, before.width)

    def _rows(self, table: Table, layout: Layout, place: int) -> None:
        section_of_table = self._group
        for number, row in enumerate(table.rows):
            if number < layout.start or row.words == layout.heading_words or not row.filled:
                continue
            title = row.at(layout.title)
            if is_closing(row):
                continue
            if is_section(row, layout):
                self._group = tidy(row.filled[0].text) or section_of_table
            elif self._goes_on(row, title) and self.gathered:
                self.gathered[-1].rows.append(row)
            else:
                self.gathered.append(self._gather(row, title, layout, f"Table {place}, row {number + 1}"))

    def _goes_on(self, row: Row, title: Cell | None) -> bool:
        """Whether the row belongs to the requirement above: its title is merged with that, or left empty."""
        return title is None or title.continues or not title.text

    def _gather(self, row: Row, title: Cell | None, layout: Layout, place: str) -> Gathered:
        clause = next((each for each in map(row.at, columns_of(layout, Role.CLAUSE)) if each), None)
        said = clause.text if clause else ""
        group = next(
            (each.text for each in map(row.at, columns_of(layout, Role.GROUP)) if each and each.text), ""
        )
        return Gathered(
            place=place,
            group=tidy(group) or self._group,
            title=list(title.lines) if title else [],
            clause=said.strip().rstrip(".):"),
            headings=layout.headings,
            roles=layout.roles,
            rows=[row],
        )


def inner_tables(table: Table) -> Iterator[Table]:
    for row in table.rows:
        for cell in row.cells:
            if not cell.continues:
                yield from cell.tables


def is_closing(row: Row) -> bool:
    """Where somebody signs."""
    first = row.filled[0].text
    return bool(_CLOSING.fullmatch(first)) and not any(len(each.text.split()) > 6 for each in row.filled[1:])


def is_section(row: Row, layout: Layout) -> bool:
    """A row that only names what follows: one cell over all columns, or a bold one with nothing beside it."""
    distinct = [each for each in row.filled if not each.continues]
    if len(distinct) != 1 or layout.width == 1 or len(row.filled) > 1:
        return False
    (cell,) = distinct
    if is_number(cell.text) or cell.column > layout.title:
        return False
    is_wide = cell.column + cell.span >= layout.width
    is_asked_beside = Role.ASKS in layout.roles.values()
    return is_wide or cell.is_bold or (is_asked_beside and not SUBJECT.search(cell.text.casefold()))


def group_of(table: Table, layout: Layout) -> str:
    """What the rows are together: the heading of the titles where it says more than `Requirement`, else the
    heading above the table, or a lone cell above the heading row."""
    said = tidy(layout.headings.get(layout.title, "")) if layout.start else ""
    if (
        said
        and not _PLAIN_TITLE.fullmatch(said)
        and re.search(r"requirement|polic|document|insurance", said, re.I)
    ):
        return unquoted(said)
    above = [row.filled[0].text for row in table.rows[: max(0, layout.start - 1)] if len(row.filled) == 1]
    headings = [
        each.text for each in table.before if each.heading or (each.bold and len(each.text.split()) < 12)
    ]
    return unquoted(tidy((above or headings[-1:] or [""])[-1]))


def unquoted(text: str) -> str:
    return re.sub(r"[\"“”]", "", text).strip()
