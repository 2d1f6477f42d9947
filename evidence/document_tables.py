"""The tables of a Word document, a workbook or a CSV file as plain data, read by a confined process."""

import json
import os
import re
from pathlib import Path
from typing import Any

from evidence import confined
from evidence.kinds import CSV, DOCX, MEDIA_TYPES, XLSX
from evidence.refusal import Refused
from evidence.spreadsheet import Row, Sheet, Value, read_spreadsheet

Data = dict[str, Any]
_BULLET = re.compile(r"^[•●▪■◦‣∙·➢–—*-]\s+")


def read_document_tables(path: Path, media_type: str) -> Data:
    """The tables of an accepted file, in their order, in the shape that `evidence.word_tables` tells of.

    A sheet of a workbook is a table below a heading with its name; its empty rows have no cells. Raises
    Refused: not-word-or-excel, no-tables, too-much-text, damaged, or what `evidence.spreadsheet` would have
    said.
    """
    kind = MEDIA_TYPES.get(media_type)
    if kind in (XLSX, CSV):
        return {"title": "", "tables": [_table(sheet) for sheet in read_spreadsheet(path, media_type)]}
    if kind is not DOCX:
        raise Refused("not-word-or-excel")
    answer: Data = json.loads(_ask(path))
    if "code" in answer:
        raise Refused(answer["code"])
    return answer


def _ask(path: Path) -> bytes:
    file = os.open(path, os.O_RDONLY)
    try:
        return confined.ask("read_tables", file, {})
    except confined.Died as error:
        raise Refused("damaged") from error
    finally:
        os.close(file)


def _table(sheet: Sheet) -> Data:
    heading = [_paragraph(sheet.name, heading=2)] if sheet.name else []
    return {"before": heading, "rows": [_row(row) for row in sheet.rows]}


def _row(row: Row) -> Data:
    return {"header": False, "cells": [_cell(column, value) for column, value in enumerate(row)]}


def _cell(column: int, value: Value) -> Data:
    lines = [line for line in _shown(value).splitlines() if line.strip()]
    paragraphs = [_paragraph(line.strip()) for line in lines]
    return {"column": column, "span": 1, "continues": False, "paragraphs": paragraphs, "tables": []}


def _paragraph(text: str, heading: int = 0) -> Data:
    bullet = _BULLET.match(text)
    return {
        "text": text[bullet.end() :] if bullet else text,
        "level": 0 if bullet else None,
        "number": "",
        "bold": False,
        "heading": heading,
    }


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)
