"""What tells an office document from any other zip container. Runs confined."""

import re
from typing import Protocol
from xml.parsers import expat

from evidence.certificates import is_certificate_page
from evidence.unfit import Unfit

_CONTENT_TYPES = "[Content_Types].xml"
_MANIFEST = "META-INF/manifest.xml"
_PARSED = re.compile(
    r"\[Content_Types\]\.xml|META-INF/manifest\.xml|content\.xml|(word/document|xl/workbook)\d*\.xml"
)
_OPEN_XML = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_MACRO_PARTS = re.compile(
    r"(.*/)?vbaProject\.bin|xl/macrosheets/.+|Basic/.+/(?!script-lb\.xml).+|Scripts/.+[^/]", re.I
)
_APPLE_PARTS = re.compile(r"(.*/)?(Index\.zip|index\.apxl|buildVersionHistory\.plist|[^/]+\.iwa)")
_MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
"""Where a main part lies whose type is only that of every .xml, as several tools write it."""

_LONGEST_MIMETYPE = 200
_LONGEST_TEXT = 20_000
"""Characters at the start of a text document that are read: some pages."""


class Reader(Protocol):
    """Takes an entry's content piece by piece."""

    def feed(self, piece: bytes) -> None: ...

    def close(self) -> None: ...


class Document:
    """Collects, entry by entry, what is needed to say which kind of document a container is."""

    def __init__(self) -> None:
        self._content_types: dict[str, str] = {}
        self._mimetype = b""
        self._is_encrypted = False
        self._text: list[str] = []
        self._length = 0

    def reader(self, name: str) -> Reader:
        """What is to read the entry of this name."""
        if name == "mimetype":
            return _Mimetype(self)
        if name == "content.xml" or name.startswith("word/"):
            return _Text(self) if _PARSED.fullmatch(name) else _Nothing()
        return _Xml(self) if _PARSED.fullmatch(name) else _Nothing()

    def kind(self, names: set[str]) -> str:
        """Asked when all entries are read. Raises Unfit for what is not one of our kinds."""
        if self._is_encrypted:
            raise Unfit("encrypted")
        if self._holds_macros(names):
            raise Unfit("macros")
        if is_certificate_page("".join(self._text)):
            raise Unfit("dbs-certificate")
        if _CONTENT_TYPES in names:
            return self._open_xml_kind(names)
        if self._mimetype:
            return self._open_document_kind(names)
        raise Unfit("apple" if any(map(_APPLE_PARTS.fullmatch, names)) else "archive")

    def saw_mimetype(self, piece: bytes) -> None:
        self._mimetype = (self._mimetype + piece)[:_LONGEST_MIMETYPE]

    def saw_element(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "Override":
            self._content_types[attributes.get("PartName", "")] = attributes.get("ContentType", "")
        elif local == "Default":
            self._content_types[f"*.{attributes.get('Extension', '')}"] = attributes.get("ContentType", "")
        elif local == "encryption-data":
            self._is_encrypted = True

    def saw_text(self, text: str) -> None:
        if self._length < _LONGEST_TEXT:
            self._text.append(text)
            self._length += len(text)

    def _holds_macros(self, names: set[str]) -> bool:
        told = " ".join(self._content_types.values()).lower()
        return (
            "macroenabled" in told
            or "vbaproject" in told
            or any(_MACRO_PARTS.fullmatch(name) for name in names)
        )

    def _open_xml_kind(self, names: set[str]) -> str:
        for part, content_type in self._content_types.items():
            if kind := _OPEN_XML.get(content_type):
                main = _MAIN_PARTS[kind] if part == "*.xml" else part.lstrip("/")
                if main not in names:
                    raise Unfit("damaged")
                return kind
        raise Unfit("unknown-type" if self._content_types else "damaged")

    def _open_document_kind(self, names: set[str]) -> str:
        kind = _OPEN_DOCUMENT.get(self._mimetype.strip())
        if kind is None:
            raise Unfit("unknown-type")
        if "content.xml" not in names or _MANIFEST not in names:
            raise Unfit("damaged")
        return kind


class _Nothing:
    def feed(self, piece: bytes) -> None: ...

    def close(self) -> None: ...


class _Mimetype:
    def __init__(self, document: Document) -> None:
        self.feed = document.saw_mimetype

    def close(self) -> None: ...


class _Xml:
    """Reads one part as XML, so that a document whose main part is broken is told as damaged."""

    def __init__(self, document: Document) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = document.saw_element

    def feed(self, piece: bytes) -> None:
        self._parse(piece, last=False)

    def close(self) -> None:
        self._parse(b"", last=True)

    def _parse(self, piece: bytes, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            raise Unfit("damaged") from error


def is_xml(name: str) -> bool:
    """Whether an office program would read this entry as XML."""
    return name.lower().endswith((".xml", ".rels", ".rdf"))


class _Text(_Xml):
    """Reads the part that holds a document's words and hands these on, paragraphs apart."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._parser.buffer_text = True
        self._parser.CharacterDataHandler = document.saw_text
        self._parser.EndElementHandler = lambda name: _end_of(name, document)


def _end_of(name: str, document: Document) -> None:
    if name.rpartition(":")[2] in ("p", "h", "tab", "br"):
        document.saw_text(" ")
