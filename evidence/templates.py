"""An organisation's own template: looked at, and written with what a report says in its place.

The template is read in the confined process alone, and what comes out of it is looked into as any upload is;
here its parts are only copied. Blocks are written between the marks, in bounded memory.
"""

import io
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape

from evidence import confined
from evidence.report_writing import Block, Drawing, Report
from evidence.unfit import Unfit
from evidence.zip_entries import check_directory

LARGEST = 10 * 1024 * 1024
"""Bytes of a template."""

LONGEST_VALUE = 1_500
"""Characters of what stands in the place of one placeholder."""

MARK = re.compile(rb"<!--block:([a-z_]+)-->")
FIRST_BOOKMARK = 40_000
"""Far from those that a template has of its own."""

_IN_MEMORY = 8 * 1024 * 1024
_PER_DOT = 635
"""English metric units in a twentieth of a point."""


class Unfilled(Exception):
    """The template cannot be filled: damaged, too demanding, or not what was accepted."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a template: a permanent `code`, the placeholder as it is written, and the part."""

    code: str
    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a template: text by name, and blocks by name. The block `contents` lists the headings of
    the others down to `depth`, and `pictured` is the one that may hold a picture."""

    fields: Mapping[str, str]
    blocks: Mapping[str, Iterable[Block]]
    contents: str
    pictured: str


def check_template(
    path: Path, names: Sequence[str], blocks: Sequence[str], needed: Sequence[str]
) -> list[Wrong]:
    """What is wrong with a Word document as a template; nothing where it can be used. Raises Unfilled."""
    arguments = {"names": json.dumps(names), "blocks": json.dumps(blocks), "needed": json.dumps(needed)}
    answer = json.loads(_ask("check_template", path, arguments))
    return [Wrong(str(each["code"]), str(each["name"]), str(each["where"])) for each in answer]


def write_filled(template: Path, report: Report, filling: Filling, out: IO[bytes]) -> None:
    """A .docx, from where `out` stands. Raises Unfilled before anything is written there."""
    told, content = _filled(template, report, filling)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body = parts.read(told["body"])
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as written:
            picture = _write_body(body, told, filling, report.depth, written)
            written.seek(0)
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
                for each in parts.infolist():
                    if each.filename == told["body"]:
                        with made.open(each.filename, "w", force_zip64=True) as part:
                            shutil.copyfileobj(written, part, 256 * 1024)
                    elif picture and each.filename == told["picture"]["part"]:
                        made.writestr(each.filename, picture)
                    else:
                        made.writestr(each.filename, parts.read(each))


def _filled(template: Path, report: Report, filling: Filling) -> tuple[dict[str, Any], bytes]:
    """What the confined process made of it, looked into in its turn."""
    values = {name: each[:LONGEST_VALUE] for name, each in filling.fields.items()}
    about = {"title": report.title, "author": report.author, "made_at": report.made_at.isoformat()}
    arguments = {
        "values": json.dumps(values),
        "blocks": json.dumps([*filling.blocks, filling.contents]),
        "about": json.dumps(about),
        "pictured": filling.pictured,
    }
    answer = _ask("fill_template", template, arguments)
    length = int.from_bytes(answer[:4], "big")
    told, content = json.loads(answer[4 : 4 + length]), answer[4 + length :]
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        look = _ask_about("inspect", file.fileno(), {"content": "zip"})
    if json.loads(look) != {"kind": "docx"}:
        raise Unfilled("what was made of it is no plain Word document")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            check_directory(parts.infolist())
    except Unfit as unfit:
        raise Unfilled(unfit.code) from unfit
    return told, content


def _write_body(
    body: bytes, told: Mapping[str, Any], filling: Filling, depth: int, into: IO[bytes]
) -> bytes | None:
    """The body with its blocks; the picture, where there is one."""
    from evidence.report_xml import Listed, Writer

    styles = {name: escape(style, {'"': "&quot;"}) for name, style in told["styles"].items()}
    writer = Writer(styles, first=FIRST_BOOKMARK)
    pieces = MARK.split(body)
    picture: bytes | None = None
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as blocks:
        ends = []
        for place in told["places"]:
            if "heading" in place:
                writer.listed.append(Listed(place["heading"], place["level"], place["mark"]))
                continue
            writer.width = place["width"]
            for block in filling.blocks.get(place["block"], ()):
                if isinstance(block, Drawing):
                    picture = block.png
                    blocks.write(picture_text(block, told["picture"]["relation"], writer.width).encode())
                else:
                    blocks.write(writer.block(block).encode())
            ends.append(blocks.tell())
        blocks.seek(0)
        into.write(pieces[0])
        for name, end, after in zip(pieces[1::2], ends, pieces[2::2], strict=True):
            if name.decode() == filling.contents:
                into.write(writer.contents(depth).encode())
            while (left := end - blocks.tell()) > 0:
                into.write(blocks.read(min(left, 256 * 1024)))
            into.write(after)
    return picture


def picture_text(drawing: Drawing, relation: str, width: int) -> str:
    """A picture as wide as its column, as the paragraph that shows the part of that relation."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Emu
    from lxml import etree

    from evidence.word_document import fit

    paragraph = Document().add_paragraph()
    shape = paragraph.add_run().add_picture(io.BytesIO(drawing.png), width=Emu(width * _PER_DOT))
    inline: Any = shape._inline
    inline.docPr.set("descr", fit(drawing.words))
    inline.docPr.set("id", str(FIRST_BOOKMARK))
    for blip in inline.iter(qn("a:blip")):
        blip.set(qn("r:embed"), relation)
    return str(etree.tostring(paragraph._p, encoding="unicode"))


def _ask(job: str, path: Path, arguments: Mapping[str, int | str]) -> bytes:
    file = os.open(path, os.O_RDONLY)
    try:
        return _ask_about(job, file, arguments)
    finally:
        os.close(file)


def _ask_about(job: str, file: int, arguments: Mapping[str, int | str]) -> bytes:
    try:
        return confined.ask(job, file, dict(arguments))
    except confined.Died as error:
        raise Unfilled(str(error)) from error
