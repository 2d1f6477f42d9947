"""Formulas that reach out of a spreadsheet: start a program (DDE), call into one, or fetch from the web."""

import csv
import io
import re
from collections.abc import Iterator

_DDE = re.compile(r"[\w.)$]\s*\|\s*'(?:[^']|''){0,2000}'\s*!|[\w.)$]\|[^\s|!'\"]{1,200}!")
"""As Excel writes it: program|topic!item."""

_NAMES = (
    *("DDE", "RTD", "CALL", "REGISTER", "REGISTER.ID", "EXEC", "EXECUTE", "INITIATE", "POKE", "WEBSERVICE"),
    *("IMPORTXML", "IMPORTDATA", "IMPORTHTML", "IMPORTFEED", "IMPORTRANGE"),
)
_CALLS = re.compile(rf"(?<![\w.])(?:_xl\w+\.)*(?:{'|'.join(map(re.escape, _NAMES))})\(", re.I)
_WRITTEN = tuple(f"{name}(".encode() for name in _NAMES)
_SIGNS = "=+-@"
_BEFORE = " \t\r\n\0\"'\ufeff\u00a0"
"""What a spreadsheet program passes over at the start of a cell, or a person who pastes it does."""

_NOTE = re.compile(r"\ufeff?\"?sep=(.)", re.I)
_LARGEST_CELL = 1 << 30


def reaches_out(formula: str) -> bool:
    r"""Whether a formula, given without its sign, does so.

    >>> reaches_out("cmd|' /C calc'!A0"), reaches_out('DDE("cmd";"/C calc";"a")'), reaches_out("SUM(A1:A9)")
    (True, True, False)
    """
    return bool(_DDE.search(formula) or _CALLS.search(formula))


def may_reach_out(xml: bytes) -> bool:
    """Whether a piece of a sheet is worth reading for such formulas; quick, since a sheet may be large."""
    if b"|" in xml or b"&#" in xml:
        return True
    return b"(" in xml and _is_any_in(xml.upper())


def _is_any_in(large: bytes) -> bool:
    return any(name in large for name in _WRITTEN)


def text_reaches_out(text: str) -> bool:
    r"""Whether any cell of a CSV file would, whatever parts its cells.

    >>> text_reaches_out("Name,Phone\nR. Okafor,+44 7700\n"), text_reaches_out("a;\"=1+cmd|'/C x'!A0\"")
    (False, True)

    """
    if "|" not in text and not _is_any_in(text.upper().encode()):
        return False
    text = text.removeprefix("\ufeff")  # or what is quoted at the beginning would not be seen to be
    told = _NOTE.match(text)
    parted = {",", ";", "\t", *([told[1]] if told and told[1] not in '\r\n"' else [])}
    return any(_cell_reaches_out(cell) for delimiter in parted for cell in _cells(text, delimiter))


def _cells(text: str, delimiter: str) -> Iterator[str]:
    csv.field_size_limit(_LARGEST_CELL)
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield from record


def _cell_reaches_out(cell: str) -> bool:
    """A cell that begins with + or - may be a line of a list in prose, in which `call(s)` stands."""
    if cell.lstrip(" \t\ufeff").startswith("'"):
        return False  # how spreadsheets are told that what follows is text, as our own files tell them
    said = cell.lstrip(_BEFORE)
    if not said or said[0] not in _SIGNS:
        return False
    return reaches_out(said[1:]) if said[0] in "=@" else bool(_DDE.search(said))
