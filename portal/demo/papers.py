"""Small real files: a Word document or a PDF with a title, a few facts, some paragraphs and a signature."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from fpdf import FPDF

NOT_NEEDED = ("/thumbnail", "/stylesWithEffects")


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a paper, in letters that a PDF's own fonts have (Latin-1)."""

    title: str
    organisation: str
    facts: Sequence[tuple[str, str]]
    paragraphs: Sequence[str]
    signature: str


def as_pdf(paper: Paper) -> bytes:
    document = FPDF()
    document.set_margin(22)
    document.add_page()
    document.set_font("helvetica", size=11)
    document.cell(text=paper.organisation, new_x="LMARGIN", new_y="NEXT")
    document.set_font("helvetica", "B", 20)
    document.multi_cell(0, 14, paper.title, new_x="LMARGIN", new_y="NEXT")
    for label, value in paper.facts:
        document.set_font("helvetica", "B", 11)
        document.cell(58, 8, label)
        document.set_font("helvetica", size=11)
        document.cell(0, 8, value, new_x="LMARGIN", new_y="NEXT")
    document.ln(6)
    for paragraph in paper.paragraphs:
        for line in lines_of(document, paragraph):
            document.cell(0, 6.5, line, new_x="LMARGIN", new_y="NEXT")
        document.ln(3)
    document.ln(10)
    document.cell(text=paper.signature)
    return bytes(document.output())


def lines_of(document: FPDF, paragraph: str) -> Iterator[str]:
    """As many words in each as there is room for between the margins.

    `multi_cell` measures a line anew with each letter, which was half of the work of a paper."""
    room, line = document.epw - 2 * document.c_margin, ""
    for word in paragraph.split():
        longer = f"{line} {word}".lstrip()
        if line and document.get_string_width(longer) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def as_docx(paper: Paper) -> bytes:
    document, content = emptied(), io.BytesIO()
    document.add_paragraph(paper.organisation)
    document.add_heading(paper.title, 0)
    table = document.add_table(rows=0, cols=2)
    for label, value in paper.facts:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    document.add_paragraph()
    for number, paragraph in enumerate(paper.paragraphs, 1):
        document.add_paragraph(f"{number}. {paragraph}")
    document.add_paragraph()
    document.add_paragraph(paper.signature)
    document.save(content)
    return content.getvalue()


def emptied() -> WordDocument:
    """The one that every paper is written in, without what was written before: to read styles, fonts and the
    like anew took longer than the writing. So there is one paper at a time."""
    document = usual_document()
    document._body.clear_content()
    return document


@cache
def usual_document() -> WordDocument:
    """Without its picture of itself and the styles of tables, twenty times as large as all the rest."""
    document = Document()
    for style in [each for each in document.styles if each.type is WD_STYLE_TYPE.TABLE]:
        if style.name != "Normal Table":
            style.delete()
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, each in rels.items() if each.reltype.endswith(NOT_NEEDED)]:
            del rels[key]
    return document
