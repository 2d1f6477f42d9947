"""Reads the rows under a heading row, with what somebody has said of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from evidence.spreadsheet import Row, Sheet, Value
from portal.importing.sheets.aside import Aside, aside, told_by
from portal.importing.sheets.columns import Column, WrongValue
from portal.importing.sheets.day_order import Order, orders_in, settled_order
from portal.importing.sheets.headings import Headed, columns_in, find_headings, places_of, shown
from portal.importing.sheets.said import EMPTY, NOTHING_SAID, READ, Said
from portal.importing.sheets.short_years import has_short_year, settled
from portal.importing.sheets.tables import Check, ReadRow, Table, Wrong, of_row, place_of

CheckRow = Callable[[dict[str, Value]], Iterable[Check]]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of a sheet are read."""

    columns: Sequence[Column]
    places: Mapping[str, int]
    said: Said
    check: CheckRow
    today: date
    orders: Mapping[str, Order]

    def order_of(self, column: Column) -> Order:
        return self.orders.get(column.key, Order.UNKNOWN)


def read_table(
    sheets: Sequence[Sheet],
    columns: Sequence[Column],
    check: CheckRow,
    today: date,
    said: Said = NOTHING_SAID,
) -> Table:
    """The rows below the heading row that names most of the columns. Raises NoHeadings.

    `check` is asked about the whole of every row. What a year of two digits means depends on `today`.
    """
    sheet, at = find_headings(sheets, columns, said)
    headed = columns_in(sheet, at, columns, said)
    places = places_of(headed)
    found = [column for column in columns if column.key in places]
    there = {*places, *(each for column in found for each in (column.part_of, *column.tells))}
    absent = [each for each in columns if each.key not in there and not (each.part_of or each.tells)]
    orders = orders_in(sheet.rows[at + 1 :], columns, places)
    rows, left = read_rows(sheet, at, headed, Reading(columns, places, said, check, today, orders))
    return Table(
        sheet.name,
        headed,
        tuple(column.heading for column in absent),
        tuple(column.heading for column in absent if column.is_needed),
        tuple(rows),
        tuple(left),
    )


def read_rows(
    sheet: Sheet, at: int, headed: Sequence[Headed], reading: Reading
) -> tuple[list[ReadRow], list[Aside]]:
    """The rows, and the lines that are none."""
    needed = [
        reading.places[column.key]
        for column in reading.columns
        if column.is_needed and column.key in reading.places
    ]
    rows: list[ReadRow] = []
    left: list[Aside] = []
    section: dict[str, Value] = {}
    line = ""
    for number, cells in enumerate(sheet.rows[at + 1 :], at + 2):
        if all(cell is None for cell in cells):
            continue
        found = aside(number, cells, headed, needed, sheet.rows[at])
        if found and reading.said.rows.get(number) != READ:
            left.append(found)
            if told := told_by(found.words, reading.columns):
                section, line = told, found.words
            continue
        rows.append(read_row(number, cells, reading, section, line))
    return rows, left


@dataclass(slots=True)
class Found:
    """What was found in the cells of a row, as it is read."""

    values: dict[str, Value] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)
    look_again: list[Wrong] = field(default_factory=list)
    mended: list[Wrong] = field(default_factory=list)


def read_row(number: int, cells: Row, reading: Reading, section: Mapping[str, Value], line: str) -> ReadRow:
    """`section` is what the line above the rows says of all of them."""
    found = Found()
    for column in reading.columns:
        at = reading.places.get(column.key)
        given = cells[at] if at is not None and at < len(cells) else None
        instead = reading.said.cells.get((column.key, number))
        cell = Wrong(column.key, column.heading, place_of(number, at), "", shown(given), number, instead)
        meant = given if instead is None else (None if instead == EMPTY else instead)
        if meant is None and instead is None and column.key in section:
            found.values[column.key] = section[column.key]
            found.look_again.append(replace(cell, problem=f"was read from the line ‘{line}’"))
        else:
            read_cell(column, meant, cell, at is not None, reading, found)
    join_parts(found.values, reading.columns)
    otherwise = list(spread(found.values, reading.columns))
    row = ReadRow(number, found.values, tuple(found.wrong), tuple(found.look_again), tuple(found.mended))
    checks = (*otherwise, *reading.check(row.values))
    more = of_row(row, checks, reading.columns, reading.places)
    wrong = {each.key for each in more}
    mended = tuple(each for each in row.mended if each.key not in wrong)
    return replace(row, wrong=(*row.wrong, *more), mended=mended)


def read_cell(
    column: Column, meant: Value, cell: Wrong, is_there: bool, reading: Reading, found: Found
) -> None:
    """A cell into what was found; `is_there` says that the file has the column."""
    found.values[column.key] = column.otherwise
    try:
        if meant is not None:
            found.values[column.key], again = value_of(column, meant, reading.today, reading.order_of(column))
            found.look_again += [replace(cell, problem=again)] if again else []
        elif column.is_needed and is_there:
            raise WrongValue("is empty")
    except WrongValue as error:
        found.wrong.append(replace(cell, problem=str(error)))
    else:
        found.mended += [cell] if cell.instead is not None else []


def join_parts(values: dict[str, Value], columns: Sequence[Column]) -> None:
    """What stands in several columns of the file as one value, where it does not stand there whole."""
    parts: dict[str, list[str]] = {}
    for column in columns:
        if column.part_of and (part := values.pop(column.key)):
            parts.setdefault(column.part_of, []).append(str(part))
    for key, words in parts.items():
        values[key] = values[key] or " ".join(words)


def spread(values: dict[str, Value], columns: Sequence[Column]) -> Iterator[Check]:
    """What one column of the file tells of several of ours as their values, with those that say otherwise."""
    for column in columns:
        told = values.pop(column.key) if column.tells else None
        for key in column.tells if told is not None else ():
            is_so = key in str(told).split()
            if values[key] not in {None, is_so}:
                yield key, f"is not what ‘{column.heading}’ says"
            values[key] = is_so if values[key] is None else values[key]


def value_of(column: Column, given: Value, today: date, order: Order) -> tuple[Value, str]:
    """The value, and what is to be said of how it was read. Raises WrongValue."""
    value = column.read(given)
    if not isinstance(value, date):
        return value, ""
    value, said = settled(value, today) if has_short_year(given) else (value, "")
    return value, " and ".join(each for each in (said, settled_order(value, given, order)) if each)
