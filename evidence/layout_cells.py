"""A workbook that is somebody else's layout: which of its cells are empty beside which words, and figures
written into them. Runs confined.

Formulas and formats stay. What openpyxl does not keep, pictures and charts, is refused before.
"""

import io
import zipfile
from typing import Any, BinaryIO

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from evidence import inspect_zip
from evidence.sheet_values import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from evidence.unfit import Unfit

MOST_EMPTY = 2_000
"""Cells that are offered of a workbook."""

LOST = ("xl/drawings/", "xl/charts/", "xl/media/", "xl/pivotTables/")
LONGEST = 120


def read(file: BinaryIO) -> list[dict[str, Any]]:
    """By sheet the empty cells, each with the words to the left of it and above it, ready for JSON. Raises
    Unfit."""
    book = opened(file)
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(seen) > MOST_SHEETS:
        raise Unfit("too-many-sheets")
    found = [{"name": sheet.title, "cells": empty_cells(sheet)} for sheet in seen]
    if sum(len(each["cells"]) for each in found) > MOST_EMPTY:
        raise Unfit("too-many-empty")
    if not any(each["cells"] for each in found):
        raise Unfit("nothing-to-fill")
    return found


def opened(file: BinaryIO) -> Workbook:
    if inspect_zip.inspect(file) != "xlsx":
        raise Unfit("not-a-spreadsheet")
    with zipfile.ZipFile(file) as container:
        if any(name.startswith(LOST) for name in container.namelist()):
            raise Unfit("has-pictures")
    file.seek(0)
    return openpyxl.load_workbook(file)


def empty_cells(sheet: Worksheet) -> list[list[str]]:
    if sheet.max_row > MOST_ROWS:
        raise Unfit("too-many-rows")
    if sheet.max_column > MOST_COLUMNS:
        raise Unfit("too-many-columns")
    above: dict[int, str] = {}
    found: list[list[str]] = []
    for row in sheet.iter_rows():
        left = ""
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            if isinstance(cell.value, str) and cell.data_type != "f":
                left = above[cell.column] = cell.value.strip()[:LONGEST] or left
            elif cell.value is None and left:
                found.append([cell.coordinate, left, above.get(cell.column, "")])
    return found


def fill(file: BinaryIO, cells: list[list[str]]) -> dict[str, Any]:
    """The workbook with numbers in its cells, and those that are no longer there or hold something. A cell
    is a sheet, its address, the number, and, of a share, the per cent for a cell that does not show them."""
    book = opened(file)
    gone: list[list[str]] = []
    for name, where, number, percent in cells:
        cell = find(book, name, where)
        if cell is None:
            gone.append([name, where])
            continue
        chosen = percent if percent and "%" not in cell.number_format else number
        cell.value = int(chosen) if chosen.isdecimal() else float(chosen)
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    return {"gone": gone, "content": saved(book).hex()}


class InMemory(ExcelWriter):
    """Writes no files, which nothing may that runs confined."""

    _archive: zipfile.ZipFile

    def write_worksheet(self, sheet: Any) -> None:
        content = io.BytesIO()
        writer: Any = WorksheetWriter(sheet, content)
        writer.write()
        sheet._rels = writer._rels
        self._archive.writestr(sheet.path[1:], content.getvalue())
        self.manifest.append(sheet)


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    InMemory(book, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED)).save()
    return content.getvalue()


def find(book: Workbook, name: str, where: str) -> Any:
    """The empty cell of that place; None where there is none."""
    if name not in book.sheetnames:
        return None
    try:
        cell = book[name][where]
    except ValueError:
        return None
    is_empty = not isinstance(cell, tuple | MergedCell) and cell.value is None
    return cell if is_empty else None
