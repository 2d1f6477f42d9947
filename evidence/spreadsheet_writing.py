"""Writes workbooks and CSV files: days as days, and no text that a spreadsheet program would run.

In a workbook text is a string cell whatever it begins with; in a CSV file `evidence.formula_text` puts an
apostrophe before what would be run.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence import confined
from evidence.formula_text import guarded
from evidence.sheet_values import MOST_ROWS, Value, packed, unpacked

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows that a CSV file is UTF-8."""

_NARROWEST, _WIDEST = 10, 48
_ELSEWHERE = range(2_000, 200_000)
"""Of so many cells a workbook is written by another process: whoever asks for pages meanwhile does not wait
for it. Fewer are written sooner than asked for, and of more the memory would be too much."""

_LITTLE_MEMORY = {"constant_memory": True, "in_memory": False}
_NO_FILES = {"constant_memory": False, "in_memory": True}
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet to be written: a line of headings, and rows under it.

    `choices` offers, by column counted from 0, what may be entered there; other entries are possible.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]] = ()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def write_workbook(sheets: Sequence[Written]) -> bytes:
    """An XLSX file with these sheets. Names of sheets have at most 31 characters."""
    if sum(len(sheet.headings) * len(sheet.rows) for sheet in sheets) in _ELSEWHERE:
        try:
            return _ask_for_workbook(sheets)
        except confined.Died:
            pass
    return _write(sheets, _LITTLE_MEMORY)


def write_packed(content: BinaryIO) -> bytes:
    """What `write_workbook` asks of the confined process, which writes no files."""
    return _write([_unpack(sheet) for sheet in json.load(content)], _NO_FILES)


def _ask_for_workbook(sheets: Sequence[Written]) -> bytes:
    """Raises Died where the process could not make it."""
    with TemporaryFile() as file:
        file.write(json.dumps([_pack(sheet) for sheet in sheets]).encode())
        file.seek(0)
        return confined.ask("write_workbook", file.fileno(), {})


def _pack(sheet: Written) -> list[Any]:
    rows = [[packed(value) for value in row] for row in sheet.rows]
    return [sheet.name, list(sheet.headings), rows, [[at, list(of)] for at, of in sheet.choices.items()]]


def _unpack(sheet: list[Any]) -> Written:
    name, headings, rows, choices = sheet
    return Written(name, headings, [[unpacked(value) for value in row] for row in rows], dict(choices))


def _write(sheets: Sequence[Written], memory: Mapping[str, bool]) -> bytes:
    content = io.BytesIO()
    with Workbook(content, {**_OPTIONS, **memory}) as book:
        formats = _Formats(
            book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
    return content.getvalue()


def write_csv(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """UTF-8 with a byte order mark; days as 2027-03-31, yes and no as words."""
    content = io.StringIO(newline="")
    writer = csv.writer(content, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([guarded(heading) for heading in headings])
    writer.writerows([_in_csv(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + content.getvalue()).encode()


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Format
    day: Format
    text: Format


def _write_sheet(sheet: Worksheet, written: Written, formats: _Formats) -> None:
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(written.headings):
        sheet.set_column(column, column, _width(written, column))
        sheet.write_string(0, column, heading.replace("\r", "\n"), formats.heading)
    for number, row in enumerate(written.rows, 1):
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, value, formats)
    for column, choices in written.choices.items():
        sheet.data_validation(
            1,
            column,
            MOST_ROWS - 1,
            column,
            {"validate": "list", "source": list(choices), "error_type": "warning"},
        )


def _write_cell(sheet: Worksheet, row: int, column: int, value: Value, formats: _Formats) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_string(row, column, _yes_no(value), formats.text)
        case int() | float():
            sheet.write_number(row, column, value)
        case date():
            sheet.write_datetime(row, column, value, formats.day)
        case _:
            sheet.write_string(row, column, value.replace("\r", "\n"), formats.text)


def _width(written: Written, column: int) -> int:
    """Characters that fit the column: the longest of its heading's words and of its first cells."""
    cells = [str(row[column]) for row in written.rows[:100] if column < len(row) and row[column] is not None]
    words = max((len(word) for word in written.headings[column].split()), default=0)
    return min(_WIDEST, max(_NARROWEST, words + 2, *(len(cell) + 1 for cell in cells), 0))


def _in_csv(value: Value) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return _yes_no(value)
        case date():
            return value.isoformat()
        case str():
            return guarded(value)
    return value


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"
