"""A workbook of somebody else's layout, read and filled by a confined process."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence import confined
from evidence.kinds import MEDIA_TYPES, XLSX
from evidence.refusal import Refused
from evidence.sheet_values import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS

_MOST = {"too-many-rows": MOST_ROWS, "too-many-columns": MOST_COLUMNS, "too-many-sheets": MOST_SHEETS}


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """A cell that may be filled, with the words to the left of it and above it."""

    sheet: str
    cell: str
    left: str
    above: str


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A number for a cell, as decimal text. Of a share it is the share, and `percent` what a cell takes that
    does not show per cent by itself."""

    sheet: str
    cell: str
    number: str
    percent: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """`gone` are sheets and cells that are not there any more, or are not empty."""

    content: bytes
    gone: tuple[tuple[str, str], ...]


def read_layout(path: Path, media_type: str) -> tuple[EmptyCell, ...]:
    """What can be filled of an accepted file. Raises Refused."""
    if MEDIA_TYPES.get(media_type) is not XLSX:
        raise Refused("not-a-spreadsheet")
    answer = json.loads(_ask("read_layout", path, {}))
    if isinstance(answer, dict):
        code = answer["code"]
        raise Refused(code, **({"most": f"{_MOST[code]:,}"} if code in _MOST else {}))
    return tuple(EmptyCell(sheet["name"], *cell) for sheet in answer for cell in sheet["cells"])


def fill_layout(path: Path, cells: Sequence[FilledCell]) -> Filled:
    """The workbook with these numbers. Raises Refused."""
    packed = json.dumps([[each.sheet, each.cell, each.number, each.percent] for each in cells])
    answer = json.loads(_ask("fill_layout", path, {"cells": packed}))
    if "code" in answer:
        raise Refused(answer["code"])
    return Filled(bytes.fromhex(answer["content"]), tuple(map(tuple, answer["gone"])))


def _ask(job: str, path: Path, arguments: dict[str, int | str]) -> bytes:
    file = os.open(path, os.O_RDONLY)
    try:
        return confined.ask(job, file, arguments)
    except confined.Died as error:
        raise Refused("damaged") from error
    finally:
        os.close(file)
