"""What is asked for through the year while it is written: rows that are read one by one, kept in their order,
taken out and put back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from checklists.fields import DefinitionError, Table
from checklists.year.agreeing import wrong_together
from checklists.year.reading import read_event, read_measure, read_meeting, read_payment, read_return
from checklists.year.rows import NO_YEAR, YearRow, YearRows

Data = dict[str, Any]
"""The table of a row, as a definition has it."""


class Sort(StrEnum):
    """The five sorts of rows, as a definition calls them."""

    RETURN = "return"
    MEASURE = "measure"
    PAYMENT = "payment"
    EVENT = "event"
    MEETING = "meeting"

    @property
    def plural(self) -> str:
        return f"{self.value}s"


READERS: dict[Sort, Callable[[Table], YearRow]] = {
    Sort.RETURN: read_return,
    Sort.MEASURE: read_measure,
    Sort.PAYMENT: read_payment,
    Sort.EVENT: read_event,
    Sort.MEETING: read_meeting,
}
Place = tuple[Sort, str]
"""A row's sort and key: by both it is one of a draft's."""


def rows_of(year: YearRows, sort: Sort) -> tuple[YearRow, ...]:
    found: tuple[YearRow, ...] = getattr(year, sort.plural)
    return found


def in_lists(rows: Mapping[Sort, tuple[YearRow, ...]]) -> YearRows:
    lists: dict[str, Any] = {sort.plural: each for sort, each in rows.items()}
    return YearRows(**lists)


@dataclass(frozen=True, slots=True)
class YearDraft:
    """`rows` are all that there are, those too that were taken out, which are named in `removed` and can be
    put back. Each is whole by itself; what it names may be missing while others are still written."""

    rows: YearRows = NO_YEAR
    removed: frozenset[Place] = frozenset()

    @property
    def kept(self) -> YearRows:
        return in_lists({sort: self.asked_for(sort) for sort in Sort})

    def asked_for(self, sort: Sort) -> tuple[YearRow, ...]:
        """Those of the sort that are asked for."""
        return tuple(each for each in rows_of(self.rows, sort) if (sort, each.key) not in self.removed)

    def taken_out(self, sort: Sort) -> tuple[YearRow, ...]:
        return tuple(each for each in rows_of(self.rows, sort) if (sort, each.key) in self.removed)

    def keys(self, sort: Sort) -> frozenset[str]:
        """Of all that there are."""
        return frozenset(each.key for each in rows_of(self.rows, sort))

    def find(self, sort: Sort, key: str) -> YearRow | None:
        """One that is asked for."""
        return next((each for each in self.asked_for(sort) if each.key == key), None)

    def find_any(self, sort: Sort, key: str) -> YearRow | None:
        """One that is asked for, or was taken out."""
        return next((each for each in rows_of(self.rows, sort) if each.key == key), None)

    def with_row(self, sort: Sort, row: YearRow) -> "YearDraft":
        """The row in the place of the one of its key; last where there is none, and asked for again where it
        was taken out."""
        rows = rows_of(self.rows, sort)
        if row.key in self.keys(sort):
            rows = tuple(row if each.key == row.key else each for each in rows)
        else:
            rows = (*rows, row)
        return YearDraft(self.in_list(sort, rows), self.removed - {(sort, row.key)})

    def without(self, sort: Sort, key: str) -> "YearDraft":
        return replace(self, removed=self.removed | {(sort, key)}) if self.find(sort, key) else self

    def with_again(self, sort: Sort, key: str) -> "YearDraft":
        """The row put back that was taken out."""
        return replace(self, removed=self.removed - {(sort, key)})

    def moved(self, sort: Sort, key: str, by: int) -> "YearDraft":
        """The row moved up (-1) or down (1) among those of its sort that are asked for."""
        kept, rows = [each.key for each in self.asked_for(sort)], list(rows_of(self.rows, sort))
        there = kept.index(key) + by if key in kept else -1
        if not 0 <= there < len(kept):
            return self
        keys = [each.key for each in rows]
        here, other = keys.index(key), keys.index(kept[there])
        rows[here], rows[other] = rows[other], rows[here]
        return replace(self, rows=self.in_list(sort, tuple(rows)))

    def in_list(self, sort: Sort, rows: tuple[YearRow, ...]) -> YearRows:
        return in_lists({each: rows_of(self.rows, each) for each in Sort} | {sort: rows})

    @property
    def wrong(self) -> dict[Place, list[DefinitionError]]:
        """By row what it names that is not there, or not fit for it."""
        found: dict[Place, list[DefinitionError]] = {}
        for name, error in wrong_together(self.kept, ""):
            found.setdefault((Sort(name), error.requirement), []).append(error)
        return found


def read_row(sort: Sort, data: Mapping[str, Any]) -> YearRow:
    """A row as strictly as a definition; raises DefinitionError."""
    table = Table(data, "", str(data.get("key", "")))
    row = READERS[sort](table)
    table.close()
    return row


TERM = {"days": 1}
GOOD: Data = {
    **dict.fromkeys(("key", "title", "clause", "source", "asks", "numerator", "meeting"), "-"),
    "every": "quarter",
    "form": "file",
    "due": TERM,
    "at_risk": 1,
    "fee": 1,
    "days": 1,
    "below": 1,
    "deducts": 1,
    "weight": 1,
    "measures": ["-"],
    "times": 1,
    "area": [{"key": "-", "title": "-", "fee": 1}],
    "part": [{"key": "-", "title": "-", "weight": 100, "measures": ["-"]}],
}
"""What a field is read with, once it is known to be wrong, to find what else is."""


def faults(sort: Sort, data: Mapping[str, Any]) -> list[DefinitionError]:
    """Everything that is wrong with a row, each with its field; empty where it is one."""
    tried, found = {"key": "row", **data}, list[DefinitionError]()
    while (error := first_fault(sort, tried)) and error.field not in [each.field for each in found]:
        found.append(error)
        tried = mended(tried, error.field)
    if any(each.field.endswith(" weight") for each in found):
        return [each for each in found if each.field != "part"]  # weights that cannot be read do not add up
    return found


def first_fault(sort: Sort, data: Mapping[str, object]) -> DefinitionError | None:
    try:
        read_row(sort, data)
    except DefinitionError as error:
        return error
    return None


def mended(data: Mapping[str, Any], name: str) -> Data:
    """The data with something good in the field of that name, which may be one of a table within it."""
    head, _, rest = name.partition(" ")
    numbered = re.fullmatch(r"(\d+) (.+)", rest)
    if numbered:
        rows, place = [dict(each) for each in data[head]], int(numbered[1]) - 1
        rows[place] = mended(rows[place], numbered[2])
        return {**data, head: rows}
    if rest and isinstance(data.get(head), Mapping):
        return {**data, head: mended(data[head], rest)}
    if head in GOOD:
        return {**data, head: GOOD[head]}
    return {each: value for each, value in data.items() if each != head}


__all__ = ["Data", "Place", "Sort", "YearDraft", "faults", "read_row", "rows_of"]
