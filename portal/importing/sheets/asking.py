"""What is asked of a table: one answer for all cells alike, or one for each; and what was answered."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from portal.importing.sheets.columns import Column, plain_words
from portal.importing.sheets.headings import How
from portal.importing.sheets.said import READ, Said
from portal.importing.sheets.tables import Table, Wrong

EACH_BY_ITSELF = 40
"""So many cells of one value may be answered one by one."""

Given = Callable[[str], str | None]
"""What was typed under a name; None where the form did not ask it."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Cells of one column in which the same stands. `instead` is what was said of all of them; empty where
    nothing was, or several things."""

    key: str
    heading: str
    value: str
    problem: str
    cells: tuple[Wrong, ...]

    @property
    def name(self) -> str:
        """Of the field that asks about all of them."""
        digest = hashlib.sha256(f"{self.problem}\n{self.value}".encode()).hexdigest()[:12]
        return f"value-{self.key.replace(':', '-')}-{digest}"

    @property
    def instead(self) -> str:
        said = {each.instead or "" for each in self.cells}
        return said.pop() if len(said) == 1 else ""

    @property
    def by_itself(self) -> tuple[tuple[str, Wrong], ...]:
        """The names of the fields that ask about each, where there are several and not too many."""
        if not 1 < len(self.cells) <= EACH_BY_ITSELF:
            return ()
        key = self.key.replace(":", "-")
        return tuple((f"cell-{key}-{each.number}", each) for each in self.cells)


def alike_in(cells: Sequence[Wrong]) -> tuple[Alike, ...]:
    """The cells together that are alike, in the order of the most frequent problems."""
    found: dict[tuple[str, str, str], list[Wrong]] = {}
    for each in cells:
        found.setdefault((each.key, each.problem, each.value), []).append(each)
    of_problem: dict[tuple[str, str], int] = {}
    for (key, problem, _), some in found.items():
        of_problem[key, problem] = of_problem.get((key, problem), 0) + len(some)
    groups = [
        Alike(key, some[0].heading, value, problem, tuple(some))
        for (key, problem, value), some in found.items()
    ]
    places = {about: place for place, about in enumerate(of_problem)}
    return tuple(
        sorted(
            groups,
            key=lambda each: (
                -of_problem[each.key, each.problem],
                places[each.key, each.problem],
                -len(each.cells),
            ),
        )
    )


def suggested(column: Column, written: str) -> str:
    """The choice that is likely to be meant; empty for none.

    >>> level = Column("level", "Level", str, "", choices=("Enhanced", "Basic"), may_suggest=True)
    >>> suggested(level, "enh"), suggested(level, "Enhanecd"), suggested(level, "?")
    ('Enhanced', 'Enhanced', '')
    """
    plain = plain_words(written)
    if not column.may_suggest or len(plain) < 2:
        return ""
    choices = {plain_words(each): each for each in column.choices}
    begin = [each for each in choices if each.startswith(plain)]
    found = begin if len(begin) == 1 else get_close_matches(plain, choices, 1, 0.7)
    return choices[found[0]] if found else ""


def answered(table: Table, said: Said, given: Given) -> Said:
    """What is said by now, with what was typed into the form that asked."""
    headings = dict(said.headings)
    for each in table.headed:
        key = given(f"column-{each.place}")
        if key is not None and (key != each.key or each.how in {How.GUESSED, How.UNKNOWN}):
            headings[each.name] = key
    cells = dict(said.cells)
    for group in alike_in((*table.wrong, *table.mended)):
        answer_cells(group, cells, given)
    rows = dict(said.rows)
    for row in table.rows:
        answer = given(f"row-{row.number}")
        if row.question and answer is not None and answer != row.question.answer:
            rows[row.number] = answer
    for line in table.aside:
        if given(f"row-{line.number}") == READ:
            rows[line.number] = READ
    return Said(headings, cells, rows)


def is_read_otherwise(table: Table, said: Said, new: Said) -> bool:
    """Whether the table would be another one by what is said now; to leave a column as it was shown says
    nothing else."""
    there = {each.name: each.key for each in table.headed}
    columns = any(new.headings[name] != key for name, key in there.items() if name in new.headings)
    return columns or (new.cells, new.rows) != (said.cells, said.rows)


def answer_cells(group: Alike, cells: dict[tuple[str, int], str], given: Given) -> None:
    """What is said of one cell goes before what is said of all that are alike."""
    whole, single = given(group.name), {each.number: name for name, each in group.by_itself}
    if whole is None:
        return
    for each in group.cells:
        name = single.get(each.number)
        instead = (given(name) if name else "") or whole
        if instead:
            cells[group.key, each.number] = instead
        else:
            cells.pop((group.key, each.number), None)
