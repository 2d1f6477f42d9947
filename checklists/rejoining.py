"""A checklist that was read out of a file, joined to the one that a contract has: which rows are plainly the
requirements that are asked now, and what becomes of those that the file does not name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from checklists.continuing import is_named, likeness, title_of
from checklists.drafting import OF_KIND, SHARED, DraftRow, rows_of, table_of
from checklists.likeness import ALIKE
from checklists.names import plain_name
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Joined:
    """A row of the file. `read_as` is the kind that the file's words were taken for, where the requirement
    that it is, or may be, is of another: that one's was kept, and is to be looked at."""

    row: DraftRow
    read_as: Kind | None = None


def join_rows(
    rows: Sequence[DraftRow], read: Mapping[str, Collection[str]], last: Checklist
) -> tuple[Joined, ...]:
    """Each row with the key of the requirement of `last` whose name it bears, where both are the only ones of
    that name; the others are left to be asked about. `read` are by row the fields that the file gives: what
    it does not say stays as it was.
    """
    names = [plain_name(title_of(row)) for row in rows]
    asked = [plain_name(each.title) for each in last.requirements]
    sole = {
        row.row: each
        for row, name in zip(rows, names, strict=True)
        for each in last.requirements
        if is_named(row, each) and names.count(name) == 1 == asked.count(name)
    }
    claimed = {each.key for each in sole.values()}
    free = [each for each in last.requirements if each.key not in claimed]
    return tuple(
        continued(row, sole[row.row], read.get(row.row, ())) if row.row in sole else of_likely_kind(row, free)
        for row in rows
    )


def continued(row: DraftRow, requirement: Requirement, read: Collection[str]) -> Joined:
    """The row as that requirement, with what the file says of it."""
    names = (*SHARED, *OF_KIND[requirement.kind])
    said = {name: row.data[name] for name in names if name in read and name in row.data}
    data = {**table_of(requirement), **said}
    joined = replace(row, of=requirement.key, data=data, answered=(requirement.key,))
    return Joined(joined, None if row.kind is requirement.kind else row.kind)


def of_likely_kind(row: DraftRow, free: Sequence[Requirement]) -> Joined:
    """The row as one of the kind of a requirement that is much like it, where none of its own kind is: it
    can then be asked whether it is that one. Words of a file tell a document from a confirmation badly."""
    alike = sorted(
        (each for each in free if likeness(row, each) >= ALIKE), key=lambda each: -likeness(row, each)
    )
    if not alike or any(each.kind is row.kind for each in alike):
        return Joined(row)
    return Joined(row.as_kind(next(iter(alike)).kind), row.kind)


def not_named(joined: Sequence[Joined], last: Checklist) -> list[DraftRow]:
    """The requirements of `last` that no row of the file continues, taken out: they can be put back."""
    kept = {each.row.of for each in joined}
    return [
        replace(row, row=f"was{row.row}", removed=True)
        for row in rows_of(last, continued=True)
        if row.of not in kept
    ]
