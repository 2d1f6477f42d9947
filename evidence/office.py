"""What tells an office document from any other zip container, and what one may not hold. Runs confined."""

import re
from collections.abc import Callable
from typing import BinaryIO

from evidence import open_document, open_xml
from evidence.certificates import is_certificate_page
from evidence.office_readers import (
    Binary,
    Formulas,
    Inner,
    Mimetype,
    Note,
    Noting,
    Reader,
    Several,
    Words,
    Xml,
    local_name,
    local_names,
)
from evidence.unfit import Unfit

_CONTENT_TYPES = "[Content_Types].xml"
_MANIFEST = "META-INF/manifest.xml"
_MAIN = re.compile(
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

_OF_WORD = re.compile(r"word/(?!_rels/|theme/).*\.(xml|vml)", re.I)
_OF_EXCEL = re.compile(r"xl/(?!_rels/|theme/|sharedStrings|styles).*\.xml", re.I)
_LINKED = {"ddeLink": "dde", "ddeItem": "dde"}
_LONGEST_MIMETYPE = 200
_LONGEST_TEXT = 20_000
"""Characters at the start of a text document that are read: some pages."""


class Document:
    """Collects, entry by entry, what is needed to say which kind of document a container is, and whether it
    is one that does nothing by itself. `inspect` looks into a document that lies inside this one."""

    def __init__(self, inspect: Callable[[BinaryIO], str]) -> None:
        self._inspect = inspect
        self._content_types: dict[str, str] = {}
        self._mimetype = b""
        self._is_encrypted = False
        self._text: list[str] = []
        self._length = 0
        self._noted: dict[str, str] = {}

    def reader(self, name: str) -> Reader:
        """What is to read the entry of this name. A main part that is broken raises Unfit at once."""
        note = self._note_in(name)
        binary, found = Binary(name, note), self._reader(name)
        if found is None:
            return binary
        return Several(binary, found if _MAIN.fullmatch(name) else Noting(found, note))

    def _note_in(self, name: str) -> Note:
        """Of each code the first entry in which it was noted."""

        def note(code: str) -> None:
            self._noted.setdefault(code, name)

        return note

    def kind(self, names: set[str]) -> str:
        """Asked when all entries are read. Raises Unfit for what is not one of our kinds."""
        if self._is_encrypted:
            raise Unfit("encrypted")
        if "macros" in self._noted or self._holds_macros(names):
            named = next(filter(_MACRO_PARTS.fullmatch, sorted(names)), self._noted.get("macros", ""))
            raise Unfit("macros", named)
        if is_certificate_page("".join(self._text)):
            raise Unfit("dbs-certificate")
        if _CONTENT_TYPES in names:
            return self._open_xml_kind(names)
        if self._mimetype:
            return self._open_document_kind(names)
        raise Unfit("apple" if any(map(_APPLE_PARTS.fullmatch, names)) else "archive")

    def _reader(self, name: str) -> Reader | None:
        if name == "mimetype":
            return Mimetype(self.saw_mimetype)
        if name.lower().endswith(".rels"):
            return Xml(saw_relation)
        if open_xml.PACKAGE.fullmatch(name):
            return Inner(self._inspect)
        if _OF_WORD.fullmatch(name):
            is_main = bool(_MAIN.fullmatch(name))
            return Words(self.saw_text, self.saw_element) if is_main else Words()
        if _OF_EXCEL.fullmatch(name):
            return self._excel_reader(name)
        if open_document.PARTS_READ.fullmatch(name):
            return Words(self.saw_text if name == "content.xml" else None, self.saw_open_element)
        return Xml(self.saw_element) if _MAIN.fullmatch(name) else None

    def _excel_reader(self, name: str) -> Reader:
        if _MAIN.fullmatch(name):
            return Several(Xml(self.saw_element), Noting(Formulas(), self._note_in(name)))
        return Xml(saw_linked) if "externallink" in name.lower() else Formulas()

    def saw_mimetype(self, piece: bytes) -> None:
        self._mimetype = (self._mimetype + piece)[:_LONGEST_MIMETYPE]

    def saw_element(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local == "Override":
            self._content_types[attributes.get("PartName", "")] = attributes.get("ContentType", "")
        elif local == "Default":
            self._content_types[f"*.{attributes.get('Extension', '')}"] = attributes.get("ContentType", "")
        elif local == "encryption-data":
            self._is_encrypted = True

    def saw_open_element(self, name: str, attributes: dict[str, str]) -> None:
        try:
            open_document.judge_element(local_name(name), local_names(attributes))
        except Unfit as unfit:
            self._noted.setdefault(unfit.code, "content.xml")

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
                self._judge_parts(names)
                return kind
        raise Unfit("unknown-type" if self._content_types else "damaged")

    def _judge_parts(self, names: set[str]) -> None:
        self._refuse_noted()
        for name in names:
            open_xml.judge_part(name)
        endings = {name.rpartition(".")[2].lower() for name in names}
        for part, content_type in self._content_types.items():
            if not part.startswith("*.") or part[2:].lower() in endings:
                open_xml.judge_content_type(content_type)

    def _open_document_kind(self, names: set[str]) -> str:
        kind = _OPEN_DOCUMENT.get(self._mimetype.strip())
        if kind is None:
            raise Unfit("unknown-type")
        if "content.xml" not in names or _MANIFEST not in names:
            raise Unfit("damaged")
        self._refuse_noted()
        for name in names:
            open_document.judge_part(name)
        return kind

    def _refuse_noted(self) -> None:
        """For what matters most to whoever sent it."""
        if self._noted:
            code = "malware" if "malware" in self._noted else next(iter(self._noted))
            raise Unfit(code, self._noted[code])


def saw_relation(name: str, attributes: dict[str, str]) -> None:
    if local_name(name) == "Relationship":
        is_external = attributes.get("TargetMode", "").strip().lower() == "external"
        target = attributes.get("Target", "")
        open_xml.judge_relation(open_xml.Relation(attributes.get("Type", ""), target, is_external))


def saw_linked(name: str, _: dict[str, str]) -> None:
    if code := _LINKED.get(local_name(name)):
        raise Unfit(code)


def is_xml(name: str) -> bool:
    """Whether an office program would read this entry as XML."""
    return name.lower().endswith((".xml", ".rels", ".rdf"))
