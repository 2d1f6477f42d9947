"""Tables that stand one below the other in one, as on a sheet, taken apart."""

from dataclasses import replace

from checklists.proposal.asides import begins_aside
from checklists.proposal.document import Row, Table
from checklists.proposal.headings import is_heading_of_other, is_strict


def blocks_of(table: Table) -> list[tuple[int, Table]]:
    """The table cut where another begins, each with the number of its first row (from 0).

    Another begins with a heading row of its own, below an empty row also with that of another kind of table
    or with the words that head a summary; titles alone in their rows above it go with it.
    """
    cuts = [0]
    for place in range(1, len(table.rows)):
        above = table.rows[cuts[-1] : place]
        if begins_other(table.rows[place], above) and any(len(row.filled) > 1 for row in above):
            cuts.append(first_above(table.rows, place, cuts[-1]))
    ends = [*cuts[1:], len(table.rows)]
    return [
        (start, replace(table, before=table.before if start == 0 else (), rows=table.rows[start:end]))
        for start, end in zip(cuts, ends, strict=True)
        if any(row.filled for row in table.rows[start:end])
    ]


def begins_other(row: Row, above: tuple[Row, ...]) -> bool:
    """Whether another table begins with this row; `above` are those of the one that it would end."""
    if not row.filled or not above:
        return False
    if is_strict(row):
        return all(row.words != each.words for each in above) and has_heading(above)
    return not above[-1].filled and (is_heading_of_other(row) or begins_aside(row))


def has_heading(rows: tuple[Row, ...]) -> bool:
    """Whether they are a heading and a row of its own, and not only a banner."""
    full = [row for row in rows if len(row.filled) > 1]
    return len(full) > 1 and any(map(is_strict, full))


def first_above(rows: tuple[Row, ...], place: int, earliest: int) -> int:
    """The first of the titles that stand directly above a heading row, each alone in its row."""
    while place - 1 > earliest and len(rows[place - 1].filled) == 1:
        place -= 1
    return place
