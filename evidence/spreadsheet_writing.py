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
from decimal import Decimal
from tempfile import TemporaryFile

from evidence import confined
from evidence.formula_text import guarded
from evidence.sheet_values import Value, packed

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows that a CSV file is UTF-8."""

_ELSEWHERE = range(2_000, 200_000)
"""Of so many cells a workbook is written by another process: whoever asks for pages meanwhile does not wait
for it. Fewer are written sooner than asked for, and of more the memory would be too much."""


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet to be written: a line of headings, and rows under it.

    A decimal is an amount in pounds. `choices` offers, by column counted from 0, what may be entered there;
    other entries are possible.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value | Decimal]] = ()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def write_workbook(sheets: Sequence[Written]) -> bytes:
    """An XLSX file with these sheets. Names of sheets have at most 31 characters."""
    if sum(len(sheet.headings) * len(sheet.rows) for sheet in sheets) in _ELSEWHERE:
        try:
            return _ask_for_workbook(sheets)
        except confined.Died:
            pass
    from evidence.workbook_writing import build  # only here: the library is 2 MB, and few write workbooks

    return build(sheets, in_files=True)


def _ask_for_workbook(sheets: Sequence[Written]) -> bytes:
    """Raises Died where the process could not make it."""
    with TemporaryFile() as file:
        file.write(json.dumps([_pack(sheet) for sheet in sheets]).encode())
        file.seek(0)
        return confined.ask("write_workbook", file.fileno(), {})


def _pack(sheet: Written) -> list[object]:
    rows = [[_pack_cell(value) for value in row] for row in sheet.rows]
    return [sheet.name, list(sheet.headings), rows, [[at, list(of)] for at, of in sheet.choices.items()]]


def _pack_cell(value: Value | Decimal) -> object:
    """Pounds are text under a name, so that not a penny is lost."""
    return {"pounds": str(value)} if isinstance(value, Decimal) else packed(value)


def write_csv(headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """UTF-8 with a byte order mark; days as 2027-03-31, yes and no as words."""
    content = io.StringIO(newline="")
    writer = csv.writer(content, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([guarded(heading) for heading in headings])
    writer.writerows([_in_csv(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + content.getvalue()).encode()


def _in_csv(value: Value) -> str | int | float:
    match value:
        case None:
            return ""
        case bool():
            return yes_no(value)
        case date():
            return value.isoformat()
        case str():
            return guarded(value)
    return value


def yes_no(value: bool) -> str:
    return "yes" if value else "no"
