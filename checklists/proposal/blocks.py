"""Tables that stand one below the other in one, as on a sheet, taken apart."""

from dataclasses import replace
from typing import NamedTuple

from checklists.proposal.asides import begins_aside
from checklists.proposal.document import Row, Table
from checklists.proposal.headings import is_heading_of_other, is_strict


class _Seen(NamedTuple):
    """A row, with its words where it can be nothing but a heading row."""

    row: Row
    words: tuple[str, ...] | None


def blocks_of(table: Table) -> list[tuple[int, Table]]:
    """The table cut where another begins, each with the number of its first row (from 0).

    Another begins with a heading row of its own, below an empty row also with that of another kind of table
    or with the words that head a summary; titles alone in their rows above it go with it.
    """
    seen = [_Seen(row, row.words if is_strict(row) else None) for row in table.rows]
    cuts = [0]
    for place in range(1, len(seen)):
        above = seen[cuts[-1] : place]
        if begins_other(seen[place], above) and any(len(each.row.filled) > 1 for each in above):
            cuts.append(first_above(table.rows, place, cuts[-1]))
    ends = [*cuts[1:], len(table.rows)]
    return [
        (start, replace(table, before=table.before if start == 0 else (), rows=table.rows[start:end]))
        for start, end in zip(cuts, ends, strict=True)
        if any(row.filled for row in table.rows[start:end])
    ]


def begins_other(this: _Seen, above: list[_Seen]) -> bool:
    """Whether another table begins with this row; `above` are those of the one that it would end."""
    if not this.row.filled or not above:
        return False
    if this.words is not None:
        is_new = all(this.words != each.words for each in above)
        return is_new and has_heading(above) and not says_like(this.row, above)
    return not above[-1].row.filled and (is_heading_of_other(this.row) or begins_aside(this.row))


def says_like(row: Row, above: list[_Seen]) -> bool:
    """Whether a cell says what a requirement above says in its column, as no heading does: `Policy` again."""
    others = [each.row for each in above if each.words is None and len(each.row.filled) > 1]
    return any(
        said and said == other for each in others for said, other in zip(row.words, each.words, strict=False)
    )


def has_heading(rows: list[_Seen]) -> bool:
    """Whether they are a heading and a row of its own, and not only a banner."""
    full = [each for each in rows if len(each.row.filled) > 1]
    return len(full) > 1 and any(each.words is not None for each in full)


def first_above(rows: tuple[Row, ...], place: int, earliest: int) -> int:
    """The first of the titles that stand directly above a heading row, each alone in its row."""
    while place - 1 > earliest and len(rows[place - 1].filled) == 1:
        place -= 1
    return place
