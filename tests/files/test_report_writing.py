"""A long Word document: opened by a Word library, with what a reader and a printer need."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from evidence.report_writing import (
    Block,
    Cell,
    Drawing,
    Grid,
    Heading,
    NewPage,
    Report,
    Words,
    write_report,
)

HOSTILE = '<w:p/> & "x" \x00\x0b \ud800 {{ 7 * 7 }} ]]> \u202e é 漢'


def a_report(*blocks: Block, depth: int = 2) -> bytes:
    out = io.BytesIO()
    report = Report(
        "Pack: Audit visit",
        "Harbour Light",
        datetime(2026, 11, 28, tzinfo=UTC),
        "Peer support · P-1",
        "Audit visit",
        cover=[Words("Pack", "Title")],
        body=blocks,
        depth=depth,
    )
    write_report(report, out)
    return out.getvalue()


def a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "PNG")
    return out.getvalue()


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        assert len(names) == len(set(names))
        return {name: packed.read(name).decode() for name in names if name.endswith(".xml")}


def test_a_word_library_reads_what_was_written() -> None:
    grid = Grid(("Requirement", "State"), [("Insurance", Cell("Accepted", "met", "0af1"))], (1, 1))
    document = Document(io.BytesIO(a_report(Heading("Summary"), Words("All is well."), grid, NewPage())))
    assert [each.text for each in document.paragraphs if each.text][:3] == ["Pack", "Contents", "Summary"]
    assert document.core_properties.title == "Pack: Audit visit"
    assert document.core_properties.author == "Harbour Light"
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [["Requirement", "State"], ["Insurance", "Accepted\n0af1"]]


def test_the_heading_row_of_a_table_is_repeated_and_no_row_is_torn() -> None:
    document = Document(io.BytesIO(a_report(Grid(("A", "B"), [("1", "2")] * 3, (1, 2)))))
    first, *others = document.tables[0].rows
    assert mark(first, "tblHeader")
    assert not any(mark(each, "tblHeader") for each in others)
    assert all(mark(each, "cantSplit") for each in (first, *others))


def mark(row: Any, name: str) -> bool:
    return row._tr.find(f"{qn('w:trPr')}/{qn(f'w:{name}')}") is not None


def test_a_table_without_headings_repeats_none() -> None:
    document = Document(io.BytesIO(a_report(Grid((), [("Contract", "C-1")], (1, 2)))))
    assert not mark(document.tables[0].rows[0], "tblHeader")
    assert document.tables[0].cell(0, 0).paragraphs[0].runs[0].bold


def test_contents_lead_to_each_heading() -> None:
    content = a_report(Heading("One"), Heading("Under it", 2), Heading("Deep", 3), Heading("Two"))
    body = parts(content)["word/document.xml"]
    assert ' TOC \\o "1-2" ' in body
    anchors = re.findall(r'<w:hyperlink w:anchor="(\w+)">', body)
    assert len(anchors) == 3
    assert [f'w:name="{each}"' in body for each in anchors] == [True] * 3
    assert body.count('fldCharType="begin"') == body.count('fldCharType="end"')
    only_first = parts(a_report(Heading("One"), Heading("Under it", 2), depth=1))["word/document.xml"]
    assert only_first.count("<w:hyperlink") == 1


def test_no_program_asks_anything_when_it_opens_it() -> None:
    found = parts(a_report(Heading("One")))
    assert "updateFields" not in "".join(found.values())
    assert "w:dirty" not in "".join(found.values())


def test_each_page_says_what_it_is_of_and_which_it_is() -> None:
    found = parts(a_report(Heading("One")))
    heads = "".join(text for name, text in found.items() if "header" in name)
    feet = [text for name, text in found.items() if "footer" in name]
    assert "Peer support · P-1" in heads
    assert len(feet) == 2, "the first page has one of its own"
    for foot in feet:
        assert " PAGE " in foot
        assert " NUMPAGES " in foot


@pytest.mark.parametrize(
    "block",
    [
        Heading(HOSTILE),
        Words(HOSTILE),
        Words(HOSTILE, "Warning"),
        Grid((HOSTILE,), [(Cell(HOSTILE, small=HOSTILE),)], (1,)),
        Drawing(a_picture(), HOSTILE),
    ],
)
def test_nothing_in_it_is_read_as_markup(block: Block) -> None:
    document = Document(io.BytesIO(a_report(block)))
    words = "".join(each.text for each in document.element.body.iter(qn("w:t")))
    described = "".join(each.get("descr", "") for each in document.element.body.iter(qn("wp:docPr")))
    assert '<w:p/> & "x"' in words + described
    assert "{{ 7 * 7 }}" in words + described


def test_a_picture_is_described() -> None:
    document = Document(io.BytesIO(a_report(Drawing(a_picture(), "Ready: 7 of 12."))))
    assert len(document.inline_shapes) == 1
    assert "Ready: 7 of 12." in document.element.xml


def test_lines_of_a_cell_are_lines() -> None:
    document = Document(io.BytesIO(a_report(Grid(("A",), [("one\ntwo",)], (1,)))))
    assert document.tables[0].cell(1, 0).text == "one\ntwo"
