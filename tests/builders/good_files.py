"""Small real files of every kind that is accepted, made by code."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import pillow_heif
from docx import Document
from fpdf import FPDF
from PIL import Image

_CONTENT_TYPES = "application/vnd.openxmlformats-package.relationships+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(entries: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip container with these entries, in this order."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packing) as container:
        for name, data in entries.items():
            container.writestr(name, data)
    return content.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def with_default_type(content: bytes) -> bytes:
    """An office document whose main part has no type of its own but that of every .xml, as several tools
    write it."""
    parts = unzipped(content)
    types = parts["[Content_Types].xml"].decode()
    own = re.search(r'<Override[^>]*PartName="/(?:xl/workbook|word/document)\.xml"[^>]*?/>', types)
    assert own, types
    kind = re.search(r'ContentType="([^"]+)"', own[0])
    assert kind, own[0]
    bare = re.sub(r'<Default[^>]*Extension="xml"[^>]*?/>', "", types.replace(own[0], ""))
    default = f'<Default Extension="xml" ContentType="{kind[1]}"/>'
    parts["[Content_Types].xml"] = re.sub(r"(<Types[^>]*>)", rf"\1{default}", bare).encode()
    return zipped(parts)


@cache
def pdf(words: str = "Safeguarding policy", pages: int = 1) -> bytes:
    document = FPDF()
    document.set_font("helvetica", size=12)
    for number in range(1, pages + 1):
        document.add_page()
        document.cell(text=f"{words}, page {number}")
    return bytes(document.output())


@cache
def pdf_of_size(size: int) -> bytes:
    """A PDF of about this many bytes, whose bulk does not pack (a noisy picture)."""
    document = FPDF()
    document.add_page()
    side = max(8, int((size * 1.05) ** 0.5))
    noise = io.BytesIO()
    Image.effect_noise((side, side), 80).save(noise, "PNG")
    document.image(noise, w=150)
    return bytes(document.output())


@cache
def docx(words: str = "Safeguarding policy") -> bytes:
    document, content = Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(content)
    return content.getvalue()


@cache
def xlsx() -> bytes:
    made_of = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{_CONTENT_TYPES}"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{made_of}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{made_of}.worksheet+xml"/>'
            "</Types>",
            "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="Staff" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData><row r="1">'
            '<c r="A1" t="inlineStr"><is><t>Name</t></is></c></row></sheetData></worksheet>',
        }
    )


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


def open_document(kind: str, body: str) -> bytes:
    """An OpenDocument file: its type stands first and unpacked."""
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", media_type, zipfile.ZIP_STORED)
        container.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:text="{_OASIS}:text:1.0"'
            f' xmlns:table="{_OASIS}:table:1.0" office:version="1.3"><office:body>{body}</office:body>'
            "</office:document-content>",
        )
        container.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media_type}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return content.getvalue()


@cache
def odt() -> bytes:
    return open_document("text", "<office:text><text:p>Safeguarding policy</text:p></office:text>")


@cache
def ods() -> bytes:
    table = (
        '<table:table table:name="Staff"><table:table-row><table:table-cell/></table:table-row></table:table>'
    )
    return open_document("spreadsheet", f"<office:spreadsheet>{table}</office:spreadsheet>")


@cache
def picture(kind: str = "PNG", width: int = 120, height: int = 80) -> bytes:
    content = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(content, kind)
    return content.getvalue()


@cache
def heic(width: int = 120, height: int = 80) -> bytes:
    """A photograph as telephones take it."""
    content = io.BytesIO()
    taken = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    pillow_heif.from_pillow(taken).save(content, quality=40)
    return content.getvalue()


@cache
def tiff(pages: int = 1, compression: str = "group4") -> bytes:
    """A scan as office machines make it, black on white."""
    content = io.BytesIO()
    first, *others = [Image.effect_noise((120, 80), 60).convert("1") for _ in range(pages)]
    first.save(content, "TIFF", save_all=True, append_images=others, compression=compression)
    return content.getvalue()


def owner_locked_pdf() -> bytes:
    """Printing is forbidden, but anyone can read it: such files are common and welcome."""
    document = FPDF()
    document.set_encryption(owner_password="owner")
    document.add_page()
    return bytes(document.output())


GOOD_FILES: dict[str, Callable[[], bytes]] = {
    "Safeguarding policy.pdf": pdf,
    "Owner locked.PDF": owner_locked_pdf,
    "Equality policy.docx": docx,
    "Register.xlsx": xlsx,
    "Statement.odt": odt,
    "Budget.ods": ods,
    "Scan.png": picture,
    "Scan.jpg": lambda: picture("JPEG"),
    "Scan.JPEG": lambda: picture("JPEG"),
    "IMG_2041.HEIC": heic,
    "Photograph.heif": heic,
    "Scan.tif": tiff,
    "Three pages.tiff": lambda: tiff(3),
    "Packed scan.TIF": lambda: tiff(2, "tiff_lzw"),
    "Mails sent.csv": lambda: b"From,To,Subject\nA,B,C\n",
    "Register.csv": lambda: "Name,Rôle\nR. Okafor,Manager\n".encode(),
    "From Excel.csv": lambda: "\ufeffName,Rôle\r\nR. Okafor,£5\r\n".encode(),
    "Old Excel.csv": lambda: "Name,Rôle\r\nR. Okafor,£5\r\n".encode("cp1252"),
}
"""Name to builder: at least one of every kind, and the odd ones that must pass too."""
