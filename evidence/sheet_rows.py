"""Plain rows out of a workbook or a CSV file. Runs confined."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import openpyxl

from evidence import inspect_text, inspect_zip
from evidence.formula_text import without_guard
from evidence.sheet_values import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_TEXT,
    Value,
    cell_value,
    packed,
    trimmed,
)
from evidence.unfit import Unfit

Rows = list[list[Value]]
_DELIMITERS = ",;\t"
_LONGEST_CELL = 32_767
"""Characters; no spreadsheet program writes more."""


def read(file: BinaryIO, kind: str) -> list[dict[str, object]]:
    """The sheets that can be seen, ready for JSON. Raises Unfit.

    A formula gives the value that it had when the file was saved.
    """
    sheets = _workbook(file) if kind == "xlsx" else {"": _checked(delimited(file))}
    if sum(_length(value) for rows in sheets.values() for row in rows for value in row) > MOST_TEXT:
        raise Unfit("too-much-text")
    if not any(sheets.values()):
        raise Unfit("no-rows")
    return [
        {"name": name, "rows": [[packed(value) for value in row] for row in rows]}
        for name, rows in sheets.items()
    ]


def _workbook(file: BinaryIO) -> dict[str, Rows]:
    if inspect_zip.inspect(file) != "xlsx":
        raise Unfit("not-a-spreadsheet")
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(seen) > MOST_SHEETS:
        raise Unfit("too-many-sheets")
    found = {}
    for sheet in seen:
        sheet.reset_dimensions()  # what the file claims: it may claim anything
        found[sheet.title] = _checked(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True))
    return found


def _checked(raw: Iterable[Sequence[object]]) -> Rows:
    """The rows up to the last that holds anything; spreadsheets often end in thousands that do not."""
    rows: Rows = []
    empty = 0
    for cells in raw:
        is_empty = cells.count(None) == len(cells)  # quick, for there may be a million
        row = [] if is_empty else trimmed(cell_value(cell) for cell in cells)
        if not row:
            empty += 1
            continue
        if len(row) > MOST_COLUMNS:
            raise Unfit("too-many-columns")
        if len(rows) + empty >= MOST_ROWS:
            raise Unfit("too-many-rows")
        rows += [[] for _ in range(empty)]
        rows.append(row)
        empty = 0
    return rows


def delimited(file: BinaryIO) -> Iterable[list[str]]:
    """Records of a CSV file. Its text may be UTF-8 or what Windows writes; cells part at , ; or a tab."""
    inspect_text.inspect(file)
    file.seek(0)
    text = _decoded(file.read())
    first, _, rest = text.partition("\n")
    if first.strip().lower() in [f"sep={each}" for each in _DELIMITERS]:  # a note to Excel, which hides it
        delimiter, text = first.strip("\r\n")[4:5], rest
    else:
        delimiter = _delimiter_of(text)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [without_guard(cell) for cell in record]
    except csv.Error as error:
        raise Unfit("damaged") from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _delimiter_of(text: str) -> str:
    """The one that parts the first line that has any, outside quotes; ties go to the comma."""
    for line in text.splitlines():
        bare = "".join(line.split('"')[::2])
        if any(each in bare for each in _DELIMITERS):
            return max(_DELIMITERS, key=bare.count)
    return ","


def _length(value: Value) -> int:
    return len(value) if isinstance(value, str) else 0
