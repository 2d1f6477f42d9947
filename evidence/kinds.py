"""The kinds of file that evidence may come in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of file: its stored key, what HTTP calls it, and how a name may end."""

    key: str
    media_type: str
    extensions: tuple[str, ...]
    words: str


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

PDF = Kind("pdf", "application/pdf", (".pdf",), "a PDF")
DOCX = Kind("docx", f"{_OPEN_XML}wordprocessingml.document", (".docx",), "a Word document")
XLSX = Kind("xlsx", f"{_OPEN_XML}spreadsheetml.sheet", (".xlsx",), "an Excel workbook")
ODT = Kind("odt", f"{_OPEN_DOCUMENT}text", (".odt",), "an OpenDocument text")
ODS = Kind("ods", f"{_OPEN_DOCUMENT}spreadsheet", (".ods",), "an OpenDocument spreadsheet")
PNG = Kind("png", "image/png", (".png",), "a PNG picture")
JPEG = Kind("jpeg", "image/jpeg", (".jpg", ".jpeg"), "a JPEG picture")
HEIC = Kind("heic", "image/heic", (".heic", ".heif"), "a HEIC picture")
TIFF = Kind("tiff", "image/tiff", (".tif", ".tiff"), "a TIFF picture")
CSV = Kind("csv", "text/csv", (".csv",), "a CSV file")

KINDS = {kind.key: kind for kind in (PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, HEIC, TIFF, CSV)}
"""Every kind that is accepted, by its key."""

PICTURES = frozenset({PNG, JPEG, HEIC, TIFF})
"""Kinds that are pictures: nothing can be read in them."""

EXTENSIONS = {extension: kind for kind in KINDS.values() for extension in kind.extensions}
"""The kind that an ending of a name (lower case, with its dot) promises."""

MEDIA_TYPES = {kind.media_type: kind for kind in KINDS.values()}
