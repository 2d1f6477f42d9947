"""What a Word document's styles and list definitions say of a paragraph. Runs confined."""

import re
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

_HEADING = re.compile(r"heading (\d)|(title)$", re.I)
_LIST = re.compile(r"list (bullet|number)", re.I)
_DEEPEST_STYLE = 12
_BODY_TEXT_LEVEL = 9


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list that a paragraph belongs to and how deep it stands there, 0 outermost."""

    number: str
    level: int


def value_of(element: Any, path: str) -> str | None:
    """The w:val at the end of a path such as `pPr/numPr/ilvl`; None where it is not there."""
    for step in path.split("/"):
        element = element.find(qn(f"w:{step}"))
        if element is None:
            return None
    found: str | None = element.get(qn("w:val"))
    return found


def is_on(element: Any, path: str) -> bool | None:
    """A switch such as `rPr/b`: on without a value, off with one that says so, None where it is not there."""
    *steps, last = path.split("/")
    for step in steps:
        element = element.find(qn(f"w:{step}"))
        if element is None:
            return None
    switch = element.find(qn(f"w:{last}"))
    return None if switch is None else switch.get(qn("w:val")) not in ("0", "false", "off", "none")


class Styles:
    """Paragraph styles of a document, by their keys."""

    def __init__(self, document: Document) -> None:
        element: Any = document.styles.element
        self._styles = {each.get(qn("w:styleId")): each for each in element.findall(qn("w:style"))}

    def chain(self, paragraph: object) -> list[object]:
        """The paragraph's style and those that it is based on, nearest first."""
        found: list[object] = []
        key = value_of(paragraph, "pPr/pStyle")
        while key in self._styles and len(found) < _DEEPEST_STYLE:
            found.append(self._styles[key])
            key = value_of(self._styles[key], "basedOn")
        return found

    def heading(self, paragraph: object) -> int:
        """1 for the highest, 0 for a paragraph that is no heading."""
        for each in (paragraph, *self.chain(paragraph)):
            level = value_of(each, "pPr/outlineLvl")
            if level is not None and level.isdigit() and int(level) < _BODY_TEXT_LEVEL:
                return int(level) + 1
            found = _HEADING.match(value_of(each, "name") or "")
            if found:
                return int(found[1] or 1)
        return 0

    def is_bold(self, paragraph: object) -> bool:
        """Whether the style makes it bold."""
        said = (is_on(each, "rPr/b") for each in self.chain(paragraph))
        return next((each for each in said if each is not None), False)

    def list_place(self, paragraph: object) -> ListPlace | None:
        for each in (paragraph, *self.chain(paragraph)):
            number = value_of(each, "pPr/numPr/numId")
            if number == "0":
                return None
            if number is not None:
                level = value_of(paragraph, "pPr/numPr/ilvl") or value_of(each, "pPr/numPr/ilvl") or "0"
                return ListPlace(number, int(level))
            if _LIST.match(value_of(each, "name") or ""):
                return ListPlace("", 0)
        return None


class Numbering:
    """Counts the paragraphs of numbered lists as Word does when it shows them."""

    def __init__(self, document: Document) -> None:
        parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")]
        element: Any = getattr(parts[0], "element", None) if parts else None
        lists = [] if element is None else element.findall(qn("w:abstractNum"))
        self._lists = {each.get(qn("w:abstractNumId")): each for each in lists}
        numbers = [] if element is None else element.findall(qn("w:num"))
        self._list_of = {each.get(qn("w:numId")): value_of(each, "abstractNumId") for each in numbers}
        self._counted: dict[tuple[str, int], int] = {}

    def next(self, place: ListPlace) -> str:
        """The number that stands before the list's next paragraph, such as `2.1`; nothing for a bullet."""
        key = self._list_of.get(place.number)
        levels = self._levels(key)
        if key is None or place.level not in levels:
            return ""
        self._count(key, place.level, levels)
        kind = value_of(levels[place.level], "numFmt")
        if kind in ("bullet", "none"):
            return ""
        shown = value_of(levels[place.level], "lvlText") or ""
        return re.sub(r"%(\d)", lambda mark: self._shown(key, int(mark[1]) - 1, levels), shown).strip()

    def _levels(self, key: str | None) -> dict[int, Any]:
        found = self._lists.get(key)
        return (
            {}
            if found is None
            else {int(each.get(qn("w:ilvl"))): each for each in found.findall(qn("w:lvl"))}
        )

    def _count(self, key: str, level: int, levels: dict[int, Any]) -> None:
        start = int(value_of(levels[level], "start") or 1)
        self._counted[key, level] = self._counted.get((key, level), start - 1) + 1
        for deeper in [place for place in self._counted if place[0] == key and place[1] > level]:
            del self._counted[deeper]

    def _shown(self, key: str, level: int, levels: dict[int, Any]) -> str:
        kind = value_of(levels[level], "numFmt") if level in levels else None
        count = self._counted.get((key, level), 1)
        if kind in ("lowerLetter", "upperLetter"):
            letter = chr(ord("a") + (count - 1) % 26)
            return letter if kind == "lowerLetter" else letter.upper()
        if kind in ("lowerRoman", "upperRoman"):
            return _roman(count) if kind == "lowerRoman" else _roman(count).upper()
        return str(count)


def _roman(count: int) -> str:
    """Small Roman numerals up to 39, which is further than such lists go.

    >>> _roman(4), _roman(19)
    ('iv', 'xix')
    """
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return "x" * (count // 10) + ones[count % 10]
