"""What an Excel workbook or a CSV file holds, as plain rows, read by a confined process."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from evidence import confined
from evidence.kinds import CSV, MEDIA_TYPES, XLSX
from evidence.refusal import Refused
from evidence.sheet_values import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, Value, address, unpacked

__all__ = ["Row", "Sheet", "Value", "address", "read_spreadsheet"]

Row = tuple[Value, ...]
_MOST = {"too-many-rows": MOST_ROWS, "too-many-columns": MOST_COLUMNS, "too-many-sheets": MOST_SHEETS}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that can be seen; the one of a CSV file has no name.

    `rows[0]` is row 1 and `rows[0][0]` is A1: empty rows in between are there, as (); cells and rows that are
    empty at the end are not.
    """

    name: str
    rows: tuple[Row, ...]


def read_spreadsheet(path: Path, media_type: str) -> tuple[Sheet, ...]:
    """The sheets of an accepted file, in the order of the workbook; at least one holds something.

    Raises Refused: not-a-spreadsheet, no-rows, too-many-rows, too-many-columns, too-many-sheets,
    too-much-text, damaged, or what `evidence.accept` would have said.
    """
    kind = MEDIA_TYPES.get(media_type)
    if kind not in (XLSX, CSV):
        raise Refused("not-a-spreadsheet")
    answer = json.loads(_ask(path, kind.key))
    if isinstance(answer, dict):
        code = answer["code"]
        raise Refused(code, **({"most": f"{_MOST[code]:,}"} if code in _MOST else {}))
    return tuple(
        Sheet(sheet["name"], tuple(tuple(unpacked(value) for value in row) for row in sheet["rows"]))
        for sheet in answer
    )


def _ask(path: Path, kind: str) -> bytes:
    file = os.open(path, os.O_RDONLY)
    try:
        return confined.ask("read_sheets", file, {"kind": kind})
    except confined.Died as error:
        raise Refused("damaged") from error
    finally:
        os.close(file)
