"""The tables of a Word document as plain data: what stands in each cell, and what before each table.

Runs confined. A document is {"title", "tables"}; a table {"before": paragraphs, "rows"}; a row {"header",
"cells"}; a cell {"column", "span", "continues", "paragraphs", "tables"}; a paragraph {"text", "level" (of a
list, null outside one), "number", "bold", "heading" (1 the highest, 0 none)}. A cell that is merged with the
one above `continues` it and holds the same. Text that was deleted in tracked changes or is hidden is left
out.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import docx
from docx.oxml.ns import qn

from evidence import inspect_zip
from evidence.unfit import Unfit
from evidence.word_styles import ListPlace, Numbering, Styles, is_on, value_of

Data = dict[str, Any]
MOST_CELLS, MOST_TEXT = 20_000, 2_000_000
"""Bounds of a document's tables: cells, and characters."""

_MOST_BEFORE = 12
_DEEPEST = 4
_BULLET = re.compile(r"^(?:[•●▪■◦‣∙·➢✓✔–—-]|o(?=\t))\s+")
_LEFT_OUT = {qn(f"w:{name}") for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_AROUND = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_AS_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read(file: BinaryIO) -> Data:
    """The document's tables, ready for JSON. Raises Unfit: not-a-word-document, no-tables, too-much-text."""
    if inspect_zip.inspect(file) != "docx":
        raise Unfit("not-a-word-document")
    file.seek(0)
    return WordReader(docx.Document(file)).read()


class WordReader:
    """Reads one document from its start to its end, since list numbers are counted on the way."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self._styles, self._numbering = Styles(document), Numbering(document)
        self._cells = self._characters = 0

    def read(self) -> Data:
        paragraphs, tables = self._content(self.body, depth=0)
        if not tables:
            raise Unfit("no-tables")
        headings = [each["text"] for each in paragraphs if each["heading"]]
        return {"title": headings[0] if headings else "", "tables": tables}

    def _content(self, around: Any, depth: int) -> tuple[list[Data], list[Data]]:
        """All paragraphs and all tables directly in a body or a cell."""
        paragraphs: list[Data] = []
        tables: list[Data] = []
        before: list[Data] = []
        for block in self.blocks(around, depth):
            if "rows" not in block:
                paragraphs.append(block)
                before.append(block)
            else:
                if block["rows"] is not None:
                    tables.append({"before": before[-_MOST_BEFORE:], "rows": block["rows"]})
                before = []
        return paragraphs, tables

    def blocks(self, around: object, depth: int = 0) -> Iterator[Data]:
        """Paragraphs, and tables as {"rows"}, in their order; of one that lies too deep in others the rows
        are null."""
        for element in _inside(around):
            if element.tag == qn("w:tbl"):
                yield {"rows": self._rows(element, depth) if depth < _DEEPEST else None}
            else:
                yield from self._paragraphs(element)

    def _rows(self, table: object, depth: int) -> list[Data]:
        rows: list[Data] = []
        above: dict[int, Data] = {}
        for row in _inside(table, "tr"):
            if row.find(qn("w:trPr")) is not None and row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            cells = self._cells_of(row, above, depth)
            above = {cell["column"]: cell for cell in cells}
            rows.append({"header": bool(is_on(row, "trPr/tblHeader")), "cells": cells})
        return rows

    def _cells_of(self, row: object, above: dict[int, Data], depth: int) -> list[Data]:
        cells: list[Data] = []
        column = int(value_of(row, "trPr/gridBefore") or 0)
        for cell in _inside(row, "tc"):
            self._cells += 1
            if self._cells > MOST_CELLS:
                raise Unfit("too-much-text")
            span = max(1, int(value_of(cell, "tcPr/gridSpan") or 1))
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            continues = merge is not None and merge.get(qn("w:val")) != "restart" and column in above
            if continues:
                held = {name: above[column][name] for name in ("paragraphs", "tables")}
            else:
                paragraphs, tables = self._content(cell, depth + 1)
                held = {"paragraphs": paragraphs, "tables": tables}
            cells.append({"column": column, "span": span, "continues": continues, **held})
            column += span
        return cells

    def _paragraphs(self, element: object) -> list[Data]:
        """The paragraph's lines that hold anything, if only a number; a line break begins a new one."""
        text = "".join(_texts(element))
        self._characters += len(text)
        if self._characters > MOST_TEXT:
            raise Unfit("too-much-text")
        place = self._styles.list_place(element)
        number = self._numbering.next(place) if place else ""
        bold = self._is_bold(element)
        heading = self._styles.heading(element)
        lines = [line for line in text.split("\n") if line.strip()] or ([""] if number else [])
        return [
            _line(line, place, "" if follows else number, bold, heading) for follows, line in enumerate(lines)
        ]

    def _is_bold(self, element: Any) -> bool:
        """Whether all that can be seen of it is."""
        by_style = self._styles.is_bold(element)
        runs = [run for run in element.iter(qn("w:r")) if "".join(_texts(run)).strip()]
        said = [is_on(run, "rPr/b") for run in runs]
        return bool(runs) and all(by_style if each is None else each for each in said)


def _line(text: str, place: ListPlace | None, number: str, bold: bool, heading: int) -> Data:
    bullet = _BULLET.match(text.lstrip())
    level = place.level if place else 0 if bullet else None
    shown = text.lstrip()[bullet.end() :] if bullet else text
    return {
        "text": " ".join(shown.split()),
        "level": level,
        "number": number,
        "bold": bold,
        "heading": heading,
    }


def _inside(around: Any, *names: str) -> Iterator[Any]:
    """Paragraphs and tables, or elements of these names, also where content controls or changes wrap them."""
    wanted = {qn(f"w:{name}") for name in names or ("p", "tbl")}
    for element in around:
        if element.tag in wanted:
            yield element
        elif element.tag in _AROUND:
            yield from _inside(element, *names)


def _sign(code: str) -> str:
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) else ""


def _texts(element: Any) -> Iterator[str]:
    """The text that can be seen, in order."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:sym"):  # a tick or a cross of one of the fonts of signs
            yield _sign(child.get(qn("w:char"), ""))
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag == qn("w:r") and is_on(child, "rPr/vanish"):
            continue
        elif child.tag not in _LEFT_OUT:
            yield from _texts(child)
