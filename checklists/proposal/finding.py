"""Which of a document's tables are checklists, the entries that they hold, and what was left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checklists.proposal.asides import begins_aside, counts_ratings, has_words, is_closing
from checklists.proposal.blocks import blocks_of
from checklists.proposal.columns import SUBJECT, Role, is_plain_heading, normal, role_of
from checklists.proposal.document import Cell, Document, Row, Table
from checklists.proposal.entries import TELLING, Entry, Gathered
from checklists.proposal.found import tidy
from checklists.proposal.headings import is_marked
from checklists.proposal.insurances import is_insurance_heading
from checklists.proposal.layouts import SHARE_WITHOUT_HEADING, Layout, columns_of, layout_of, share_of
from checklists.proposal.left_out import LeftOut, Why, as_left_out
from checklists.proposal.sections import Sections, heads_group

_PLAIN_TITLE = re.compile(
    r"(?:contract |the )?(?:requirements?|polic(?:y|ies)|documents?|items?|obligations?|standards?|subject"
    r"|area|theme|questions?|checklist items?|control(?: name)?s?"
    r"|policy or document|document or policy|what (?:we|you) .*|compliance|.* required|insurances?)",
    re.I,
)
_TELLING = TELLING | {Role.ASKS, Role.LOOK_FOR}
NO_GROUP = "Requirements"


def find_entries(document: Document) -> tuple[list[Entry], list[LeftOut]]:
    """The entries of all checklists, in order, none where the document holds no checklist; and what of its
    tables became none."""
    finder = _Finder(document.title)
    for table in document.tables:
        finder.take(table)
    return finder.entries(), finder.left_out


class _Finder:
    """Goes through the tables from the first to the last; a table may continue the one before it."""

    def __init__(self, title: str) -> None:
        self._title = title
        self.gathered: list[Gathered] = []
        self.left_out: list[LeftOut] = []
        self._layout: Layout | None = None
        self._group = NO_GROUP
        self._carried = ""
        self._count = 0

    def take(self, table: Table) -> None:
        if not any(row.filled for row in table.rows):
            return
        self._count += 1
        number = self._count
        for first, block in blocks_of(table):
            self._block(block, number, first)

    def entries(self) -> list[Entry]:
        """What was gathered; a row whose title holds no words is left out."""
        found = []
        for gathered in self.gathered:
            entries = [entry for entry in gathered.entries() if entry.title]
            if not entries:
                words = " ".join(each.text for each in gathered.title)
                self.left_out.append(LeftOut(gathered.place, words, Why.NO_TITLE))
            found += entries
        return found

    def _block(self, block: Table, number: int, first: int) -> None:
        layout = layout_of(block) or self._continued(block, first)
        if layout is None:
            self._layout = None if first == 0 else self._layout
            self._leave_out(number, first, filled(outside(block)), Why.OTHER)
            for each in inner_tables(block):
                self.take(each)
            return
        continues = self._layout is not None and layout.heading_words == self._layout.heading_words
        named = group_of(block, layout)
        named = "" if named == self._title else named
        if named or not continues:
            self._group = named or NO_GROUP
        self._layout, self._carried = layout, ""
        self._leave_out(number, first, above_headings(block, layout), Why.ABOVE)
        self._leave_out(number, first, doubtful_headings(block, layout, first), Why.SECTION)
        self._rows(block, layout, number, first)
        self._leave_out(number, first, filled(beside(block, layout)), Why.BESIDE)

    def _leave_out(self, number: int, first: int, rows: Iterable[tuple[int, Row]], why: Why) -> None:
        self.left_out += [as_left_out(number, first + at, row, why) for at, row in rows]

    def _continued(self, table: Table, first: int) -> Layout | None:
        """The layout of the table before, where this one goes on without a heading row of its own."""
        before = self._layout
        if first > 0:
            only = len(filled(table)) == 1
            return replace(before, heading_words=(), start=0) if before and only else None
        if (
            before is None
            or table.width != before.width
            or any(role_of(each) for each in table.rows[0].words[1:] if len(each) < 25)
        ):
            return None
        if any(each.heading for each in table.before) and share_of(table.rows) < SHARE_WITHOUT_HEADING:
            return None
        return Layout(before.headings, before.roles, before.heading_words, 0, before.width, before.crossed)

    def _rows(self, table: Table, layout: Layout, place: int, first: int) -> None:
        sections = Sections(table, layout)
        section_of_table, is_aside = self._group, False
        for number, row in filled(table):
            if number < layout.start or row.words == layout.heading_words:
                continue
            is_aside = is_aside or begins_aside(row)
            why = Why.ASIDE if is_aside else why_left_out(row, layout)
            if why is None and sections.has(row):
                self._group = tidy(row.filled[0].text) or section_of_table
                self._carried = ""
                why = None if sections.is_certain else Why.SECTION
                if why is None:
                    continue
            if why is not None:
                self.left_out.append(as_left_out(place, first + number, row, why))
                continue
            title = row.at(layout.title)
            if self._goes_on(title) and self.gathered:
                self.gathered[-1].rows.append(row)
            elif title is not None and title.text:
                where = f"Table {place}, row {first + number + 1}"
                self.gathered.append(self._gather(row, title, layout, where))
            else:
                self.left_out.append(as_left_out(place, first + number, row, Why.NO_TITLE))

    def _goes_on(self, title: Cell | None) -> bool:
        """Whether the row belongs to the requirement above: its title is merged with that, or left empty."""
        return title is None or title.continues or not title.text

    def _gather(self, row: Row, title: Cell, layout: Layout, place: str) -> Gathered:
        said = next(
            (cell.text for cell in map(row.at, columns_of(layout, Role.CLAUSE)) if cell and cell.text), ""
        )
        for cell in map(row.at, columns_of(layout, Role.GROUP)[:1]):
            self._carried = tidy(cell.text) if cell and cell.text else self._carried
        return Gathered(
            place=place,
            group=self._carried or self._group,
            title=list(title.lines),
            clause=said.strip().rstrip(".):"),
            layout=layout,
            rows=[row],
        )


def filled(table: Table) -> list[tuple[int, Row]]:
    return [(number, row) for number, row in enumerate(table.rows) if row.filled]


def inner_tables(table: Table) -> Iterator[Table]:
    for row in table.rows:
        for cell in row.cells:
            if not cell.continues:
                yield from cell.tables


def outside(table: Table) -> Table:
    """What its rows say themselves, outside of tables in their cells."""
    rows = [
        replace(row, cells=tuple(replace(each, tables=()) for each in row.cells if not each.continues))
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def above_headings(table: Table, layout: Layout) -> list[tuple[int, Row]]:
    """The rows of several cells above the heading row: a banner. What stands alone there is a title."""
    place = heading_place(table, layout)
    return [(number, row) for number, row in filled(table) if number < place and len(row.filled) > 1]


def doubtful_headings(table: Table, layout: Layout, first: int) -> list[tuple[int, Row]]:
    """A heading row that names a paper, so that it could be a requirement, and that nothing marks."""
    place = heading_place(table, layout)
    return [
        (number, row)
        for number, row in filled(table)
        if place <= number < layout.start and not is_marked(row) and names_one(row, is_first=first == 0)
    ]


def names_one(row: Row, *, is_first: bool) -> bool:
    """Whether it could be a requirement: it begins with what heads no column, as `Requirement` does. Below
    other rows `Policy` could be one too."""
    lead, *others = [normal(each.text) for each in row.filled]
    is_plain, names_paper = is_plain_heading(lead), bool(SUBJECT.search(lead))
    if not is_first:
        return names_paper or not is_plain
    if not is_plain:
        return names_paper
    return is_insurance_heading(lead) and not _TELLING.intersection(map(role_of, others))


def heading_place(table: Table, layout: Layout) -> int:
    """The number of the heading row."""
    places = [number for number, row in enumerate(table.rows) if row.words == layout.heading_words]
    return next(iter(places), layout.start)


def beside(table: Table, layout: Layout) -> Table:
    """What stands to the right of the checklist, from its heading row on."""
    last = max(layout.headings)
    rows = [replace(row, cells=tuple(each for each in row.cells if each.column > last)) for row in table.rows]
    return replace(table, rows=tuple(rows[max(0, layout.start - 1) :]))


def why_left_out(row: Row, layout: Layout) -> Why | None:
    """Why a row of a checklist's table is no requirement; None where it may be one."""
    if is_closing(row):
        return Why.CLOSING
    title = row.at(layout.title)
    if title is None or title.continues or not title.text:
        return None
    if repeats_heading(row, layout):
        return Why.HEADING
    if counts_ratings(title.text, row) and not SUBJECT.search(title.text.casefold()):
        return Why.ASIDE
    return None if has_words(title.text) else Why.NO_TITLE


def repeats_heading(row: Row, layout: Layout) -> bool:
    """Whether it says again what the heading row says, if not all of it."""
    said = [(cell.column, " ".join(cell.text.casefold().split())) for cell in row.filled]
    same = [
        text for column, text in said if text == " ".join(layout.headings.get(column, "").casefold().split())
    ]
    return len(same) > 1 and len(same) * 2 >= len(said)


def group_of(table: Table, layout: Layout) -> str:
    """What the rows are together: the heading of the titles where it says more than `Requirement`, else the
    heading above the table, or a lone cell above the heading row."""
    said = tidy(layout.headings.get(layout.title, "")).strip(" *?") if layout.start else ""
    if said and not _PLAIN_TITLE.fullmatch(said) and not is_insurance_heading(said) and heads_group(said):
        return unquoted(said)
    above = [row.filled[0].text for row in table.rows[: max(0, layout.start - 1)] if len(row.filled) == 1]
    headings = [
        each.text for each in table.before if each.heading or (each.bold and len(each.text.split()) < 12)
    ]
    return unquoted(tidy((above or headings[-1:] or [""])[-1]))


def unquoted(text: str) -> str:
    return re.sub(r"[\"“”]", "", text).strip()
