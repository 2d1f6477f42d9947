"""Words about a table that was read from somebody's file, whatever it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.importing.sheets.aside import Aside
from portal.importing.sheets.columns import Column
from portal.importing.sheets.grouped_errors import NAMED, cell_words, group_errors
from portal.importing.sheets.headings import Headed, How
from portal.importing.sheets.said import Said
from portal.importing.sheets.tables import Table, Wrong
from portal.words.wording import counted

NOTES = {
    How.GUESSED: "This is what we think it is.",
    How.TAKEN: "Another column of the file is read as that already.",
}
MOST_CELLS = 200
"""Cells of one mistake that the page lists; nobody mends more by hand from a list."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """The same mistake in one column. `cells` are all of them, where the sentence does not name all."""

    sentence: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of the file; `key` is what it is read as, `problem` why it cannot be read as it was said."""

    name: str
    heading: str
    examples: str
    key: str
    note: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line that is left out, and why; `is_read` where somebody has just said that it is a row after all."""

    number: int
    words: str
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class ReadView:
    """What was read. `look_again` is taken over as it was read; `lacking` is a sentence where nothing can be
    taken over at all, empty otherwise. `asked` are the columns that are asked about, `known` the others."""

    file_name: str
    sheet: str
    right: int
    wrong_rows: int
    summary: str
    look_again: tuple[Mistake, ...]
    missing: str
    lacking: str
    aside: tuple[LineView, ...]
    asked: tuple[ColumnView, ...]
    known: tuple[ColumnView, ...]
    options: tuple[tuple[str, str], ...]
    is_asking: bool


def read_view(file_name: str, table: Table, columns: Sequence[Column], one: str, many: str) -> ReadView:
    """`one` and `many` are what a row is about: person, people."""
    wrong_rows = sum(not row.is_right and not row.is_left for row in table.rows)
    asked = [each for each in table.headed if is_asked(each)]
    return ReadView(
        file_name,
        table.sheet,
        len(table.right),
        wrong_rows,
        summary_words(sum(not row.is_left for row in table.rows), len(table.wrong), wrong_rows, one, many),
        mistakes_of(table.look_again),
        listed(tuple(each for each in table.missing if each not in table.lacking)),
        lacking_words(table.lacking),
        tuple(LineView(each.number, aside_words(each)) for each in table.aside),
        tuple(column_view(each) for each in asked),
        tuple(column_view(each) for each in table.headed if each not in asked),
        tuple((column.key, column.heading) for column in columns),
        table.is_asking,
    )


def too_few_known(table: Table, new: Said, columns: Sequence[Column]) -> dict[str, str]:
    """Why answers leave too little to find the rows by, at the first column of which they say something
    else."""
    by_now = {each.place: new.headings.get(each.name, each.key) for each in table.headed}
    known = tuple(column.heading for column in columns if column.key in by_now.values())
    field = next((f"column-{each.place}" for each in table.headed if by_now[each.place] != each.key), "")
    said = f"only {listed(known)} is" if known else "nothing that is wanted is"
    return {field: f"Say of at least two columns what they are: by these answers {said} in the file."}


def aside_words(line: Aside) -> str:
    return f"Row {line.number} ‘{line.words}’ {line.why}"


def is_asked(headed: Headed) -> bool:
    return headed.how in {How.GUESSED, How.UNKNOWN, How.TAKEN}


def column_view(headed: Headed) -> ColumnView:
    return ColumnView(
        f"column-{headed.place}",
        headed.heading,
        ", ".join(f"‘{each}’" for each in headed.examples),
        headed.key,
        NOTES.get(headed.how, ""),
    )


def mistakes_of(cells: Iterable[Wrong]) -> tuple[Mistake, ...]:
    """The same mistake in the same column once, the most frequent first."""
    return tuple(
        Mistake(
            each.sentence,
            tuple(cell_words(*cell) for cell in each.cells[:MOST_CELLS])
            if len(each.cells) > NAMED + 1
            else (),
        )
        for each in group_errors(cells)
    )


def summary_words(rows: int, cells: int, wrong_rows: int, one: str, many: str) -> str:
    """
    >>> summary_words(500, 20, 18, "person", "people")
    'There are 500 people in the file. 20 cells in 18 of the rows cannot be right.'
    >>> summary_words(1, 0, 0, "person", "people")
    'There is 1 person in the file. Every row can be read.'
    >>> summary_words(3, 0, 1, "person", "people")
    'There are 3 people in the file. 1 of the rows has a question.'
    """
    found = f"There {'is' if rows == 1 else 'are'} {counted(rows, one, many)} in the file."
    if not cells and wrong_rows:
        return f"{found} {wrong_rows} of the rows {'has' if wrong_rows == 1 else 'have'} a question."
    if not cells:
        return f"{found} Every row can be read."
    where = f"{wrong_rows} of the rows" if wrong_rows > 1 else "1 of the rows"
    return f"{found} {counted(cells, 'cell')} in {where} cannot be right."


def lacking_words(headings: Sequence[str]) -> str:
    if not headings:
        return ""
    named = listed(headings)
    which = "it" if len(headings) == 1 else "them"
    return f"The file has no column {named}. Nothing can be taken over without {which}."


def listed(names: Sequence[str]) -> str:
    """
    >>> listed(("Shoe size", "Car", "Desk"))
    '‘Shoe size’, ‘Car’ and ‘Desk’'
    """
    quoted = [f"‘{name}’" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
