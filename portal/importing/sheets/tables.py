"""Finds the heading row of a sheet, and reads the rows under it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from evidence.spreadsheet import Sheet, Value, address
from portal.importing.sheets.columns import Column, WrongValue, plain_words
from portal.importing.sheets.short_years import has_short_year, settled

LOOKED_AT = 20
"""Rows among which the heading row is sought: some people put a title and a logo above it."""

FEWEST = 2
"""Columns that a row must name to be taken for the heading row."""

Check = tuple[str, str]
"""A column's key, and what is wrong with the row there."""


class NoHeadings(ValueError):
    """No row names the columns; the message says what is looked for."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that will not do, or is to be looked at again: `heading` and `problem` make a sentence, `value`
    is what stands there."""

    key: str
    heading: str
    address: str
    problem: str
    value: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """`number` is the row's in the spreadsheet. A value that is wrong is None; what is to be looked at again
    is taken over as it was read."""

    number: int
    values: dict[str, Value]
    wrong: tuple[Wrong, ...] = ()
    look_again: tuple[Wrong, ...] = ()

    @property
    def is_right(self) -> bool:
        return not self.wrong


@dataclass(frozen=True, slots=True)
class Table:
    """What was read. `places` are the columns that were found, by key, counted from 0; `unknown` the headings
    that nothing is read from, `missing` those that were looked for in vain, `lacking` the ones among them
    without which no row can be taken."""

    sheet: str
    places: dict[str, int]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    lacking: tuple[str, ...]
    rows: tuple[ReadRow, ...]

    @property
    def right(self) -> tuple[ReadRow, ...]:
        return () if self.lacking else tuple(row for row in self.rows if row.is_right)

    @property
    def wrong(self) -> tuple[Wrong, ...]:
        return tuple(each for row in self.rows for each in row.wrong)

    @property
    def look_again(self) -> tuple[Wrong, ...]:
        """Of the rows that are taken over."""
        return tuple(each for row in self.right for each in row.look_again)


def read_table(
    sheets: Sequence[Sheet],
    columns: Sequence[Column],
    check: Callable[[dict[str, Value]], Iterable[Check]],
    today: date,
) -> Table:
    """The rows below the heading row that names most of the columns. Raises NoHeadings.

    `check` is asked about the whole of a row whose cells are right one by one. What a year of two digits
    means depends on `today`.
    """
    sheet, at = _find_headings(sheets, columns)
    places, unknown = _place(sheet.rows[at], columns)
    absent = [column for column in columns if column.key not in places]
    rows = [
        _read_row(number, cells, columns, places, check, today)
        for number, cells in enumerate(sheet.rows[at + 1 :], at + 2)
        if any(cell is not None for cell in cells)
    ]
    return Table(
        sheet.name,
        places,
        tuple(unknown),
        tuple(column.heading for column in absent),
        tuple(column.heading for column in absent if column.is_needed),
        tuple(rows),
    )


def with_wrong(table: Table, columns: Sequence[Column], found: Iterable[tuple[int, str, str]]) -> Table:
    """The table with more that is wrong: the row's place among the rows, the column's key, the problem."""
    more: dict[int, list[Check]] = {}
    for index, key, problem in found:
        more.setdefault(index, []).append((key, problem))
    rows = [
        replace(
            row,
            wrong=(*row.wrong, *_whole(row.number, row.values, more.get(index, ()), columns, table.places)),
        )
        for index, row in enumerate(table.rows)
    ]
    return replace(table, rows=tuple(rows))


def _find_headings(sheets: Sequence[Sheet], columns: Sequence[Column]) -> tuple[Sheet, int]:
    best, found = 0, None
    for sheet in sheets:
        for at, cells in enumerate(sheet.rows[:LOOKED_AT]):
            known = len(_place(cells, columns)[0])
            if known > best:
                best, found = known, (sheet, at)
    if found is None or best < FEWEST:
        listed = ", ".join(column.heading for column in columns if column.is_needed)
        raise NoHeadings(
            "No row of this spreadsheet names its columns. The first row must hold headings such as"
            f" {listed}. The template shows all of them."
        )
    return found


def _place(cells: Sequence[Value], columns: Sequence[Column]) -> tuple[dict[str, int], list[str]]:
    """Where each column stands, and the headings that name none, or one that stood further left."""
    places: dict[str, int] = {}
    unknown = []
    for at, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        name = plain_words(cell)
        key = next((column.key for column in columns if name in column.names), None)
        if key is None or key in places:
            unknown.append(" ".join(cell.split()))
        else:
            places[key] = at
    return places, unknown


def _read_row(
    number: int,
    cells: Sequence[Value],
    columns: Sequence[Column],
    places: dict[str, int],
    check: Callable[[dict[str, Value]], Iterable[Check]],
    today: date,
) -> ReadRow:
    values: dict[str, Value] = {}
    wrong, look_again = [], []

    def at_cell(column: Column, place: int, problem: str, given: Value) -> Wrong:
        return Wrong(column.key, column.heading, address(number - 1, place), problem, _shown(given))

    for column in columns:
        at = places.get(column.key)
        given = cells[at] if at is not None and at < len(cells) else None
        values[column.key] = column.otherwise
        try:
            if given is not None and at is not None:
                values[column.key], said = _read_cell(column, given, today)
                look_again += [at_cell(column, at, said, given)] if said else []
            elif column.is_needed and at is not None:
                raise WrongValue("is empty")
        except WrongValue as error:
            assert at is not None  # noqa: S101 - only a cell that has a place is read
            wrong.append(at_cell(column, at, str(error), given))
    if not wrong:
        wrong = _whole(number, values, check(values), columns, places)
    return ReadRow(number, values, tuple(wrong), tuple(look_again))


def _read_cell(column: Column, given: Value, today: date) -> tuple[Value, str]:
    """The value, and what is to be said of how it was read. Raises WrongValue."""
    value = column.read(given)
    if isinstance(value, date) and has_short_year(given):
        return settled(value, today)
    return value, ""


def _whole(
    number: int,
    values: dict[str, Value],
    checks: Iterable[Check],
    columns: Sequence[Column],
    places: dict[str, int],
) -> list[Wrong]:
    """What is wrong with a row as a whole, each at one of its cells."""
    headings = {column.key: column.heading for column in columns}
    return [
        Wrong(key, headings[key], _place_of(number, places.get(key)), problem, _shown(values[key]))
        for key, problem in checks
    ]


def _place_of(number: int, column: int | None) -> str:
    """A cell, or the row where the file has no such column."""
    return f"row {number}" if column is None else address(number - 1, column)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is not None and hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)[:60]
