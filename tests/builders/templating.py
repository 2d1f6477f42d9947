"""Word templates for packs: good ones, and ones that must not be taken."""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from sqlalchemy.orm import Session

from evidence.accept import Accepted, Incoming
from evidence.example_template import write_example
from evidence.report_writing import Block, Report
from evidence.templates import Filling, Wrong, check_template, write_filled
from portal.access import Audience, Viewer
from portal.files.actions.keep_file import keep_file
from portal.packs.actions.replace_template import replace_template
from portal.packs.presenters.placed import BLOCKS, NAMES, NEEDED
from portal.packs.presenters.template import EXAMPLE
from portal.packs.queries.templates import TemplateLine, find_template
from portal.places.organisations import OrganisationPlace, get_organisation_place
from tests.builders.world import World

LARGE = 100 * 1024 * 1024
NEEDFUL = "On {{day}}, as known on {{known}}. {{files}}"
W = nsdecls("w")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def put(world: World, content: bytes | None = None, by: Viewer | None = None, seen: str = "") -> TemplateLine:
    """A template of the lead's, the example unless said otherwise."""
    assert world.store
    viewer = by or world.manager
    with tempfile.TemporaryDirectory() as folder:
        kept = keep_file(world.store, taken(content or example(), Path(folder)), scanned=False)
    with world.database.writing() as session:
        replace_template(session, viewer, managed(world, session, viewer), kept, seen)
    found = in_use(world)
    assert found
    return found


def managed(world: World, session: Session, viewer: Viewer | None = None) -> OrganisationPlace:
    return get_organisation_place(session, viewer or world.manager, world.lead_id, (Audience.OWN_MANAGER,))


def in_use(world: World) -> TemplateLine | None:
    with world.database.reading() as session:
        return find_template(session, world.lead_id)


def example() -> bytes:
    return write_example(EXAMPLE, "Harbour Light")


def docx(*paragraphs: str) -> bytes:
    """A Word document with these paragraphs, what every template needs, and a block."""
    document = Document()
    for text in (*paragraphs, NEEDFUL, "{{requirements}}"):
        document.add_paragraph(text)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(xml: str, *paragraphs: str) -> bytes:
    """The same, whose body begins with this element."""
    document = Document(io.BytesIO(docx(*paragraphs)))
    document.element.body.insert(0, parse_xml(xml))
    return saved(document)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p {W}>{''.join(runs)}</w:p>"


def with_part(name: str, change: Callable[[str], str]) -> bytes:
    """A template of which one part says something else."""
    return rewritten(docx(), {name: change})


def rewritten(content: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            text = old.read(each)
            new.writestr(each, changes[each](text.decode()) if each in changes else text)
    return out.getvalue()


def with_link(target: str) -> bytes:
    """A template that links to an address."""
    document = Document(io.BytesIO(docx("Our site")))
    document.part.relate_to(target, f"{RELATIONS}/hyperlink", is_external=True)
    return saved(document)


def taken(content: bytes, folder: Path, name: str = "template.docx") -> Accepted:
    """As an upload; raises Refused."""
    incoming = Incoming(folder, name, LARGE)
    incoming.write(content)
    return incoming.finish()


def wrong_in(content: bytes, folder: Path) -> list[Wrong]:
    """What is wrong with it, were it taken as an upload."""
    path = folder / "template.docx"
    path.write_bytes(content)
    return check_template(path, NAMES, list(BLOCKS), NEEDED)


def codes(content: bytes, folder: Path) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in wrong_in(content, folder)]


def filled(
    content: bytes, folder: Path, fields: Mapping[str, str], blocks: Mapping[str, list[Block]] | None = None
) -> bytes:
    """A document from a template, in which every name that is not given stands for itself in brackets."""
    said = {name: f"[{name}]" for name in NAMES if name not in {"page", "pages"}} | dict(fields)
    given = {name: list[Block]() for name in BLOCKS if name != "contents"} | dict(blocks or {})
    report = Report("Pack", "Harbour Light", datetime(2026, 11, 28, tzinfo=UTC), "", "", (), ())
    out = io.BytesIO()
    path = taken(content, folder).path
    write_filled(path, report, Filling(said, given, "contents", "readiness"), out)
    return out.getvalue()


def texts(content: bytes) -> dict[str, str]:
    """By part, all its text."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        found = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")}
    return {name: re.sub(r"<[^>]+>", "", text) for name, text in found.items()}


def body(content: bytes) -> str:
    return texts(content)["word/document.xml"]
