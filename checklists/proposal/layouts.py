"""How a table is laid out, where it is a checklist."""

from dataclasses import dataclass

from checklists.proposal.columns import (
    SUBJECT,
    Role,
    is_number_column,
    is_plain_heading,
    role_of,
    roles_of,
    says_more,
    speaks_for_checklist,
)
from checklists.proposal.document import Row, Table

_LATEST_HEADING = 4
"""A heading row is among the first rows, below a title or a note at most."""

_LONGEST_HEADING = 4
"""Words of a cell in a heading row that nothing marks as one."""

_FEWEST_WITHOUT_HEADING, SHARE_WITHOUT_HEADING = 3, 0.6
"""How many rows, and what share with words of requirements, make a checklist without a heading row."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a checklist's table is laid out: its heading row, its columns, and where its rows begin."""

    headings: dict[int, str]
    roles: dict[int, Role]
    heading_words: tuple[str, ...]
    start: int
    width: int

    @property
    def title(self) -> int:
        return next(column for column, role in self.roles.items() if role is Role.TITLE)


def columns_of(layout: Layout, role: Role) -> list[int]:
    return [column for column, each in layout.roles.items() if each is role]


def layout_of(table: Table) -> Layout | None:
    """The layout of a table that is a checklist by its heading row or by its rows; None of others."""
    is_first = True
    for place, row in enumerate(table.rows[:_LATEST_HEADING]):
        if len(row.filled) < 2 and table.width > 1:
            continue
        start = end_of_heading(table, place)
        headings = headings_of(table, place, start)
        below = table.rows[start:]
        roles = roles_of(headings, number_columns(below, headings))
        is_heading = is_marked(row) or (is_first and is_plain(row))
        if below and is_heading and speaks_for_checklist(headings, roles, share_of(below)):
            return Layout(headings, roles, row.words, start, table.width)
        if place == 0 and looks_like_heading(row):
            return None
        is_first = False
    return layout_by_content(table)


def is_marked(row: Row) -> bool:
    """Whether the document itself sets it apart as a heading."""
    return row.header or all(each.is_bold for each in row.filled)


def is_plain(row: Row) -> bool:
    """Whether it can only be a heading by its words, though nothing marks it."""
    return any(map(is_plain_heading, row.words)) and not any(map(says_more, row.words))


def looks_like_heading(row: Row) -> bool:
    """Whether a first row is a heading, of whatever: marked, or all short with a role among them."""
    if is_marked(row):
        return True
    short = all(len(each.split()) <= _LONGEST_HEADING for each in row.words)
    return (
        short
        and any(role_of(each) for each in row.words)
        and not any(SUBJECT.search(each) for each in row.words)
    )


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
    return not said or any(len(each.split()) > _LONGEST_HEADING for each in said)


def headings_of(table: Table, place: int, start: int) -> dict[int, str]:
    """Column to heading; of a heading in several rows, what they say together."""
    found: dict[int, str] = {}
    for row in table.rows[place:start]:
        for cell in row.cells:
            if not cell.continues:
                for column in range(cell.column, cell.column + cell.span):
                    found[column] = f"{found.get(column, '')} {cell.text}".strip()
    return found


def number_columns(rows: tuple[Row, ...], headings: dict[int, str]) -> frozenset[int]:
    def values(column: int) -> list[str]:
        cells = [row.at(column) for row in rows if len(row.filled) > 1]
        return [
            each.text or "".join(line.number for line in each.own)
            for each in cells
            if each and not each.continues
        ]

    return frozenset(column for column in headings if is_number_column(values(column)))


def share_of(rows: tuple[Row, ...]) -> float:
    """The share of rows that have words of requirements."""
    filled = [row for row in rows if row.filled]
    return sum(1 for row in filled if SUBJECT.search(" ".join(row.words))) / len(filled) if filled else 0.0


def layout_by_content(table: Table) -> Layout | None:
    """Of a table without a heading row whose rows nearly all speak of policies, insurance and the like."""
    full = [row for row in table.rows if len(row.filled) > 1]
    if len(full) < _FEWEST_WITHOUT_HEADING or share_of(tuple(full)) < SHARE_WITHOUT_HEADING:
        return None
    if sum(max(len(words.split()) for words in row.words) >= 5 for row in full) < 0.5 * len(full):
        return None
    headings = dict.fromkeys(range(table.width), "")
    numbered = number_columns(table.rows, headings)
    free = [column for column in headings if column not in numbered]
    roles = {
        **dict.fromkeys(numbered, Role.CLAUSE),
        **dict.fromkeys(free[1:], Role.ASKS),
        free[0]: Role.TITLE,
    }
    return Layout(headings, roles, (), 0, table.width)
