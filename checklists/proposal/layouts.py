"""How a table is laid out, where it is a checklist."""

from dataclasses import dataclass

from checklists.proposal.asides import are_ratings
from checklists.proposal.columns import SUBJECT, Role, is_number, speaks_for_checklist
from checklists.proposal.document import Cell, Row, Table
from checklists.proposal.headings import (
    LONGEST_HEADING,
    heads_other,
    is_marked,
    is_plain,
    is_strict,
    looks_like_heading,
)
from checklists.proposal.marks import are_crosses_yes
from checklists.proposal.roles import Column, roles_of

_LATEST_HEADING = 12
"""A heading row is among the first rows that hold anything, below titles, notes or a banner."""

_LONGEST_BANNER = 4
"""Rows of a banner above a heading row."""

_FEWEST_WITHOUT_HEADING, SHARE_WITHOUT_HEADING = 3, 0.6
"""How many rows, and what share with words of requirements, make a checklist without a heading row."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a checklist's table is laid out: its heading row, its columns, and where its rows begin. `crossed`
    are columns of marks in which a cross says yes."""

    headings: dict[int, str]
    roles: dict[int, Role]
    heading_words: tuple[str, ...]
    start: int
    width: int
    crossed: frozenset[int] = frozenset()

    @property
    def title(self) -> int:
        return next(column for column, role in self.roles.items() if role is Role.TITLE)


def columns_of(layout: Layout, role: Role) -> list[int]:
    return [column for column, each in layout.roles.items() if each is role]


def layout_of(table: Table) -> Layout | None:
    """The layout of a table that is a checklist by its heading row or by its rows; None of others.

    A row above one that can be nothing but a heading is a banner, whatever it says.
    """
    first, is_other = True, False
    filled = [(place, row) for place, row in enumerate(table.rows) if row.filled]
    for at, (place, row) in enumerate(filled[:_LATEST_HEADING]):
        if len(row.filled) < 2 and table.width > 1:
            continue
        if not is_strict(row) and any(is_strict(below) for _, below in filled[at + 1 : at + _LONGEST_BANNER]):
            first, is_other = False, True
            continue
        if is_heading(row, first=first, is_other=is_other) and (layout := layout_below(table, place)):
            return layout
        is_other = is_other or (first and looks_like_heading(row))
        first = False
    return None if is_other else layout_by_content(table)


def is_heading(row: Row, *, first: bool, is_other: bool) -> bool:
    """The first row may be one by its words alone. Below what looks like another heading, or a banner of
    several cells, only a row may that can be nothing else."""
    if is_other:
        return is_strict(row)
    return is_marked(row) or (is_plain(row) if first else is_strict(row))


def layout_below(table: Table, place: int) -> Layout | None:
    """The layout, where the row at this place is the heading row of a checklist."""
    start = end_of_heading(table, place)
    headings, below = headings_of(table, place, start), table.rows[start:]
    headings = main_part(headings, below)
    columns = columns_below(below, headings)
    roles = roles_of(columns)
    if not any(row.filled for row in below) or Role.TITLE not in roles.values():
        return None
    title = next(number for number, role in roles.items() if role is Role.TITLE)
    if are_ratings(columns[title].filled) or is_scale(columns[min(columns)]):
        return None
    if not speaks_for_checklist(headings.values(), roles, share_of(below)):
        return None
    marked = (Role.MUST, Role.SHOULD)
    crossed = [
        each for each, role in roles.items() if role in marked and are_crosses_yes(columns[each].values)
    ]
    return Layout(headings, roles, table.rows[place].words, start, table.width, frozenset(crossed))


def is_scale(column: Column) -> bool:
    """Whether a first column holds the steps of a scale, each once: `Rating: Red, Amber, Green`."""
    return bool(heads_other(column.heading) and column.is_distinct and are_ratings(column.filled))


def end_of_heading(table: Table, place: int) -> int:
    """The first row below the heading, which may take several rows where cells are merged."""
    end = place + 1
    while end < len(table.rows) and goes_on(table, end, is_second=end == place + 1):
        end += 1
    return end


def goes_on(table: Table, place: int, *, is_second: bool) -> bool:
    row = table.rows[place]
    if not any(each.continues for each in row.cells):
        return False
    return row.header or (is_second and not has_text_below(table, place))


def has_text_below(table: Table, place: int) -> bool:
    """Whether the cells that are not merged with the heading say more than a heading would."""
    own = [each for each in table.rows[place].cells if not each.continues]
    said = [each.text for each in own if each.text]
    return not said or any(len(each.split()) > LONGEST_HEADING for each in said)


def headings_of(table: Table, place: int, start: int) -> dict[int, str]:
    """Column to heading; of a heading in several rows, what they say together."""
    found: dict[int, str] = {}
    for row in table.rows[place:start]:
        for cell in row.cells:
            if not cell.continues:
                for column in range(cell.column, cell.column + cell.span):
                    found[column] = f"{found.get(column, '')} {cell.text}".strip()
    return found


def main_part(headings: dict[int, str], below: tuple[Row, ...]) -> dict[int, str]:
    """The headings without those of a table beside it: a scale to the right of an empty column, or of a
    column of ratings with their meanings."""
    filled = [row for row in below if row.filled]
    for column in sorted(headings)[1:]:
        values = [value_at(row, column) for row in filled]
        beside = [value_at(row, column + 1) for row in filled]
        is_gap = not headings[column] and not any(values) and any(beside)
        is_scale = heads_other(headings.get(column + 1, "")) and are_ratings(
            [each for each in (beside if is_gap else values) if each]
        )
        is_shorter = is_gap and sum(map(bool, beside)) < len(filled) / 2
        if is_shorter or (is_scale and (is_gap or heads_other(headings[column]))):
            return {each: heading for each, heading in headings.items() if each < column}
    return headings


def columns_below(rows: tuple[Row, ...], headings: dict[int, str]) -> dict[int, Column]:
    full = [row for row in rows if len(row.filled) > 1]
    return {
        each: Column(heading, tuple(value_at(row, each) for row in full))
        for each, heading in headings.items()
    }


def value_at(row: Row, column: int) -> str:
    """What begins in the column, without what is merged with the cell above."""
    cell = row.at(column)
    return text_of(cell) if cell and not cell.continues and cell.column == column else ""


def text_of(cell: Cell) -> str:
    return cell.text or "".join(line.number for line in cell.own)


def share_of(rows: tuple[Row, ...]) -> float:
    """The share of rows that have words of requirements."""
    filled = [row for row in rows if row.filled]
    return sum(1 for row in filled if SUBJECT.search(" ".join(row.words))) / len(filled) if filled else 0.0


def layout_by_content(table: Table) -> Layout | None:
    """Of a table without a heading row whose rows nearly all speak of policies, insurance and the like."""
    full = [row for row in table.rows if len(row.filled) > 1]
    if len(full) < _FEWEST_WITHOUT_HEADING or share_of(tuple(full)) < SHARE_WITHOUT_HEADING:
        return None
    if sum(max(len(said.split()) for said in row.words) >= 5 for row in full) < 0.5 * len(full):
        return None
    columns = columns_below(table.rows, dict.fromkeys(range(table.width), ""))
    numbered = [each for each, column in columns.items() if column.is_mostly(is_number, 0.8)]
    free = [column for column in columns if column not in numbered]
    if are_ratings(columns[free[0]].filled):
        return None
    roles = {
        **dict.fromkeys(numbered, Role.CLAUSE),
        **dict.fromkeys(free[1:], Role.ASKS),
        free[0]: Role.TITLE,
    }
    return Layout(dict.fromkeys(columns, ""), roles, (), 0, table.width)
