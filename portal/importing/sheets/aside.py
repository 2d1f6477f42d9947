"""Lines of a sheet that are no rows: what divides it, what adds it up, its headings said again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.spreadsheet import Row, Value
from portal.importing.sheets.columns import Column, WrongValue, plain_words
from portal.importing.sheets.headings import Headed, shown

ADDING_UP = re.compile(r"(?:grand |sub ?)?totals?\b|(?:head ?)?count\b|number of\b|sum\b|average\b")
COUNTED = re.compile(r"[\s:(\[–-]*\d*[\s:)\]–-]*$")


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is left out; `why` completes a sentence that begins with what stands there."""

    number: int
    words: str
    why: str


def aside(
    number: int, cells: Row, headed: Sequence[Headed], needed: Sequence[int], heads: Row
) -> Aside | None:
    """What the line is where it is no row. `needed` are the places that every row fills."""
    filled = [(place, cell) for place, cell in enumerate(cells) if cell is not None]
    words = ", ".join(shown(cell) for _, cell in filled)[:80]
    again = [place for place, cell in filled if place < len(heads) and same(cell, heads[place])]
    if len(again) > 1 and len(again) * 2 > len(filled):
        return Aside(number, words, "repeats the headings")
    if all(place < len(cells) and cells[place] is not None for place in needed) and len(needed) > 1:
        return None
    if any(isinstance(cell, str) and ADDING_UP.match(plain_words(cell)) for _, cell in filled):
        return Aside(number, words, "adds rows up")
    if len(filled) == 1 and len([each for each in headed if each.key]) > 1:
        return Aside(number, words, "stands alone in its row")
    return None


def same(one: Value, other: Value) -> bool:
    return isinstance(one, str) and isinstance(other, str) and plain_words(one) == plain_words(other)


def told_by(line: str, columns: Sequence[Column]) -> dict[str, Value]:
    """What a line above rows says of all of them: VOLUNTEERS (12) is one of them."""
    found: dict[str, Value] = {}
    for column in columns:
        if column.by_section:
            try:
                found[column.key] = column.read(COUNTED.sub("", line))
            except WrongValue:
                continue
    return found
