"""Placeholders in the paragraphs of a Word document: found and filled, wherever Word has split them.

A placeholder is a name in double braces. Nothing is worked out: a name is replaced by text, and that is all.
Runs confined.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from evidence.word_document import fit

PLACEHOLDER = re.compile(r"\{\{([^{}]{0,200})\}\}")
FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
"""Placeholders that become a field, since only the program that shows the page knows the number."""

_PARAGRAPH, _RUN, _TEXT = qn("w:p"), qn("w:r"), qn("w:t")
_BREAKS = frozenset({qn("w:tab"), qn("w:br"), qn("w:cr")})
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a paragraph, and where it begins in the whole of it; without an element it is a break."""

    element: Any
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def name_of(inner: str) -> str:
    """What stands between the braces, as a name: a program may have made the first letter a capital.

    >>> name_of(" Contract_title ")
    'contract_title'
    """
    return inner.strip().lower()


def pieces_of(paragraph: Any) -> list[Piece]:
    """The texts of the paragraph itself, without those of text boxes that hang on it."""
    found: list[Piece] = []
    for element in own(paragraph):
        text = "\n" if element.tag in _BREAKS else element.text or ""
        at = found[-1].end if found else 0
        found.append(Piece(None if element.tag in _BREAKS else element, at, text))
    return found


def own(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _TEXT or (child.tag in _BREAKS and element.tag == _RUN):
            yield child
        elif child.tag != _PARAGRAPH:
            yield from own(child)


def text_of(paragraph: object) -> str:
    return "".join(each.text for each in pieces_of(paragraph))


def fill(paragraph: object, values: Mapping[str, str]) -> None:
    """Each placeholder by its value, in the look of its first letter; what a value says is not looked at
    again."""
    pieces = pieces_of(paragraph)
    for found in reversed([*PLACEHOLDER.finditer("".join(each.text for each in pieces))]):
        name = name_of(found[1])
        if name in FIELDS or name in values:
            replace(pieces, found.start(), found.end(), name, values)


def replace(pieces: list[Piece], start: int, end: int, name: str, values: Mapping[str, str]) -> None:
    """From behind, so that what stands before it keeps its place."""
    touched = [each for each in pieces if each.element is not None and each.start < end and each.end > start]
    first = touched[0]
    for each in reversed(touched):
        text = each.element.text or ""
        before, after = text[: max(start - each.start, 0)], text[end - each.start :]
        if each is not first:
            set_text(each.element, after)
        elif name in FIELDS:
            put_field(each.element, before, FIELDS[name], after)
        else:
            set_text(each.element, before + one_line(values[name]) + after)


def one_line(value: str) -> str:
    return " ".join(fit(value).split())


def set_text(element: Any, text: str) -> None:
    element.text = text
    element.set(_PRESERVE, "preserve")


def put_field(element: Any, before: str, code: str, after: str) -> None:
    """The run is cut where the field comes to stand; what follows in it goes into a run of the same look."""
    run = element.getparent()
    tail = like(run)
    rest = OxmlElement("w:t")
    set_text(rest, after)
    tail.append(rest)
    for each in list(element.itersiblings()):
        tail.append(each)
    set_text(element, before)
    field = [like(run) for _ in range(5)]
    for each, kind in zip(field[::2], ("begin", "separate", "end"), strict=True):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        each.append(mark)
    told, shown = OxmlElement("w:instrText"), OxmlElement("w:t")
    set_text(told, f" {code} ")
    set_text(shown, "1")
    field[1].append(told)
    field[3].append(shown)
    for each in reversed([*field, tail]):
        run.addnext(each)


def like(run: Any) -> Any:
    """An empty run that looks the same."""
    made = OxmlElement("w:r")
    look = run.find(qn("w:rPr"))
    if look is not None:
        made.append(deepcopy(look))
    return made
