"""Rows that only name what follows them, told from requirements that have nothing but a title."""

import re

from checklists.proposal.columns import SUBJECT, is_number
from checklists.proposal.document import Cell, Row, Table
from checklists.proposal.layouts import Layout

_NUMBERED = re.compile(
    r"(?:section|part|schedule|appendix|annex|chapter|domain|area|theme)\b.*"
    r"|[A-Z0-9]{1,3}[.):] .*|.*:",
    re.I,
)
_GROUPS = re.compile(r"requirement|polic|document|insurance", re.I)
_LONGEST_PLAIN = 6
"""Words of a section's name that nothing marks as one."""


def heads_group(heading: str) -> bool:
    """Whether the heading of a column of titles says what its rows are together."""
    return bool(_GROUPS.search(heading))


class Sections:
    """How a table names its sections: over all columns, bold, numbered or in capitals, or by nothing but a
    cell alone in its row. What only stands alone names a section where the rows begin with one and none is
    named otherwise; that `is_certain` not."""

    def __init__(self, table: Table, layout: Layout) -> None:
        self._layout = layout
        lone = [cell for row in table.rows[layout.start :] if (cell := lone_cell(row, layout))]
        titles = [row.at(layout.title) for row in table.rows[layout.start :] if len(row.filled) > 1]
        self._are_titles_bold = bool(titles) and all(each is not None and each.is_bold for each in titles)
        self.is_certain = any(self._is_marked(each) for each in lone)
        full = [row for row in table.rows[layout.start :] if row.filled]
        first = lone_cell(full[0], layout) if full else None
        self._by_place = bool(not self.is_certain and first and is_plain_name(first))

    def has(self, row: Row) -> bool:
        cell = lone_cell(row, self._layout)
        if cell is None:
            return False
        return self._is_marked(cell) or (self._by_place and is_plain_name(cell))

    def _is_marked(self, cell: Cell) -> bool:
        is_wide = cell.column + cell.span >= self._layout.width and cell.span > 1
        is_beside = cell.column < self._layout.title and not is_number(cell.text)
        text = cell.text.strip()
        is_said = (text.isupper() and len(text) > 3) or bool(_NUMBERED.fullmatch(text))
        is_bold = cell.is_bold and not self._are_titles_bold
        return is_wide or is_bold or is_beside or (is_said and not SUBJECT.search(text.casefold()))


def lone_cell(row: Row, layout: Layout) -> Cell | None:
    """The only cell that says something, in the column of titles or before it."""
    own = [each for each in row.filled if not each.continues]
    if len(own) != 1 or len(row.filled) > 1 or layout.width == 1:
        return None
    return None if is_number(own[0].text) or own[0].column > layout.title else own[0]


def is_plain_name(cell: Cell) -> bool:
    return len(cell.text.split()) <= _LONGEST_PLAIN and not SUBJECT.search(cell.text.casefold())
