"""What was read of a sheet: its columns, its rows, and what is wrong with them or has to be asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.spreadsheet import Value, address
from portal.importing.sheets.aside import Aside
from portal.importing.sheets.columns import Column
from portal.importing.sheets.headings import Headed, How, shown
from portal.importing.sheets.said import LEAVE, Said

Check = tuple[str, str]
"""A column's key, and what is wrong with the row there."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that will not do, or is to be looked at again: `heading` and `problem` make a sentence, `value`
    is what stands there. `instead` is what somebody said in its place, None where nobody did; without a
    problem it will do."""

    key: str
    heading: str
    address: str
    problem: str
    value: str
    number: int = 0
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be asked about a row as a whole; `answer` is one of the options, or empty."""

    words: str
    options: tuple[tuple[str, str], ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """`number` is the row's in the spreadsheet. A value that is wrong is None; what is to be looked at again
    is taken over as it was read; what was `mended` is so by what somebody said."""

    number: int
    values: dict[str, Value]
    wrong: tuple[Wrong, ...] = ()
    look_again: tuple[Wrong, ...] = ()
    mended: tuple[Wrong, ...] = ()
    question: Question | None = None

    @property
    def is_left(self) -> bool:
        return self.question is not None and self.question.answer == LEAVE

    @property
    def is_right(self) -> bool:
        asked = self.question is None or bool(self.question.answer)
        return not self.wrong and asked and not self.is_left

    @property
    def answer(self) -> str:
        return self.question.answer if self.question else ""


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. `missing` are the columns that were looked for in vain, `lacking` the ones among them
    without which no row can be taken, `aside` the lines that are no rows."""

    sheet: str
    headed: tuple[Headed, ...]
    missing: tuple[str, ...]
    lacking: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    aside: tuple[Aside, ...] = ()

    @property
    def places(self) -> Mapping[str, int]:
        """The columns that were found, by key, counted from 0."""
        return {each.key: each.place for each in self.headed if each.key}

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that nothing is read from."""
        return tuple(each.heading for each in self.headed if not each.key)

    @property
    def right(self) -> tuple[ReadRow, ...]:
        return () if self.lacking else tuple(row for row in self.rows if row.is_right)

    @property
    def wrong(self) -> tuple[Wrong, ...]:
        """Of the rows that are not left out."""
        return tuple(each for row in self.rows if not row.is_left for each in row.wrong)

    @property
    def mended(self) -> tuple[Wrong, ...]:
        return tuple(each for row in self.rows if not row.is_left for each in row.mended)

    @property
    def look_again(self) -> tuple[Wrong, ...]:
        """Of the rows that are taken over."""
        return tuple(each for row in self.right for each in row.look_again)

    @property
    def is_asking(self) -> bool:
        """Whether anything may be answered that is not answered yet."""
        open_rows = any(row.question and not row.question.answer for row in self.rows)
        return open_rows or bool(self.wrong) or any(each.how is How.UNKNOWN for each in self.headed)


def with_wrong(table: Table, columns: Sequence[Column], found: Iterable[tuple[int, str, str]]) -> Table:
    """The table with more that is wrong: the row's place among the rows, the column's key, the problem."""
    more: dict[int, list[Check]] = {}
    for index, key, problem in found:
        more.setdefault(index, []).append((key, problem))
    if not more:
        return table
    rows = [
        replace(row, wrong=(*row.wrong, *of_row(row, more[index], columns, table.places)))
        if index in more
        else row
        for index, row in enumerate(table.rows)
    ]
    return replace(table, rows=tuple(rows))


def with_questions(table: Table, found: Mapping[int, Question], said: Said) -> Table:
    """The table with questions about rows, by their place, and the answers that were given to them. A row of
    which something is asked already is not asked about again."""
    rows = list(table.rows)
    for index, question in found.items():
        row = rows[index]
        if row.question is None or row.question.answer not in {"", LEAVE}:
            given = said.rows.get(row.number, question.answer)
            known = {value for value, _ in question.options}
            rows[index] = replace(
                row, question=replace(question, answer=given if given in known else question.answer)
            )
    return replace(table, rows=tuple(rows))


def of_row(
    row: ReadRow, checks: Iterable[Check], columns: Sequence[Column], places: Mapping[str, int]
) -> list[Wrong]:
    """What is wrong with a row as a whole, each at one of its cells; nothing more of a cell that is wrong
    already."""
    headings = {column.key: column.heading for column in columns}
    wrong = {each.key for each in row.wrong}
    said = {each.key: each.instead for each in row.mended}
    return [
        Wrong(
            key,
            headings[key],
            place_of(row.number, places.get(key)),
            problem,
            shown(row.values[key]),
            row.number,
            said.get(key),
        )
        for key, problem in checks
        if key not in wrong
    ]


def place_of(number: int, column: int | None) -> str:
    """A cell, or the row where the file has no such column."""
    return f"row {number}" if column is None else address(number - 1, column)
