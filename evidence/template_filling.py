"""Fills an organisation's own Word document. Runs confined.

Scalar placeholders become text. Where a block is to stand a mark is left, which nothing that a template says
can forge: the document's own comments are gone by then, and its text and its attributes are escaped.
"""

import io
import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from evidence.report_styles import add_missing
from evidence.template_document import Template
from evidence.template_text import fill, name_of, text_of
from evidence.word_document import fit

WIDEST, NARROWEST = 31_680, 1_000
"""Twentieths of a point that a page of Word may have, and that a table needs."""

OWN_BOOKMARKS = 30_000
"""The first number of those that headings of the template get."""

_MARKS = frozenset({qn("w:bookmarkStart"), qn("w:bookmarkEnd")})
_ABOUT, _SECTION, _SIZE, _MARGIN, _COLUMNS, _STYLE, _VALUE = (
    qn(f"w:{name}") for name in ("pPr", "sectPr", "pgSz", "pgMar", "cols", "pStyle", "val")
)


def fill_all(file: BinaryIO, values: str, blocks: str, about: str, pictured: str) -> bytes:
    """The filled document with marks where blocks are to stand: how long what is told of it is, that as JSON,
    and the document. What is told has its blocks and its own headings in their order.

    `about` are its properties. Of the block `pictured` the place of a picture is made ready too.
    """
    template = Template(file, json.loads(blocks))
    said: Mapping[str, str] = json.loads(values)
    unbind(template)
    styles = add_missing(template.document)
    levels = {styles[f"Heading {level}"]: level for level in (1, 2)}
    places: list[dict[str, object]] = []
    for part, paragraph in template.paragraphs():
        text = text_of(paragraph)
        name = name_of(text.strip()[2:-2]) if "{{" in text else ""
        if name in template.blocks and part == template.main:
            places.append({"block": name, "width": width_at(paragraph)})
            put_mark(paragraph, name)
            continue
        if "{{" in text:
            fill(paragraph, said)
        if part == template.main and (level := levels.get(style_of(paragraph))):
            places.append(put_bookmark(paragraph, level, len(places)))
    describe(template.document, json.loads(about))
    told = {
        "body": template.main.lstrip("/"),
        "styles": styles,
        "places": places,
        "picture": place_of_picture(template.document)
        if any(each.get("block") == pictured for each in places)
        else None,
    }
    head = json.dumps(told).encode()
    return len(head).to_bytes(4, "big") + head + template.save()


def unbind(template: Template) -> None:
    """From what a program would write over a value when it opens the document."""
    for tree in template.trees.values():
        for each in list(tree.iter(qn("w:dataBinding"))):
            each.getparent().remove(each)


def style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{_ABOUT}/{_STYLE}")
    return "" if style is None else str(style.get(_VALUE))


def put_bookmark(paragraph: Any, level: int, number: int) -> dict[str, Any]:
    """A heading of the template's own, as the contents lead to it."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    mark = f"_Toc{OWN_BOOKMARKS + number}"
    for each in (begin, end):
        each.set(qn("w:id"), f"{OWN_BOOKMARKS + number}")
    begin.set(qn("w:name"), mark)
    about = paragraph.find(_ABOUT)
    about.addnext(begin)
    paragraph.append(end)
    return {"heading": text_of(paragraph), "level": level, "mark": mark}


def put_mark(paragraph: Any, name: str) -> None:
    """In the place of the paragraph; a break of sections that hangs on it stays, and bookmarks."""
    for each in [each for each in paragraph if each.tag in _MARKS]:
        paragraph.addprevious(each)
    paragraph.addprevious(etree.Comment(f"block:{name}"))
    about = paragraph.find(_ABOUT)
    if about is not None and about.find(_SECTION) is not None:
        for each in [each for each in paragraph if each is not about]:
            paragraph.remove(each)
    else:
        paragraph.getparent().remove(paragraph)


def width_at(paragraph: Any) -> int:
    """Between the margins of its column, in twentieths of a point."""
    section = next(
        (
            found
            for each in (paragraph, *paragraph.itersiblings())
            for found in [each if each.tag == _SECTION else each.find(f"{_ABOUT}/{_SECTION}")]
            if found is not None
        ),
        None,
    )
    if section is None:
        return 9638
    page = number(section, _SIZE, "w", 11_906)
    sides = [number(section, _MARGIN, side, 1_134) for side in ("left", "right")]
    width = page - sum(sides) - number(section, _MARGIN, "gutter", 0)
    columns = max(number(section, _COLUMNS, "num", 1), 1)
    width = (width - number(section, _COLUMNS, "space", 0) * (columns - 1)) // columns
    return min(max(width, NARROWEST), WIDEST)


def number(section: Any, tag: str, name: str, otherwise: int) -> int:
    found = section.find(tag)
    said = found.get(qn(f"w:{name}")) if found is not None else None
    return int(said) if said and re.fullmatch(r"-?\d{1,5}", said) else otherwise


def describe(document: WordDocument, about: Mapping[str, str]) -> None:
    """Its properties, without those of whoever made the template."""
    properties = document.core_properties
    properties.title, properties.author = fit(about["title"])[:250], fit(about["author"])[:250]
    properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.subject = properties.category = properties.content_status = ""
    properties.revision = 1
    moment = datetime.fromisoformat(about["made_at"]).replace(tzinfo=None, microsecond=0)
    properties.created = properties.modified = moment


def place_of_picture(document: WordDocument) -> dict[str, str]:
    """A part that holds a dot until the picture takes its place."""
    dot = io.BytesIO()
    Image.new("RGB", (1, 1), (11, 22, 33)).save(dot, "PNG")
    dot.seek(0)
    relation, _ = document.part.get_or_add_image(dot)
    return {"relation": relation, "part": document.part.rels[relation].target_part.partname.lstrip("/")}
