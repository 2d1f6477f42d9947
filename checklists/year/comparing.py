"""What is different between two versions in what they ask for through the year."""

from dataclasses import dataclass, fields

from checklists.year.drafting import Sort, rows_of
from checklists.year.rows import YearRow, YearRows


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that both versions have; `fields` are the names of those that differ."""

    before: YearRow
    after: YearRow
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SortDifferences:
    """Of one sort of rows, in the order of the new version, what is removed in that of the old one."""

    sort: Sort
    added: tuple[YearRow, ...]
    removed: tuple[YearRow, ...]
    changed: tuple[ChangedRow, ...]
    reordered: bool

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.removed or self.changed or self.reordered)


def compare_years(before: YearRows, after: YearRows) -> tuple[SortDifferences, ...]:
    """The sorts of which something differs."""
    found = (compare_sort(sort, rows_of(before, sort), rows_of(after, sort)) for sort in Sort)
    return tuple(each for each in found if not each.is_nothing)


def compare_sort(sort: Sort, before: tuple[YearRow, ...], after: tuple[YearRow, ...]) -> SortDifferences:
    old, new = {each.key: each for each in before}, {each.key: each for each in after}
    both = [(old[key], each) for key, each in new.items() if key in old]
    return SortDifferences(
        sort,
        added=tuple(each for key, each in new.items() if key not in old),
        removed=tuple(each for key, each in old.items() if key not in new),
        changed=tuple(ChangedRow(*pair, differing(*pair)) for pair in both if pair[0] != pair[1]),
        reordered=[each.key for each, _ in both] != [key for key in old if key in new],
    )


def differing(before: YearRow, after: YearRow) -> tuple[str, ...]:
    names = (each.name for each in fields(after))
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
