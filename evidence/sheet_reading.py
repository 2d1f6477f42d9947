"""What can be seen of a workbook or a CSV file, cell by cell as its program shows it. Runs confined.

A formula gives the value that it had when the file was saved; nothing is worked out.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import openpyxl

from evidence import inspect_zip
from evidence.readable import Data, paged
from evidence.sheet_rows import delimited
from evidence.sheet_values import column_letters
from evidence.unfit import Unfit

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, MOST_LETTERS = 5_000, 60, 30, 1_000_000
"""Of a file, that are shown; what is more is only in the download."""

_LONGEST_CELL = 2_000
_MOST_LOOKED_AT = 200_000
"""Rows, most of them empty: some programs end a sheet in a million that are."""

_PARTS = {
    "comments": re.compile(r"xl/(comments|threadedcomments/).*", re.I),
    "pictures": re.compile(r"xl/media/.*", re.I),
    "charts": re.compile(r"xl/charts/.*", re.I),
}
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.I)
_SIGNS = {
    "hidden-rows": re.compile(rb"<(?:\w+:)?(?:row|col)\s[^>]{0,300}\bhidden=\"(?:1|true)\""),
    "not-worked-out": re.compile(rb"(?:</f>|<f\b[^>]{0,300}/>)(?:<v\s*/>|<v></v>)?</c>"),
}
_LONGEST_SIGN, _CHUNK, _LARGEST_LOOKED_INTO = 700, 1024 * 1024, 30 * 1024 * 1024


class _Room:
    """How much of a file is still to be shown."""

    def __init__(self) -> None:
        self.rows, self.letters, self.looked_at = MOST_ROWS, MOST_LETTERS, _MOST_LOOKED_AT
        self.is_cut = False

    def takes(self, cells: Sequence[str]) -> bool:
        """Whether there is room for a row more."""
        self.rows -= 1
        self.letters -= sum(map(len, cells))
        fits = min(self.rows, self.letters, self.looked_at) >= 0
        self.is_cut |= not fits
        return fits


def read(file: BinaryIO, kind: str) -> list[Data]:
    """Its pages (`evidence.readable`), ready for JSON. Raises Unfit."""
    room = _Room()
    if kind == "csv":
        return paged([_section("", delimited(file), room)], (), (), is_cut=room.is_cut)
    if inspect_zip.inspect(file) != "xlsx":
        raise Unfit("not-a-spreadsheet")
    notes = _notes(file)
    file.seek(0)
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    room.is_cut = len(seen) > MOST_SHEETS
    sections = []
    for sheet in seen[:MOST_SHEETS]:
        sheet.reset_dimensions()  # what the file claims: it may claim anything
        sections.append(_section(sheet.title, map(_texts, sheet.iter_rows(max_col=MOST_COLUMNS + 1)), room))
    return paged(sections, notes, hidden, is_cut=room.is_cut)


def _section(title: str, rows: Iterable[Sequence[str]], room: _Room) -> Data:
    """A sheet up to its last row that holds anything; of empty rows in between none is shown, as each row has
    its number."""
    blocks: list[Data] = []
    widest = 0
    for number, raw in enumerate(rows, 1):
        room.looked_at -= 1
        cells = [text.strip()[:_LONGEST_CELL] for text in raw]
        while cells and not cells[-1]:
            cells.pop()
        if not cells and room.looked_at >= 0:
            continue
        if not room.takes(cells):
            break
        room.is_cut |= len(cells) > MOST_COLUMNS
        cells = cells[:MOST_COLUMNS]
        widest = max(widest, len(cells))
        blocks.append({"row": number, "header": False, "cells": [_cell(text) for text in cells]})
    for block in blocks:
        block["cells"] += [_cell("") for _ in range(widest - len(block["cells"]))]
    return {"title": title, "letters": [column_letters(each) for each in range(widest)], "blocks": blocks}


def _cell(text: str) -> Data:
    return {"lines": text.splitlines(), "span": 1}


def _texts(cells: Sequence[Any]) -> list[str]:
    return [shown(cell.value, cell.number_format) if cell.value is not None else "" for cell in cells]


def shown(value: object, form: str = "General") -> str:
    """As the program shows a value, about; `form` is the cell's number format.

    >>> shown(0.5, "0%"), shown(1250, "£#,##0.00"), shown(7, "000"), shown(datetime(2026, 5, 3))
    ('50%', '£1,250.00', '007', '3 May 2026')
    >>> shown(0.1 + 0.2), shown(True), shown("  two\\nlines ")
    ('0.3', 'TRUE', '  two\\nlines ')
    """
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            return _number(value, form or "General")
        case datetime():
            clock = f" {value:%H:%M}" if value.time() != time() else ""
            return f"{value.day} {value:%B %Y}{clock}"
        case date():
            return f"{value.day} {value:%B %Y}"
        case time() | timedelta():
            return str(value)
    return str(value)


def _number(value: float, form: str) -> str:
    first = form.partition(";")[0]
    decimals = len(found[1]) if (found := re.search(r"\.([0#]+)", first)) else 0
    if "%" in first:
        return f"{value * 100:,.{decimals}f}%"
    if re.fullmatch(r"0{2,15}", first):
        return f"{value:0{len(first)}.0f}"
    if pounds := re.search(r"[£$€]", first):
        return f"{'-' if value < 0 else ''}{pounds[0]}{abs(value):,.{decimals}f}"
    if "0" in first and first != "General":
        return f"{value:{',' if ',' in first else ''}.{decimals}f}"
    return str(value) if isinstance(value, int) else f"{value:.12g}"


def _notes(file: BinaryIO) -> list[str]:
    """What there is beside the cells, or in their way."""
    with zipfile.ZipFile(file) as container:
        names = [each.filename for each in container.infolist()]
        found = {note for note, part in _PARTS.items() if any(map(part.fullmatch, names))}
        for entry in container.infolist():
            if _SHEET_PART.fullmatch(entry.filename) and entry.file_size <= _LARGEST_LOOKED_INTO:
                found |= set(_signs(container, entry))
    return sorted(found)


def _signs(container: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[str]:
    with container.open(entry) as content:
        seam = b""
        while piece := content.read(_CHUNK):
            yield from (note for note, sign in _SIGNS.items() if sign.search(seam + piece))
            seam = piece[-_LONGEST_SIGN:]
