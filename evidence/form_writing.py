"""Writes workbooks to be filled in: all is locked but the cells that are asked for, which Excel checks."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST = 999_999_999_999
"""Larger than any number that can be meant."""

LINE = 15
"""Points of a line of words."""


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A cell to be filled with a number from 0 on, whole unless it has `decimals`; no more than what
    stands in the cell `at_most`, once that is filled."""

    value: Decimal | None = None
    decimals: bool = False
    at_most: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceCell:
    """A cell to be filled with one of these."""

    choices: tuple[str, ...]
    value: str = ""


Cell = str | NumberCell | ChoiceCell


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet: a line of headings, rows under it, and how wide each column is, in characters."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: "Format"
    text: "Format"
    entry: "Format"


def write_form(sheets: Sequence[FormSheet]) -> bytes:
    """An XLSX file with these sheets, protected without a password. Text is a string cell whatever it begins
    with."""
    from xlsxwriter import Workbook  # only here: it is 2 MB, and few forms are written

    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(content, {"in_memory": True, **options}) as book:
        formats = _Formats(
            book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            book.add_format({"text_wrap": True, "valign": "top"}),
            book.add_format({"locked": False, "bg_color": "#FFF8DC", "border": 1, "valign": "top"}),
        )
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
    return content.getvalue()


def _write_sheet(page: "Worksheet", sheet: FormSheet, formats: _Formats) -> None:
    page.freeze_panes(1, 0)
    page.protect("", {"format_columns": True, "format_rows": True})
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for column, (heading, width) in enumerate(zip(sheet.headings, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, heading, formats.heading)
    for number, row in enumerate(sheet.rows, 1):
        page.set_row(number, LINE * lines_of(row, sheet.widths))
        for column, cell in enumerate(row):
            _write_cell(page, number, column, cell, formats)


def lines_of(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Of its longest words: programs do not make room for them by themselves.

    >>> lines_of(("Sign-ups", NumberCell(), "Referrals of which contact was attempted"), (20, 10, 20))
    3
    """
    words = (wrap(cell, width - 2) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str))
    return max([1, *map(len, words)])


def _write_cell(page: "Worksheet", row: int, column: int, cell: Cell, formats: _Formats) -> None:
    match cell:
        case str():
            page.write_string(row, column, cell, formats.text)
        case ChoiceCell():
            page.write_string(row, column, cell.value, formats.entry)
            page.data_validation(row, column, row, column, {"validate": "list", "source": list(cell.choices)})
        case NumberCell():
            _write_number(page, row, column, cell, formats)


def _write_number(page: "Worksheet", row: int, column: int, cell: NumberCell, formats: _Formats) -> None:
    if cell.value is None:
        page.write_blank(row, column, None, formats.entry)
    else:
        page.write_number(row, column, cell.value, formats.entry)
    most = f'=IF({cell.at_most}="",{MOST},{cell.at_most})' if cell.at_most else MOST
    kind = "a number" if cell.decimals else "a whole number"
    over = " and no more than its denominator" if cell.at_most else ""
    page.data_validation(
        row,
        column,
        row,
        column,
        {
            "validate": "decimal" if cell.decimals else "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": most,
            "error_title": "This cannot be right",
            "error_message": f"Enter {kind}, 0 or more{over}.",
        },
    )
