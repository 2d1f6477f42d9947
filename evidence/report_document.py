"""The Word document of `evidence.report_writing`: python-docx makes all but its body."""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO, Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.shared import Cm
from lxml import etree

from evidence.report_styles import add_styles, running_lines
from evidence.report_writing import Block, Drawing, Report
from evidence.report_xml import Writer
from evidence.word_document import fit

PLACE = "the-report-stands-here"
BODY = "word/document.xml"
IN_MEMORY = 8 * 1024 * 1024


def build(report: Report, out: IO[bytes]) -> None:
    document = blank(report)
    writer = Writer(add_styles(document))
    with (
        tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as cover,
        tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body,
    ):
        render(document, writer, report.cover, cover)
        writer.listed.clear()  # the cover is not among the contents
        render(document, writer, report.body, body)
        contents = writer.contents(report.depth)
        head, tail = surroundings(document)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            copy_others(document, made)
            with made.open(BODY, "w", force_zip64=True) as part:
                part.write(head)
                copy_into(cover, part)
                part.write(contents.encode())
                copy_into(body, part)
                part.write(tail)


def blank(report: Report) -> WordDocument:
    """An A4 document in British English without a body, whose pages say what they are of."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author = fit(report.title)[:250], fit(report.author)[:250]
    properties.language, properties.comments = "en-GB", ""
    moment = report.made_at.replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = moment
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2)
    page.different_first_page_header_footer = True
    running_lines(page, fit(report.running), fit(report.foot))
    document.add_paragraph(PLACE)
    return document


def render(document: WordDocument, writer: Writer, blocks: Iterable[Block], into: IO[bytes]) -> None:
    for block in blocks:
        text = picture(document, block) if isinstance(block, Drawing) else writer.block(block)
        into.write(text.encode())
    into.seek(0)


def picture(document: WordDocument, drawing: Drawing) -> str:
    """Its paragraph as text; the picture itself becomes a part of the document."""
    paragraph = document.add_paragraph()
    shape = paragraph.add_run().add_picture(io.BytesIO(drawing.png), width=Cm(17))
    about: Any = shape._inline.docPr
    about.set("descr", fit(drawing.words))
    element = paragraph._p
    element.getparent().remove(element)
    return str(etree.tostring(element, encoding="unicode"))


def surroundings(document: WordDocument) -> tuple[bytes, bytes]:
    """What of the document stands before its body and after it."""
    root: Any = document.part.element
    place = next(each for each in root.body.iterchildren() if PLACE in "".join(each.itertext()))
    mark = parse_xml(f"<{PLACE}/>")
    place.getparent().replace(place, mark)
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    head, _, tail = text.partition(f"<{PLACE}/>".encode())
    return head, tail


def copy_others(document: WordDocument, made: zipfile.ZipFile) -> None:
    """All parts but the body."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts:
        for each in parts.infolist():
            if each.filename != BODY:
                made.writestr(each.filename, parts.read(each))


def copy_into(source: IO[bytes], target: IO[bytes]) -> None:
    shutil.copyfileobj(source, target, 256 * 1024)
