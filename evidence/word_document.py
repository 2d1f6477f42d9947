"""The Word document of `evidence.word_writing`, as python-docx builds it."""

import io
import re
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as WordTable

from evidence.word_writing import Block, Facts, Heading, Paragraph, Table

UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def build(title: str, subject: str, author: str, made_at: datetime, blocks: Sequence[Block]) -> bytes:
    document = Document()
    prepare(document, title, subject, author, made_at)
    document.add_heading(fit(title), 0)
    if subject:
        document.add_paragraph(fit(subject), style="Subtitle")
    for block in blocks:
        add(document, block)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def prepare(document: WordDocument, title: str, subject: str, author: str, made_at: datetime) -> None:
    """British English for the spelling checker, A4, and properties that say what it is."""
    properties = document.core_properties
    properties.title, properties.subject = fit(title)[:250], fit(subject)[:250]
    properties.author, properties.language = fit(author)[:250], "en-GB"
    properties.comments = ""
    moment = made_at.replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = moment
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)


def add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(fit(text), level)
        case Paragraph(text):
            document.add_paragraph(fit(text))
        case Facts(rows):
            add_table(document, (), rows, (Cm(4.6), Cm(12)))
        case Table(headings, rows):
            add_table(document, headings, rows, (Cm(9), Cm(4), Cm(3.6)))


def add_table(
    document: WordDocument, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    lines = [headings, *rows] if headings else list(rows)
    table = document.add_table(rows=len(lines), cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if headings:
        repeat_on_each_page(table)
    for number, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        all_bold = bool(headings) and number == 0
        for place, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=True)):
            cell.width = width
            cell.paragraphs[0].add_run(fit(text)).bold = all_bold or (not headings and place == 0)
    document.add_paragraph()


def repeat_on_each_page(table: WordTable) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def fit(text: str) -> str:
    """What a Word file can hold: XML knows no control characters but tabs and line ends, and no halves of
    letters.

    >>> fit("one\\x00 two\\x0b \\ud800three\\n")
    'one two three\\n'
    """
    return UNFIT.sub("", text)
