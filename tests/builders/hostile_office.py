"""Office documents that do something, made by code."""

from tests.builders import good_files as good
from tests.builders import hostile_contents as made
from tests.builders.good_files import unzipped

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
VBA = OLE + "_VBA_PROJECT".encode("utf-16-le")


def related(content: bytes, part: str, kind: str, target: str, is_external: bool = True) -> bytes:
    """With a relation more. `part` is a list of relations, which is made where it is not there."""
    outside = ' TargetMode="External"' if is_external else ""
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{outside}/>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    kept = (
        unzipped(content)
        .get(part, empty)
        .replace(b"</Relationships>", relation.encode() + b"</Relationships>")
    )
    return made.changed(content, {part: kept})


def template(target: str) -> bytes:
    return related(good.docx(), "word/_rels/settings.xml.rels", f"{RELATIONS}/attachedTemplate", target)


def word(kind: str, target: str, **parts: bytes) -> bytes:
    """A Word document with a relation to something inside it, and the parts."""
    added = made.docx_with(**parts)
    return related(added, "word/_rels/document.xml.rels", f"{RELATIONS}/{kind}", target, is_external=False)


def linked(kind: str, target: str) -> bytes:
    return related(good.docx(), "word/_rels/document.xml.rels", f"{RELATIONS}/{kind}", target)


def in_body(xml: str) -> bytes:
    """A Word document with that at the start of its body."""
    body = unzipped(good.docx())["word/document.xml"]
    return made.docx_with(
        word__document__xml=None,
        **{"word__document.xml": body.replace(b"<w:body>", b"<w:body>" + xml.encode())},
    )


def field(*pieces: str) -> str:
    """A field whose code is split over as many runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{each}</w:instrText></w:r>' for each in pieces)
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + runs
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def simple_field(code: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>5</w:t></w:r></w:fldSimple></w:p>'


def header_with(xml: str) -> bytes:
    part = f'<w:hdr xmlns:w="{WORD}">{xml}</w:hdr>'.encode()
    return made.docx_with(**{"word__header9.xml": part})


def nested() -> str:
    begin, end = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    quoted = f"{begin}<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>{end}"
    return f'<w:p>{begin}{quoted}<w:r><w:instrText> cmd "/c calc"</w:instrText></w:r>{end}</w:p>'


def formula(text: str, encoding: str = "utf-8") -> bytes:
    cell = f'<row r="1"><c r="A1"><f>{text}</f></c></row>'
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{cell}</sheetData></worksheet>'
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{sheet}'.encode(encoding)
    return made.changed(good.xlsx(), {"xl/worksheets/sheet1.xml": declared})


def external_link(inside: str) -> bytes:
    part = f'<externalLink xmlns="{SHEET}">{inside}</externalLink>'.encode()
    return made.changed(good.xlsx(), {"xl/externalLinks/externalLink1.xml": part})


def retyped(part: str, content_type: str, content: bytes) -> bytes:
    """A Word document with a part of that type under a name that looks like another's."""
    types = unzipped(good.docx())["[Content_Types].xml"]
    override = f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'.encode()
    return made.changed(
        good.docx(), {"[Content_Types].xml": types.replace(b"</Types>", override), part: content}
    )


def with_inner(inner: bytes) -> bytes:
    """A Word document with another document behind a chart of it."""
    return word("package", "embeddings/Sheet1.xlsx", **{"word__embeddings__Sheet1.xlsx": inner})


def open_text(body: str, more: str = "") -> bytes:
    """An OpenDocument text with that in its body."""
    names = ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:script="s" xmlns:draw="d"'
    content = unzipped(good.odt())["content.xml"].decode()
    content = content.replace("<office:text>", f"<office:text>{body}").replace(
        " office:version", names + " office:version", 1
    )
    return made.changed(good.odt(), {"content.xml": content.encode(), **({more: OLE} if more else {})})


def padded_zip(content: bytes) -> bytes:
    """Bytes between the last entry and the directory, the place of which is put right."""
    at, end = content.find(b"PK\x01\x02"), content.rfind(b"PK\x05\x06")
    hidden = b"hidden bytes that no entry has"
    moved = (int.from_bytes(content[end + 16 : end + 20], "little") + len(hidden)).to_bytes(4, "little")
    return content[:at] + hidden + content[at : end + 16] + moved + content[end + 20 :]


def commented(content: bytes) -> bytes:
    return content[:-2] + (6).to_bytes(2, "little") + b"hidden"
