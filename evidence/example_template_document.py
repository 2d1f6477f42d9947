"""Puts an example of a template together with python-docx."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from evidence.example_template import Example
from evidence.report_styles import PARAGRAPHS, TABLE, add_styles, running_lines
from evidence.word_document import fit

WIDTHS = Cm(4.25), Cm(12.75)


def build(example: Example, author: str) -> bytes:
    document = Document()
    document.core_properties.title = "Template for packs"
    document.core_properties.author, document.core_properties.comments = fit(author)[:250], ""
    document.core_properties.language = "en-GB"
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2)
    page.different_first_page_header_footer = True
    add_styles(document)
    first: Any = document.styles["Heading 1"]
    first.paragraph_format.page_break_before = False
    first.paragraph_format.space_before = Pt(24)
    running_lines(page, example.head, example.foot)
    take_font_of_text(document)
    document.add_paragraph(example.title, "Title")
    document.add_paragraph(example.subtitle, "Subtitle")
    add_rows(document, example.rows)
    for heading, block in example.blocks:
        if heading:
            added = document.add_paragraph(heading, "Heading 1")
            added.paragraph_format.page_break_before = heading in example.on_new_pages or None
        document.add_paragraph(block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def take_font_of_text(document: WordDocument) -> None:
    """Whoever changes the font of Normal has changed all but the sums of files."""
    normal: Any = document.styles["Normal"]
    for name in {*PARAGRAPHS, "Header", "Footer"} - {"Normal", "Small"}:
        style: Any = next(each for each in document.styles if each.name in (name, name.lower()))
        style.base_style = normal
        for each in style.element.rPr.findall(qn("w:rFonts")):
            style.element.rPr.remove(each)


def add_rows(document: Any, rows: Sequence[tuple[str, str]]) -> None:
    table = document.add_table(len(rows), 2, TABLE)
    table.autofit = False
    for look in table._tbl.tblPr.iter(qn("w:tblLook")):
        look.set(qn("w:firstRow"), "0")
        look.set(qn("w:val"), "0400")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):
            cell.width = width
            cell.paragraphs[0].style = "Cell"
            cell.paragraphs[0].add_run(text).bold = text == texts[0]
    document.add_paragraph("", "Gap")
