"""Puts workbooks together with XlsxWriter."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence.sheet_values import MOST_ROWS, Value, unpacked
from evidence.spreadsheet_writing import Written, yes_no

_NARROWEST, _WIDEST = 10, 48

_LITTLE_MEMORY = {"constant_memory": True, "in_memory": False}
_NO_FILES = {"constant_memory": False, "in_memory": True}
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_packed(content: BinaryIO) -> bytes:
    """What `spreadsheet_writing.write_workbook` asks of the confined process, which writes no files."""
    return build([_unpack(sheet) for sheet in json.load(content)], in_files=False)


def _unpack(sheet: list[Any]) -> Written:
    name, headings, rows, choices = sheet
    return Written(name, headings, [[_unpack_cell(value) for value in row] for row in rows], dict(choices))


def _unpack_cell(value: Any) -> Value | Decimal:
    return Decimal(value["pounds"]) if isinstance(value, dict) else unpacked(value)


def build(sheets: Sequence[Written], in_files: bool) -> bytes:
    """With files of its own it wants little memory."""
    memory = _LITTLE_MEMORY if in_files else _NO_FILES
    content = io.BytesIO()
    with Workbook(content, {**_OPTIONS, **memory}) as book:
        formats = _Formats(
            book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
            book.add_format({"text_wrap": True, "valign": "top"}),
            book.add_format({"num_format": "£#,##0.00;[Red]-£#,##0.00", "valign": "top"}),
        )
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Format
    day: Format
    text: Format
    pounds: Format


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


def _write_cell(sheet: Worksheet, row: int, column: int, value: Value | Decimal, formats: _Formats) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_string(row, column, yes_no(value), formats.text)
        case int() | float():
            sheet.write_number(row, column, value)
        case Decimal():
            sheet.write_number(row, column, value, formats.pounds)
        case date():
            sheet.write_datetime(row, column, value, formats.day)
        case _:
            sheet.write_string(row, column, value.replace("\r", "\n"), formats.text)


def _width(written: Written, column: int) -> int:
    """Characters that fit the column: the longest of its heading's words and of its first cells."""
    cells = [str(row[column]) for row in written.rows[:100] if column < len(row) and row[column] is not None]
    words = max((len(word) for word in written.headings[column].split()), default=0)
    return min(_WIDEST, max(_NARROWEST, words + 2, *(len(cell) + 1 for cell in cells), 0))
