"""The text and the tables of a Word document in their order, for somebody who reads it. Runs confined.

What was deleted in tracked changes or is hidden is left out, what was added is in; a note says so.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import docx
from docx.oxml.ns import qn

from evidence import inspect_zip
from evidence.readable import Data, paged
from evidence.unfit import Unfit
from evidence.word_tables import WordReader

_SIGNS = {
    "changes": ("ins", "del", "moveFrom", "moveTo"),
    "boxes": ("txbxContent",),
    "footnotes": ("footnoteReference", "endnoteReference"),
    "pictures": ("drawing", "pict"),
    "comments": ("commentReference",),
}
"""By note, the elements that it is told of."""

_EDGES = {"header": "top", "footer": "foot"}


def read(file: BinaryIO) -> list[Data]:
    """Its pages (`evidence.readable`), ready for JSON. Raises Unfit: not-a-word-document."""
    if inspect_zip.inspect(file) != "docx":
        raise Unfit("not-a-word-document")
    file.seek(0)
    document = docx.Document(file)
    blocks, is_cut = list(_edges(document)), False
    try:
        blocks += _blocks(WordReader(document))
    except _TooLong as too_long:
        blocks, is_cut = blocks + too_long.until_then, True
    section = {"title": "", "letters": [], "blocks": blocks}
    return paged([section], _notes(document.element.body), (), is_cut=is_cut)


class _TooLong(Exception):
    def __init__(self, until_then: list[Data]) -> None:
        super().__init__()
        self.until_then = until_then


def _blocks(reader: WordReader) -> list[Data]:
    found: list[Data] = []
    try:
        for block in reader.blocks(reader.body):
            if "rows" in block:
                found += [_row(row) for row in block["rows"] or ()]
            else:
                found.append({**block, "edge": ""})
    except Unfit:
        raise _TooLong(found) from None
    return found


def _row(row: Data) -> Data:
    cells: list[Data] = []
    column = 0
    for cell in row["cells"]:
        if cell["column"] > column:
            cells.append({"lines": [], "span": cell["column"] - column})
        cells.append({"lines": [] if cell["continues"] else list(_lines(cell)), "span": cell["span"]})
        column = cell["column"] + cell["span"]
    return {"row": 0, "header": row["header"], "cells": cells}


def _lines(cell: Data) -> Iterator[str]:
    """What stands in a cell, with each row of a table inside it as a line."""
    for each in cell["paragraphs"]:
        yield f"{each['number']} {each['text']}".strip()
    for table in cell["tables"]:
        for row in table["rows"]:
            parts = [" ".join(_lines(inner)) for inner in row["cells"] if not inner["continues"]]
            yield " | ".join(part for part in parts if part)


def _edges(document: Any) -> Iterator[Data]:
    """What stands above and below every page, each once: often a version, or the day of the next review."""
    seen = set()
    for relation in document.part.rels.values():
        edge = _EDGES.get(relation.reltype.rpartition("/")[2])
        if edge is None or relation.is_external:
            continue
        words = (node.text or "" for node in relation.target_part.element.iter(qn("w:t")))
        text = " ".join("".join(words).split())[:500]
        if text and (edge, text) not in seen:
            seen.add((edge, text))
            yield {"text": text, "level": None, "number": "", "bold": False, "heading": 0, "edge": edge}


def _notes(body: Any) -> list[str]:
    return [
        note
        for note, names in _SIGNS.items()
        if any(next(body.iter(qn(f"w:{name}")), None) is not None for name in names)
    ]
