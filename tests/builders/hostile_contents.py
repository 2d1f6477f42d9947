"""The contents of files that must be refused, made by code."""

import io
import struct
import zipfile
import zlib
from functools import cache

from fpdf import FPDF

from tests.builders import good_files as good
from tests.builders.good_files import unzipped, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = b"<!DOCTYPE html>\n<html><head><title>Policy</title></head><body>Sign in</body></html>"
_WORD_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXCEL_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES, _BODY = "[Content_Types].xml", "word/document.xml"


def docx_with(**changes: bytes | None) -> bytes:
    """A good .docx with parts added, replaced, or (None) left out. Keys are parts with __ for a slash."""
    return changed(good.docx(), {key.replace("__", "/"): part for key, part in changes.items()})


def changed(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    entries: dict[str, bytes | None] = {**unzipped(content), **changes}
    return zipped({name: part for name, part in entries.items() if part is not None})


def _retyped(content: bytes, old: bytes, new: bytes) -> bytes:
    return changed(content, {_TYPES: unzipped(content)[_TYPES].replace(old, new)})


def macro_word() -> bytes:
    return _retyped(good.docx(), _WORD_MAIN, b"application/vnd.ms-word.document.macroEnabled.main+xml")


def macro_excel() -> bytes:
    return _retyped(good.xlsx(), _EXCEL_MAIN, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def slides() -> bytes:
    return _retyped(good.docx(), b"wordprocessingml.document.main", b"presentationml.presentation.main")


def ole(stream: str) -> bytes:
    return _OLE + bytes(504) + f"{stream}\0".encode("utf-16-le") + bytes(1024)


def locked_pdf() -> bytes:
    document = FPDF()
    document.set_encryption(owner_password="owner", user_password="user")
    document.add_page()
    return bytes(document.output())


def pdf_without_pages() -> bytes:
    return good.pdf().replace(b"/Count 1", b"/Count 0").replace(b"/Kids [", b"/Kidz [")


@cache
def pdf_memory_bomb() -> bytes:
    """A cross-reference stream of a few KB that unpacks twice, to 600 MB."""
    size, inner = 600 << 20, zlib.compressobj(9, wbits=-15)
    block = inner.compress(bytes(1 << 20)) + inner.flush(zlib.Z_FULL_FLUSH)
    checksum = size % 65521 << 16 | 1  # Adler-32 of that many zeros
    packed = b"x\xda" + block * 600 + inner.flush() + struct.pack(">I", checksum)
    stream = zlib.compress(packed, 9)
    head = (
        b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 1>>endobj\n"
    )
    xref = (
        b"3 0 obj<</Type/XRef/Size 4/W[1 4 2]/Index[0 90000000]/Root 1 0 R/Filter[/FlateDecode/FlateDecode]"
        b"/Length %d>>stream\n%b\nendstream endobj\nstartxref\n%d\n%%%%EOF" % (len(stream), stream, len(head))
    )
    return head + xref


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png() -> bytes:
    """A picture of 900 million dots in a few hundred bytes."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    data = _png_chunk(b"IHDR", header) + _png_chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + data + _png_chunk(b"IEND", b"")


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def _patched_directory(content: bytes, offset: int, value: bytes, last: bool = False) -> bytes:
    """Overwrite a field of the first (or last) entry in the central directory."""
    at = (content.rfind if last else content.find)(b"PK\x01\x02") + offset
    return content[:at] + value + content[at + len(value) :]


def encrypted_entry() -> bytes:
    return _patched_directory(good.docx(), 8, struct.pack("<H", 1))


def claims_gigabytes() -> bytes:
    return _patched_directory(good.docx(), 24, struct.pack("<I", 0xFFFFFFF0))


def claims_too_little() -> bytes:
    """The last entry says 100 bytes and unpacks to 5 MB."""
    content = changed(good.docx(), {"word/media/image1.bin": bytes(5_000_000)})
    return _patched_directory(content, 24, struct.pack("<I", 100), last=True)


def overlapping() -> bytes:
    """An entry that lies inside the content of another, so that both unpack the same bytes."""
    inside = zipped({"word/inside.xml": "<a/>"})
    (entry,) = zipfile.ZipFile(io.BytesIO(inside)).infolist()
    content = io.BytesIO(good.docx())
    with zipfile.ZipFile(content, "a") as container:
        container.writestr("word/outside.bin", inside[: inside.find(b"PK\x01\x02")], zipfile.ZIP_STORED)
        around = container.getinfo("word/outside.bin")
        entry.header_offset = around.header_offset + 30 + len(around.filename)
        container.filelist.append(entry)
    return content.getvalue()


def renamed_entry(name: str) -> bytes:
    """A document with one more entry of this very name; zipfile would tidy it."""
    placeholder = "x" * len(name.encode())
    content = changed(good.docx(), {placeholder: b"evil"})
    return content.replace(placeholder.encode(), name.encode())


def with_link() -> bytes:
    content = io.BytesIO(good.docx())
    with zipfile.ZipFile(content, "a") as container:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        container.writestr(link, "/etc/passwd")
    return content.getvalue()


def repacked(packing: int) -> bytes:
    return zipped(unzipped(good.docx()), packing)


def laughing() -> bytes:
    entities = b"".join(b'<!ENTITY l%d "&l%d;&l%d;">' % (n, n - 1, n - 1) for n in range(1, 40))
    return b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">' + entities + b"]><d>&l39;</d>"


OUTSIDE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
MODULE = {"Basic/Standard/Module1.xml": b"<module/>"}
_MANIFEST_LOCK = b'<manifest:encryption-data manifest:checksum="x"/></manifest:manifest>'


def locked_odt() -> bytes:
    manifest = unzipped(good.odt())["META-INF/manifest.xml"]
    return changed(
        good.odt(), {"META-INF/manifest.xml": manifest.replace(b"</manifest:manifest>", _MANIFEST_LOCK)}
    )


ZIP = zipped({"run.class": b"code"})
LOCK = b"\x05R Oka" + bytes(156)


def pdf_with_zip_around() -> bytes:
    """The zip's directory stands before the end of the PDF, which is the zip's comment."""
    end = b"startxref\n0\n%%EOF\n"
    return good.pdf() + ZIP[:-2] + struct.pack("<H", len(end)) + end
