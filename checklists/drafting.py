"""A checklist while it is being written: rows that may still lack something, and what they lack."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from checklists.definition import read_checklist, read_requirement
from checklists.fields import DefinitionError
from checklists.names import folded
from checklists.plain_data import as_table, json_data
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Kind
from checklists.year.agreeing import check_together
from checklists.year.rows import NO_YEAR, YearRows

Data = dict[str, Any]
"""A requirement's table without its key, as a definition has it; fields may be missing."""

SHARED = ("title", "force", "clause", "consequence", "group", "asks", "look_for", "warn_days", "condition")
"""Fields that requirements of every kind have."""

OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.DOCUMENT: ("statement", "months", "asks_end"),
    Kind.CONFIRMATION: ("statement", "months", "still_years"),
    Kind.AGREEMENT: ("statement", "months"),
    Kind.ISSUED: ("statement", "months"),
    Kind.REGISTER: ("level", "lists", "topic", "months"),
    Kind.COVER: ("part",),
    Kind.ACCOUNTS: ("years", "deadline_months", "audited"),
    Kind.ASSESSMENT: (
        "months",
        "characteristics",
        "sections",
        "after_incident",
        "on_request",
        "carried_out_by",
    ),
}
"""Fields that a requirement of the kind may have besides."""

GOOD: Data = {
    **dict.fromkeys(("title", "clause", "group", "asks", "statement", "insurance", "consequence"), "-"),
    **dict.fromkeys(("months", "years", "amount", "warn_days", "still_years"), 1),
    "force": "must",
    "basis": "aggregate",
    "part": [{"key": "-", "title": "-", "insurance": "-", "amount": 1, "basis": "aggregate"}],
    "deadline_months": {"charity": 10},
}
"""What a field is read with, once it is known to be wrong, to find what else is."""

LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row. `row` names it while it is drafted; `of` is the key of the requirement that it continues, None
    of a new one; what is removed can be put back. `answered` are the keys of earlier requirements of which
    somebody has said whether it is one of them."""

    row: str
    of: str | None
    data: Data = field(hash=False)
    removed: bool = False
    answered: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        return Kind(self.data["kind"])

    def as_kind(self, kind: Kind) -> "DraftRow":
        """The row as another kind of requirement: with what that kind has too, and as a new one."""
        if kind is self.kind:
            return self
        kept = {name: self.data[name] for name in (*SHARED, *OF_KIND[kind]) if name in self.data}
        return DraftRow(self.row, None, {**kept, "kind": kind.value}, self.removed)


def table_of(requirement: Requirement) -> Data:
    """The requirement's table without its key."""
    table = as_table(json_data(requirement))
    del table["key"]
    return table


def rows_of(checklist: Checklist, *, continued: bool) -> list[DraftRow]:
    """The rows of a checklist that is copied; `continued` where they go on being the same requirements."""
    return [
        DraftRow(str(place), each.key if continued else None, table_of(each))
        for place, each in enumerate(checklist.requirements, 1)
    ]


def faults(data: Mapping[str, Any]) -> list[DefinitionError]:
    """Everything that is wrong with a row, each with its field; empty where it is a requirement."""
    tried, found = {"key": "row", **data}, list[DefinitionError]()
    while (error := first_fault(tried)) and error.field not in [each.field for each in found]:
        found.append(error)
        tried = mended(tried, error.field)
    return found


def first_fault(data: Mapping[str, Any]) -> DefinitionError | None:
    try:
        read_requirement(data, "", 1)
    except DefinitionError as error:
        return error
    return None


def mended(data: Data, name: str) -> Data:
    """The data with something good in the field of that name; what has no place there is left out."""
    within = re.fullmatch(r"(part|topic) (\d+) (\w+)", name)
    if within:
        rows = [dict(each) for each in data[within[1]]]
        rows[int(within[2]) - 1][within[3]] = GOOD.get(within[3], "-")
        return {**data, within[1]: rows}
    if name == "level" and "topic" not in data:
        rest = {each: value for each, value in data.items() if each not in {"level", "lists"}}
        return {**rest, "topic": [{"key": "-", "title": "-"}]}
    if name in GOOD:
        return {**data, name: GOOD[name]}
    return {each: value for each, value in data.items() if each != name}


def key_from(title: str, taken: Collection[str], otherwise: str = "requirement") -> str:
    """A key made from a title, that is not taken: letters, digits and hyphens.

    >>> key_from("Employers’ liability (£5m)", set()), key_from("Fire", {"fire", "fire-2"})
    ('employers-liability-5m', 'fire-3')
    """
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", title.casefold()))
    plain_key = "-".join(words)[:LONGEST_KEY].strip("-") or otherwise
    key, number = plain_key, 1
    while key in taken:
        number += 1
        key = f"{plain_key}-{number}"
    return key


def keyed(rows: Iterable[DraftRow], used: Collection[str]) -> list[Data]:
    """The tables of the rows that are not removed, each with its key: what continues a requirement has that
    one's, what is new gets a key that was never `used`."""
    rows = [row for row in rows if not row.removed]
    taken = {*used, *(row.of for row in rows if row.of)}
    tables: list[Data] = []
    for row in rows:
        key = row.of or key_from(str(row.data.get("title", "")), taken)
        taken.add(key)
        tables.append({"key": key, **row.data})
    return tables


def make_checklist(
    key: str,
    title: str,
    in_force_from: date,
    rows: Iterable[DraftRow],
    used: Collection[str] = (),
    year: YearRows = NO_YEAR,
) -> Checklist:
    """The checklist that the rows make, with what is asked for through the year; raises DefinitionError where
    one of the rows lacks something."""
    about = {"key": key, "title": title, "in_force_from": in_force_from}
    check_together(year, "")
    return replace(read_checklist({**about, "requirement": keyed(rows, used)}, ""), year=year)


def in_groups(rows: Iterable[DraftRow]) -> list[DraftRow]:
    """The same in their order, those of a group together where the group's first stands. Capitals and blanks
    make no other group: it is written as its first row has it."""
    groups: dict[str, list[DraftRow]] = {}
    for row in rows:
        groups.setdefault(folded(group_of(row)), []).append(row)
    return [written_as(group_of(group[0]), row) for group in groups.values() for row in group]


def written_as(group: str, row: DraftRow) -> DraftRow:
    return row if group_of(row) == group else replace(row, data={**row.data, "group": group})


def group_of(row: DraftRow) -> str:
    return str(row.data.get("group", ""))


def moved(rows: Sequence[DraftRow], name: str, by: int) -> list[DraftRow]:
    """The rows with one of them moved up (-1) or down (1) among those of its group that are not removed."""
    row = next((each for each in rows if each.row == name), None)
    if row is None:
        return list(rows)
    places = [
        place for place, each in enumerate(rows) if not each.removed and group_of(each) == group_of(row)
    ]
    here = rows.index(row)
    there = places.index(here) + by if here in places else -1
    swapped = list(rows)
    if 0 <= there < len(places):
        swapped[here], swapped[places[there]] = swapped[places[there]], swapped[here]
    return swapped
