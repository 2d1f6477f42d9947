"""Finds the heading row of a sheet, and what each of its columns is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.sheet_values import column_letters
from evidence.spreadsheet import Row, Sheet, Value
from portal.importing.sheets.columns import Column, plain_words
from portal.importing.sheets.said import Said

LOOKED_AT = 20
"""Rows among which the heading row is sought: some people put a title and a logo above it."""

FEWEST = 2
"""Columns that a row must name to be taken for the heading row."""

ALIKE = 0.6
"""The share of words that a heading has in common with the name of the column that it is guessed to be."""

SHORT = {"no": "number", "nr": "number", "num": "number", "cert": "certificate", "vol": "volunteer"}
EMPTY_WORDS = frozenset({"of", "on", "the", "a", "or", "and", "for", "in"})
EXAMPLES = 3


class How(StrEnum):
    """How it is known what a column is."""

    NAMED = "named"
    SAID = "said"
    GUESSED = "guessed"
    UNKNOWN = "unknown"
    TAKEN = "taken"
    """It was said to be what another column of the file is too."""


class NoHeadings(ValueError):
    """No row names the columns; the message says what is looked for."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A column of the file, counted from 0; `key` is what it is read as, empty for nothing."""

    place: int
    heading: str
    key: str
    how: How
    examples: tuple[str, ...]

    @property
    def name(self) -> str:
        return plain_words(self.heading)


def find_headings(sheets: Sequence[Sheet], columns: Sequence[Column], said: Said) -> tuple[Sheet, int]:
    """The row that names most columns. Raises NoHeadings."""
    best, found = 0, None
    for sheet in sheets:
        for at, cells in enumerate(sheet.rows[:LOOKED_AT]):
            known = len({key for _, _, key in named_in(cells, columns, said)})
            if known > best:
                best, found = known, (sheet, at)
    if found is None or best < FEWEST:
        listed = ", ".join(column.heading for column in columns if column.is_needed)
        raise NoHeadings(
            "No row of this spreadsheet names its columns. The first row must hold headings such as"
            f" {listed}. The template shows all of them."
        )
    return found


def named_in(cells: Sequence[Value], columns: Sequence[Column], said: Said) -> Iterator[tuple[int, str, str]]:
    """Place, plain heading and key of the cells that name a column, or of which somebody has said so."""
    for place, cell in enumerate(cells):
        name = plain_words(cell) if isinstance(cell, str) else ""
        key = said.headings.get(name) if name in said.headings else key_of(name, columns)
        if name and key:
            yield place, name, key


def key_of(name: str, columns: Sequence[Column]) -> str:
    return next((column.key for column in columns if name in column.names), "")


def columns_in(sheet: Sheet, at: int, columns: Sequence[Column], said: Said) -> tuple[Headed, ...]:
    """Every column with a heading or something under it. What somebody has said comes first, then what
    headings say; of two for one thing the left one is read."""
    heads = sheet.rows[at]
    below = sheet.rows[at + 1 :]
    keys: dict[int, tuple[str, How]] = {}
    taken: set[str] = set()
    known = {column.key for column in columns}
    named = list(named_in(heads, columns, said))
    for how in (How.SAID, How.NAMED):
        for place, name, key in named:
            is_said = name in said.headings
            if is_said is (how is How.SAID) and key in known and key not in taken:
                keys[place] = key, how
                taken.add(key)
    found = []
    for place in range(max((len(row) for row in (heads, *below)), default=0)):
        examples = examples_of(below, place)
        heading = heading_at(heads, place) or (f"Column {column_letters(place)}" if examples else "")
        if not heading:
            continue
        key, how = keys.get(place, ("", How.UNKNOWN))
        if not key and plain_words(heading) in said.headings:
            key = said.headings[plain_words(heading)]
            how = How.TAKEN if key in taken else How.SAID
            key = key if key in known and key not in taken else ""
        elif not key and (key := guessed(heading, [each for each in columns if each.key not in taken])):
            how = How.GUESSED
        taken.add(key)
        found.append(Headed(place, heading, key, how, examples))
    return tuple(found)


def heading_at(cells: Sequence[Value], place: int) -> str:
    cell = cells[place] if place < len(cells) else None
    return " ".join(str(cell).split())[:60] if isinstance(cell, str) else ""


def examples_of(rows: Sequence[Row], place: int) -> tuple[str, ...]:
    """The first different values under a heading."""
    found: dict[str, None] = {}
    for row in rows:
        if place < len(row) and row[place] is not None:
            found[shown(row[place])] = None
            if len(found) == EXAMPLES:
                break
    return tuple(found)


def shown(value: Value) -> str:
    """A cell's value for people, cut where it is long."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is not None and hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)[:60]


def guessed(heading: str, columns: Sequence[Column]) -> str:
    """The column that the heading is likely to mean; it is asked about."""
    given = words_of(heading)
    best, found = 0.0, ""
    for column in columns:
        for name in (column.heading, *column.synonyms, *column.hints):
            share = alike(given, words_of(name))
            if share > best:
                best, found = share, column.key
    return found if best >= ALIKE else ""


def words_of(heading: str) -> frozenset[str]:
    """
    >>> sorted(words_of("Cert. No (DBS)"))
    ['certificate', 'dbs', 'number']
    """
    words = re.findall(r"[^\W_]+", heading.casefold())
    return frozenset(SHORT.get(word, word) for word in words) - EMPTY_WORDS


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    both = one | other
    return len(one & other) / len(both) if both else 0.0


def places_of(headed: Sequence[Headed]) -> Mapping[str, int]:
    return {each.key: each.place for each in headed if each.key}
