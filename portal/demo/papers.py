"""Small real files: a Word document or a PDF with a title, a few facts, some paragraphs and a signature."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from fpdf import FPDF


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
        document.multi_cell(0, 6.5, paragraph, new_x="LMARGIN", new_y="NEXT")
        document.ln(3)
    document.ln(10)
    document.cell(text=paper.signature)
    return bytes(document.output())


def as_docx(paper: Paper) -> bytes:
    document, content = Document(), io.BytesIO()
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
