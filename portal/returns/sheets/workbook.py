"""The workbook of a return's figures: made for a definition, a period and a partner, and read again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from checklists.year.giving_figures import DENOMINATOR, NUMERATOR, Pair, expected_of, has_two, read_pair
from checklists.year.rows import Measure
from evidence.form_writing import Cell, FormSheet, NumberCell, write_form
from evidence.spreadsheet import Sheet, Value, address

FIGURES, ABOUT = "Figures", "About"
HEADINGS = ("Key", "Measure", "What to count", "Numerator", "Out of", "Denominator", "Last period")
WIDTHS = (24, 40, 44, 14, 44, 14, 16)
KEY, COLUMNS = 0, {NUMERATOR: 3, DENOMINATOR: 5}
ABOUT_ROWS = ("Definition", "Return", "Period", "Contract", "Partner")
OURS = "the workbook that was made for this return, with its sheets Figures and About"


@dataclass(frozen=True, slots=True)
class Made:
    """For what a workbook was made: keys of the definition, return and period, and names for people. The
    command line makes one of all returns together, without a `row`."""

    definition: str
    period: str
    row: str = ""
    contract: str = ""
    partner: str = ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        values = (self.definition, self.row, self.period, self.contract, self.partner)
        return tuple(zip(ABOUT_ROWS, values, strict=True))


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell with what stands in it and what is expected there."""

    sheet: str
    cell: str
    value: str
    expected: str


@dataclass(slots=True)
class BookRead:
    """`figures` by measure are those that are given and right; they count only where nothing is wrong."""

    made: Made
    figures: dict[str, Pair] = field(default_factory=dict)
    wrong: list[WrongCell] = field(default_factory=list)


def make_workbook(
    made: Made,
    measures: Sequence[Measure],
    figures: Mapping[str, Pair] | None = None,
    earlier: Mapping[str, str] | None = None,
) -> bytes:
    """With the figures that there are already; `earlier` is in words what was given for the last period."""
    given, before = figures or {}, earlier or {}
    rows = [
        figure_row(number, each, given.get(each.key, Pair()), before.get(each.key, ""))
        for number, each in enumerate(measures, 2)
    ]
    about = FormSheet(ABOUT, ("What", "Of this workbook"), made.lines, (20, 60))
    return write_form([FormSheet(FIGURES, HEADINGS, rows, WIDTHS), about])


def figure_row(line: int, measure: Measure, pair: Pair, before: str) -> tuple[Cell, ...]:
    """`line` is that of the sheet, from 1."""
    over = f"F{line}" if measure.is_share else ""
    numerator = NumberCell(pair.numerator, measure.fractions, over)
    denominator = NumberCell(pair.denominator, measure.fractions) if has_two(measure) else ""
    of = measure.denominator or ""
    return (measure.key, measure.title, measure.numerator, numerator, of, denominator, before)


def read_about(sheets: Sequence[Sheet]) -> Made | WrongCell:
    """For what it was made, as it says; or why it is none of ours."""
    found = {each.name: each for each in sheets}
    if FIGURES not in found or ABOUT not in found:
        first = sheets[0]
        return WrongCell(first.name, "A1", shown(value_at(first, 0, 0)), OURS)
    values = []
    for number, name in enumerate(ABOUT_ROWS, 1):
        if value_at(found[ABOUT], number, 0) != name:
            return WrongCell(ABOUT, address(number, 0), shown(value_at(found[ABOUT], number, 0)), name)
        values.append(shown(value_at(found[ABOUT], number, 1)))
    definition, row, period, contract, partner = values
    return Made(definition, period, row, contract, partner)


def mistaken(found: Made, wanted: Made) -> list[WrongCell]:
    """What it was made for otherwise than is wanted: another contract, partner or period."""
    return [
        WrongCell(ABOUT, address(number, 1), value, expected)
        for number, ((_, value), (_, expected)) in enumerate(zip(found.lines, wanted.lines, strict=True), 1)
        if value != expected
    ]


def read_workbook(sheets: Sequence[Sheet], made: Made, measures: Sequence[Measure]) -> BookRead:
    """The figures of a workbook that `read_about` knows. Each wrong cell is named; a blank is nothing given,
    and hides what would follow from it."""
    sheet = next(each for each in sheets if each.name == FIGURES)
    read = BookRead(made)
    read.wrong += wrong_headings(sheet)
    if read.wrong:
        return read
    known, seen = {each.key: each for each in measures}, dict[str, int]()
    for number in range(1, len(sheet.rows)):
        if any(value is not None for value in sheet.rows[number]):
            read_line(read, sheet, number, known, seen)
    for missing in (each for each in measures if each.key not in seen):
        cell = address(max(len(sheet.rows), 1), KEY)
        read.wrong.append(WrongCell(FIGURES, cell, "", f"the row of {missing.key}, which was taken out"))
    return read


def wrong_headings(sheet: Sheet) -> list[WrongCell]:
    return [
        WrongCell(FIGURES, address(0, column), shown(value_at(sheet, 0, column)), heading)
        for column, heading in enumerate(HEADINGS)
        if value_at(sheet, 0, column) != heading
    ]


def read_line(
    read: BookRead, sheet: Sheet, number: int, known: Mapping[str, Measure], seen: dict[str, int]
) -> None:
    key = shown(value_at(sheet, number, KEY))
    measure = known.get(key)
    if measure is None or key in seen:
        expected = (
            f"each measure once: {key} stands in line {seen[key] + 1}" if measure else "a key as it was made"
        )
        read.wrong.append(WrongCell(FIGURES, address(number, KEY), key, expected))
        return
    seen[key] = number
    values = {side: value_at(sheet, number, column) for side, column in COLUMNS.items()}
    odd = [side for side, value in values.items() if isinstance(value, bool | date)]
    pair = read_pair(measure, {side: shown(value) for side, value in values.items()})
    idle = not has_two(measure) and values[DENOMINATOR] is not None
    wrong = {side: each.expected for side, each in pair.wrong.items()}
    wrong |= {side: expected_of(measure) for side in odd}
    wrong |= {DENOMINATOR: "nothing: this measure is a number"} if idle else {}
    for side, expected in sorted(wrong.items(), key=lambda each: COLUMNS[each[0]]):
        cell = address(number, COLUMNS[side])
        read.wrong.append(WrongCell(FIGURES, cell, shown(values[side]), expected))
    if not wrong and pair.pair.is_given:
        read.figures[key] = pair.pair


def value_at(sheet: Sheet, row: int, column: int) -> Value:
    if row >= len(sheet.rows) or column >= len(sheet.rows[row]):
        return None
    return sheet.rows[row][column]


def shown(value: Value) -> str:
    """A cell as text; numbers exact and never as a power of ten."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return f"{Decimal(repr(value)):f}"
        case date():
            return value.isoformat()
    return value


@dataclass(frozen=True, slots=True)
class Group:
    """Cells of which the same is expected, each with what stands in it."""

    sheet: str
    expected: str
    cells: tuple[tuple[str, str], ...]


def grouped(wrong: Sequence[WrongCell]) -> tuple[Group, ...]:
    """The same mistake once, the most frequent first."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for each in wrong:
        found.setdefault((each.sheet, each.expected), []).append((each.cell, each.value))
    groups = [Group(*about, tuple(cells)) for about, cells in found.items()]
    return tuple(sorted(groups, key=lambda group: -len(group.cells)))
