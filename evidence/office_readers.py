"""Read the entries of an office document piece by piece, and note what is wrong with it. Runs confined."""

import io
from collections.abc import Callable
from typing import BinaryIO, Protocol
from xml.parsers import expat

from evidence import open_document, open_xml
from evidence.field_codes import Fields
from evidence.formulas import may_reach_out, reaches_out
from evidence.scanner_sign import SIGN
from evidence.unfit import Unfit

Note = Callable[[str], None]
"""Takes the code of a refusal: the document is refused for it once its kind is known."""

Start = Callable[[str, dict[str, str]], None]
"""Takes the name and the attributes of an element, as they are written."""

LARGEST_INNER = 50 * 1024 * 1024
_FORMULAS = frozenset(
    {"f", "formula", "formula1", "formula2", "oldFormula", "definedName", "calculatedColumnFormula"}
    | {"totalsRowFormula"}
)
_LONGEST_NAME = 16
_OF_VML = ("src", "href", "o:href")


class Reader(Protocol):
    """Takes an entry's content piece by piece."""

    def feed(self, piece: bytes) -> None: ...

    def close(self) -> None: ...


class Binary:
    """Looks at how an entry begins, and whether it holds what no entry may."""

    def __init__(self, name: str, note: Note) -> None:
        self._name, self._note = name, note
        self._start, self._seam = b"", b""

    def feed(self, piece: bytes) -> None:
        if len(self._start) < open_xml.LONGEST_START:
            self._start += piece[: open_xml.LONGEST_START]
        seen = self._seam + piece
        if SIGN in seen:
            self._note("malware")
        if open_xml.holds_vba(seen):
            self._note("macros")
        self._seam = piece[-len(SIGN) :]

    def close(self) -> None:
        try:
            open_xml.judge_start(self._name, self._start)
        except Unfit as unfit:
            self._note(unfit.code)


class Several:
    """Has an entry read by several."""

    def __init__(self, *readers: Reader) -> None:
        self._readers = readers

    def feed(self, piece: bytes) -> None:
        for each in self._readers:
            each.feed(piece)

    def close(self) -> None:
        for each in self._readers:
            each.close()


class Mimetype:
    """Hands on the pieces of the entry that says what an OpenDocument file is."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self.feed = take

    def close(self) -> None: ...


class Xml:
    """Reads one part as XML. Raises Unfit where it is broken: of a main part, the document is damaged."""

    def __init__(self, start: Start) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = start

    def feed(self, piece: bytes) -> None:
        self._parse(piece, last=False)

    def close(self) -> None:
        self._parse(b"", last=True)

    def _parse(self, piece: bytes, last: bool) -> None:
        try:
            self.parser.Parse(piece, last)
        except expat.ExpatError as error:
            raise Unfit("damaged") from error


class Noting:
    """What another reader raises is noted, and the rest of the entry passed over."""

    def __init__(self, reader: Reader, note: Note) -> None:
        self._reader: Reader | None = reader
        self._note = note

    def feed(self, piece: bytes) -> None:
        self._try(lambda reader: reader.feed(piece))

    def close(self) -> None:
        self._try(lambda reader: reader.close())

    def _try(self, act: Callable[[Reader], None]) -> None:
        if self._reader is None:
            return
        try:
            act(self._reader)
        except Unfit as unfit:
            self._reader = None
            self._note(unfit.code)


class Words(Xml):
    """Reads a part of a Word document: its field codes, and its text where somebody wants it."""

    def __init__(self, take_text: Callable[[str], None] | None = None, start: Start | None = None) -> None:
        super().__init__(self._began)
        self._take_text, self._also_start = take_text, start
        self._fields = Fields()
        self._in_code = False
        self.parser.CharacterDataHandler = self._said
        self.parser.EndElementHandler = self._ended

    def close(self) -> None:
        super().close()
        self._fields.end()

    def _began(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        self._in_code = local in ("instrText", "delInstrText")
        if local.startswith("fld"):
            self._fields.start(local, local_names(attributes))
        for each in _OF_VML:
            if each in attributes:
                open_document.judge_link("a", attributes[each])
        if self._also_start:
            self._also_start(name, attributes)

    def _said(self, text: str) -> None:
        if self._in_code:
            self._fields.text(text)
        elif self._take_text:
            self._take_text(text)

    def _ended(self, name: str) -> None:
        self._in_code = False
        if self._take_text and local_name(name) in ("p", "h", "tab", "br"):
            self._take_text(" ")


class Formulas(Xml):
    """Reads the formulas of a part of a workbook; first whether there is any that is worth reading.

    A sheet may be large: what has no sign of a formula that reaches out is looked at as bytes only.
    """

    def __init__(self) -> None:
        super().__init__(self._began)
        self._kept: list[bytes] = []
        self._formula: list[str] | None = None
        self._is_suspect, self._seam = False, b""
        self.parser.CharacterDataHandler = self._said
        self.parser.EndElementHandler = self._ended

    def feed(self, piece: bytes) -> None:
        is_first = not self._kept
        self._kept.append(piece)
        self._is_suspect |= may_reach_out(self._seam + piece) or (is_first and b"\0" in piece[:4])
        self._is_suspect |= is_first and piece[:2] in (b"\xff\xfe", b"\xfe\xff")
        self._seam = piece[-_LONGEST_NAME:]

    def close(self) -> None:
        if self._is_suspect:
            for piece in self._kept:
                super().feed(piece)
            super().close()

    def _began(self, name: str, _: dict[str, str]) -> None:
        if local_name(name) in _FORMULAS:
            self._formula = []

    def _said(self, text: str) -> None:
        if self._formula is not None:
            self._formula.append(text)

    def _ended(self, name: str) -> None:
        if self._formula is not None and local_name(name) in _FORMULAS:
            formula, self._formula = "".join(self._formula), None
            if reaches_out(formula):
                raise Unfit("dde")


class Inner:
    """A document inside the document: kept while it comes, then looked into as a file of its own."""

    def __init__(self, inspect: Callable[[BinaryIO], str]) -> None:
        self._inspect, self._content = inspect, bytearray()

    def feed(self, piece: bytes) -> None:
        self._content += piece
        if len(self._content) > LARGEST_INNER:
            raise Unfit("unpacks-too-large")

    def close(self) -> None:
        self._inspect(io.BytesIO(self._content))


def local_name(name: str) -> str:
    return name.rpartition(":")[2]


def local_names(attributes: dict[str, str]) -> dict[str, str]:
    return {local_name(name): value for name, value in attributes.items()}
