"""What is typed about sending figures to the council."""

from collections.abc import Sequence

from checklists.year.rows import Measure
from evidence.layout import EmptyCell
from portal.acting.refused import CannotDo
from portal.council.queries.layout import Mapped, sides_of
from portal.web.typed import Typed

WHOLE = "Enter from how many people on a figure is shown, such as 5."


def read_fewest(typed: Typed) -> int:
    """Raises CannotDo."""
    words = typed.first("fewest").strip()
    if not words.isascii() or not words.isdecimal() or len(words) > 6:
        raise CannotDo({"fewest": WHOLE})
    return int(words)


def field_of(place: int, side: str) -> str:
    """The name of the input of the measure of that place, counted from 1, and a side of it."""
    return f"c{place}-{side}"


def read_cells(typed: Typed, measures: Sequence[Measure], empty: Sequence[EmptyCell]) -> tuple[Mapped, ...]:
    """Raises CannotDo with each cell that is none, is not empty, or stands there twice."""
    known = {(each.sheet.casefold(), each.cell): each for each in empty}
    sheets = {each.sheet.casefold() for each in empty}
    problems: dict[str, str] = {}
    found: dict[tuple[str, str], Mapped] = {}
    for place, measure in enumerate(measures, 1):
        for side in sides_of(measure):
            name, called = field_of(place, side), f"{measure.title}, {side}"
            words = typed.first(name)
            if not words:
                continue
            sheet, _, cell = words.rpartition("!")
            only = next(iter(sheets)) if len(sheets) == 1 and not sheet else sheet.strip("' ").casefold()
            key = only, cell.strip().replace("$", "").upper()
            if key not in known:
                problems[name] = f"{called}: there is no empty cell {words[:60]} beside words."
            elif key in found:
                problems[name] = f"{called}: {words[:60]} is chosen twice."
            else:
                found[key] = Mapped(known[key].sheet, known[key].cell, measure.key, side)
    if problems:
        raise CannotDo(problems)
    return tuple(found.values())
