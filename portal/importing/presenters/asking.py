"""The questions about a table that was read, as a form asks them."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.importing.sheets.asking import Alike, alike_in, suggested
from portal.importing.sheets.columns import Column
from portal.importing.sheets.grouped_errors import Group, cell_words
from portal.importing.sheets.said import EMPTY
from portal.importing.sheets.tables import ReadRow, Table, Wrong
from portal.words.wording import counted

MOST_ASKED = 60
"""Questions about cells, and about rows, that one page asks; the others come once these are answered."""


@dataclass(frozen=True, slots=True)
class OneCell:
    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CellsAsked:
    """One question about cells that are alike. With `options` it is answered by one of them."""

    name: str
    label: str
    value: str
    problem: str
    options: tuple[tuple[str, str], ...]
    hint: str
    is_suggested: bool
    each: tuple[OneCell, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a column, with the questions that mend it."""

    sentence: str
    asked: tuple[CellsAsked, ...]


@dataclass(frozen=True, slots=True)
class RowAsked:
    name: str
    words: str
    options: tuple[tuple[str, str], ...]
    answer: str


@dataclass(frozen=True, slots=True)
class AskingView:
    """`more` says that there are more questions than the page asks."""

    problems: tuple[Problem, ...]
    rows: tuple[RowAsked, ...]
    answered: tuple[CellsAsked, ...]
    rows_answered: tuple[RowAsked, ...]
    more: str


def asking_view(table: Table, columns: Sequence[Column]) -> AskingView:
    known = {column.key: column for column in columns}
    rows = {row.number: row for row in table.rows}
    groups = alike_in(table.wrong)
    asked = [row for row in table.rows if row.question]
    open_rows = [row for row in asked if not row.answer]
    left = max(0, len(groups) - MOST_ASKED) + max(0, len(open_rows) - MOST_ASKED)
    return AskingView(
        tuple(problems_of(groups[:MOST_ASKED], known, rows)),
        tuple(row_asked(row) for row in open_rows[:MOST_ASKED]),
        tuple(cells_asked(each, known[each.key], rows) for each in alike_in(table.mended)),
        tuple(row_asked(row) for row in asked if row.answer),
        f"{counted(left, 'more question')} will be asked once these are answered." if left else "",
    )


def problems_of(groups: Sequence[Alike], known: dict[str, Column], rows: dict[int, ReadRow]) -> list[Problem]:
    """The same problem in the same column under one sentence, with all its cells."""
    found: dict[tuple[str, str], list[Alike]] = {}
    for each in groups:
        found.setdefault((each.heading, each.problem), []).append(each)
    return [
        Problem(
            Group(heading, problem, cells_of(some)).sentence,
            tuple(cells_asked(each, known[each.key], rows) for each in some),
        )
        for (heading, problem), some in found.items()
    ]


def cells_of(groups: Sequence[Alike]) -> tuple[tuple[str, str], ...]:
    """Address and value of all their cells, in the order of rows."""
    cells = sorted((each for group in groups for each in group.cells), key=lambda each: each.number)
    return tuple((each.address, each.value) for each in cells)


def cells_asked(group: Alike, column: Column, rows: dict[int, ReadRow]) -> CellsAsked:
    nothing = () if column.is_needed else ((EMPTY, "Leave it empty"),)
    options = (*((each, each) for each in column.choices), *nothing) if column.choices else ()
    likely = "" if group.instead else suggested(column, group.value)
    return CellsAsked(
        group.name,
        label_of(group, rows),
        group.instead or likely,
        f"{column.heading} {group.problem}" if group.instead and group.problem else "",
        with_typed(options, group.instead),
        "" if options else hint_of(column),
        bool(likely),
        tuple(
            OneCell(name, cell_label(each, rows), "" if group.instead else each.instead or "")
            for name, each in group.by_itself
        ),
    )


def with_typed(options: tuple[tuple[str, str], ...], given: str) -> tuple[tuple[str, str], ...]:
    """The options, with what was said by other means among them."""
    if options and given and given not in {value for value, _ in options}:
        return (*options, (given, given))
    return options


def hint_of(column: Column) -> str:
    empty = "" if column.is_needed else f" Write {EMPTY} to leave it empty."
    return f"{column.about}{empty}".strip()


def label_of(group: Alike, rows: dict[int, ReadRow]) -> str:
    """Role in row 7, Ada Noakes: ‘April 2023’ in 2 cells."""
    what = f"‘{group.value}’" if group.value else "The empty cell"
    if len(group.cells) == 1:
        (cell,) = group.cells
        return f"{group.heading} of {whose(cell, rows)}: {what if group.value else 'empty'}"
    many = f"‘{group.value}’" if group.value else "Nothing"
    return f"{group.heading}: {many} in {counted(len(group.cells), 'cell')}"


def cell_label(cell: Wrong, rows: dict[int, ReadRow]) -> str:
    return f"{whose(cell, rows)}, {cell_words(cell.address, '')}"


def whose(cell: Wrong, rows: dict[int, ReadRow]) -> str:
    """Whom or what the row is about, or which it is."""
    row = rows[cell.number]
    name = row.values.get("name") or row.values.get("staff_code")
    return str(name) if name and cell.key != "name" else f"row {cell.number}"


def row_asked(row: ReadRow) -> RowAsked:
    assert row.question  # noqa: S101 - only rows with a question are asked about
    return RowAsked(f"row-{row.number}", row.question.words, row.question.options, row.question.answer)
