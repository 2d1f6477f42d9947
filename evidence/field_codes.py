"""Field codes of a Word document: what it tells a program to fetch, or to start, when it is opened."""

import re

from evidence.elsewhere import is_fetched, is_on_network
from evidence.unfit import Unfit

NESTED = "\0"
"""Stands in the code of a field where another field is written inside it."""

_KEYWORD = re.compile(r"[\s\"“”\\]*([^\s\"\\]*)")
_ARGUMENT = re.compile(r"\"([^\"]*)\"|“([^”]*)”|(\S+)")
_DDE = frozenset({"DDE", "DDEAUTO"})
_FETCHING = frozenset({"INCLUDETEXT", "INCLUDE", "IMPORT", "LINK", "RD", "DATABASE", "AUTOTEXT", "TEMPLATE"})
_SPELT_BY_NUMBERS = re.compile(r"(?:\d{2,5}\s+){2,}\d{2,5}|(?:0x[0-9a-f]{2,4}\s+){2,}", re.I)
_NOT_KEPT = re.compile(r"\\d\b", re.I)


def judge_code(code: str) -> None:
    """Raises Unfit for a code that starts another program, or fetches from elsewhere.

    A keyword may be split over runs of text (they are joined by then) or be made by a field inside the field,
    which no program does by itself.
    """
    found = _KEYWORD.match(code)
    keyword = found[1].upper() if found else ""
    if keyword in _DDE or NESTED in keyword:
        raise Unfit("dde")
    if keyword == "QUOTE" and _SPELT_BY_NUMBERS.search(code):
        raise Unfit("dde")
    places = ["".join(each).replace("\\\\", "\\") for each in _ARGUMENT.findall(code)[1:]]
    if any(_is_refused(keyword, place, code) for place in places):
        raise Unfit("fetches")


def _is_refused(keyword: str, place: str, code: str) -> bool:
    """A picture from the web is kept with the document, unless its code says that it is not."""
    if keyword in _FETCHING or (keyword == "INCLUDEPICTURE" and _NOT_KEPT.search(code)):
        return is_fetched(place)
    return keyword in {"INCLUDEPICTURE", "HYPERLINK"} and is_on_network(place)


class Fields:
    """Follows the fields of a part as its elements and texts go by."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._reading: list[bool] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; its name and those of its attributes have no prefix."""
        if name == "fldSimple":
            judge_code(attributes.get("instr", ""))
        elif name == "fldChar":
            self._mark(attributes.get("fldCharType", ""))

    def text(self, said: str) -> None:
        """Text of a code. One that stands outside all fields is judged as a field of its own."""
        if not self._open:
            self._mark("begin")
        if self._reading[-1]:
            self._open[-1] += said

    def end(self) -> None:
        """The part is over: fields that nothing ends are judged too."""
        while self._open:
            self._mark("end")

    def _mark(self, what: str) -> None:
        if what == "begin":
            if self._open and self._reading[-1]:
                self._open[-1] += NESTED
            self._open.append("")
            self._reading.append(True)
        elif self._open and what == "separate":
            self._reading[-1] = False
        elif self._open and what == "end":
            judge_code(self._open.pop())
            self._reading.pop()
