"""Figures out of rows of cells, as strictly as a definition: every row that is wrong is named with its
line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from checklists.year.figures import Figure
from checklists.year.periods import EARLIEST, LATEST, SUCH_AS, Calendar, Period, kind_of
from checklists.year.rows import Measure
from checklists.year.vocabulary import Every

COLUMNS = ("measure", "period", "numerator", "denominator")
MOST_DIGITS = 12
"""Before the point. More is a slip of the finger."""

PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}( [0-9]{3})+")
POINTED = re.compile(r"([0-9]{1,3})\.000")
"""As a thousand is written where a point stands between groups of three."""

MOST_DECIMALS = 2
MOST_TOLD = 20
"""Lines that are named; whoever has more wrong mends these first."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line, in a sentence for whoever wrote it."""

    line: int
    sentence: str


class FiguresWrong(ValueError):
    """Lines that cannot be read; none of the others counts either."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        told = [f"Line {each.line}: {each.sentence}" for each in problems[:MOST_TOLD]]
        more = len(problems) - len(told)
        super().__init__(" ".join([*told, *([f"And {more:,} more lines are wrong."] if more > 0 else [])]))
        self.problems = tuple(problems)


class Unread(ValueError):
    """What is wrong with one row."""


Cells = Sequence[str]


def read_figures(rows: Iterable[Cells], measures: Sequence[Measure], first_on: date) -> list[Figure]:
    """The figures of a table whose first row that holds anything names the columns, in any order. A row with
    both numbers empty says that nothing is given.

    `rows[0]` is line 1; `first_on` is the contract's first day. Raises FiguresWrong.
    """
    lines = [(number, cells) for number, cells in enumerate(rows, 1) if any(cell.strip() for cell in cells)]
    if not lines:
        raise FiguresWrong([Problem(1, f"There is nothing here. The columns are {', '.join(COLUMNS)}.")])
    columns, places = lines[0], dict[tuple[str, str], int]()
    named = column_names(*columns)
    if len(lines) == 1:
        raise FiguresWrong([Problem(columns[0], "There are no figures below the names of the columns.")])
    known = {each.key: each for each in measures}
    figures, problems = [], []
    for number, cells in lines[1:]:
        try:
            figure = read_row(by_column(named, cells), known, first_on)
            note_place(places, figure, number)
        except Unread as error:
            problems.append(Problem(number, str(error)))
        else:
            figures.append(figure)
    if problems := problems or mixed_years(figures, known, places, first_on):
        raise FiguresWrong(problems)
    return figures


def column_names(line: int, cells: Cells) -> list[str]:
    """The names of the columns, each there once. Raises FiguresWrong."""
    named = [" ".join(cell.split()).casefold() for cell in cells]
    problems = [f"The column {each} is missing." for each in COLUMNS if each not in named]
    problems += [f"The column {each} is there twice." for each in COLUMNS if named.count(each) > 1]
    unknown = [each for each in named if each and each not in COLUMNS]
    problems += [f"“{each[:40]}” is no column: they are {', '.join(COLUMNS)}." for each in unknown]
    if problems:
        raise FiguresWrong([Problem(line, each) for each in problems])
    return named


def by_column(named: Sequence[str], cells: Cells) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(named) :]):
        raise Unread(
            "There are more cells than columns. A number such as 1,200 stands in quotes, or as 1200."
        )
    if any(cell.strip() for name, cell in zip(named, cells, strict=False) if not name):
        raise Unread("There is something in a column without a name.")
    padded = [*cells, *[""] * len(named)]
    return {name: cell.strip() for name, cell in zip(named, padded, strict=False) if name}


def note_place(places: dict[tuple[str, str], int], figure: Figure, line: int) -> None:
    place = (figure.measure, figure.period)
    if place in places:
        raise Unread(f"{figure.measure} of {figure.period} is given already, in line {places[place]}.")
    places[place] = line


def read_row(cells: Mapping[str, str], measures: Mapping[str, Measure], first_on: date) -> Figure:
    measure = read_measure(cells["measure"], measures)
    period = read_period(cells["period"], measure, Calendar(first_on, measure.year_of))
    numerator = read_number("numerator", cells["numerator"], measure)
    denominator = read_number("denominator", cells["denominator"], measure, is_target=True)
    if measure.denominator is None:
        check_idle(measure, denominator)
        denominator = None
    check_pair(measure, numerator, denominator)
    return Figure(measure.key, period.key, numerator, denominator)


def read_measure(typed: str, measures: Mapping[str, Measure]) -> Measure:
    if not typed:
        raise Unread("The measure is missing.")
    measure = measures.get(typed.casefold())
    if measure is None:
        near = get_close_matches(typed.casefold(), measures, 1)
        meant = f" Is {near[0]} meant?" if near else ""
        raise Unread(f"“{typed[:60]}” is no measure of this definition.{meant}")
    if measure.joint:
        raise Unread(f"{measure.key} is added up from {' and '.join(measure.joint)}: give those.")
    return measure


def read_period(typed: str, measure: Measure, calendar: Calendar) -> Period:
    key = typed.upper()
    every, such_as = kind_of(key), SUCH_AS[measure.every]
    if not typed:
        raise Unread("The period is missing.")
    if every is None:
        raise Unread(f"“{typed[:40]}” is no period. {measure.key} has periods such as {such_as}.")
    if every is not measure.every and not (measure.takes_years and every is Every.YEAR):
        raise Unread(f"{measure.key} is given by {measure.every}, such as {such_as}, not for {typed}.")
    found = calendar.find(key)
    if found is None:
        raise Unread(f"There is no period {typed}. Years go from {EARLIEST} to {LATEST}.")
    return found


def read_number(name: str, typed: str, measure: Measure, *, is_target: bool = False) -> Decimal | None:
    """The number, exact; None for nothing. `is_target`: it may have decimals, as a year's target has."""
    typed = " ".join(typed.split())  # a space that does not break is one too
    if not typed:
        return None
    if typed.startswith(("-", "−", "–")) and typed[1:].strip()[:1].isdigit():
        raise Unread(f"The {name} is {typed[:40]}: it cannot be less than nothing.")
    if typed.endswith("%"):
        raise Unread(f"The {name} is {typed[:40]}: give how many, not how many per cent.")
    if GROUPED.fullmatch(typed) and not (measure.fractions and typed.count(",") == 1):
        typed = re.sub("[, ]", "", typed)
    if (pointed := POINTED.fullmatch(typed)) and not measure.fractions:
        ones = pointed[1]
        raise Unread(f"The {name} “{typed}” could be {ones} or {ones},000. Write the one that is meant.")
    if not PLAIN.fullmatch(typed):
        raise Unread(f"The {name} “{typed[:40]}” is no number such as 1200.")
    return within(name, typed, measure.fractions or is_target)


def within(name: str, typed: str, has_decimals: bool) -> Decimal:
    whole, _, decimals = typed.partition(".")
    if len(whole.lstrip("0")) > MOST_DIGITS:
        raise Unread(f"The {name} is larger than any that can be meant: {len(whole)} digits.")
    if len(decimals.rstrip("0")) > (MOST_DECIMALS if has_decimals else 0):
        most = f"at most {MOST_DECIMALS} decimals" if has_decimals else "whole"
        raise Unread(f"The {name} is {typed[:40]}: it must be {most}.")
    return Decimal(typed)


def check_idle(measure: Measure, denominator: Decimal | None) -> None:
    """A number has no denominator; one, or its target, may stand there all the same. Any other is most
    likely a share that was written beside the wrong measure."""
    target = measure.at_least if measure.at_least is not None else measure.at_most
    idle = {Decimal(1), target, target / 4 if target is not None and measure.is_yearly else None}
    if denominator is not None and denominator not in idle:
        raise Unread(f"{measure.key} is a number: leave the denominator empty.")


def check_pair(measure: Measure, numerator: Decimal | None, denominator: Decimal | None) -> None:
    if not measure.is_share:
        if numerator is None and denominator is not None:
            raise Unread("The numerator is missing.")
        return
    if (numerator is None) != (denominator is None):
        raise Unread(f"The {'numerator' if numerator is None else 'denominator'} is missing.")
    if denominator is not None and denominator != denominator.to_integral_value() and not measure.fractions:
        raise Unread(f"The denominator is {denominator}: it must be whole.")
    if numerator is not None and denominator is not None and numerator > denominator:
        raise Unread(f"The numerator {numerator} is more than the denominator {denominator}.")


def mixed_years(
    figures: Iterable[Figure],
    measures: Mapping[str, Measure],
    places: Mapping[tuple[str, str], int],
    first_on: date,
) -> list[Problem]:
    """Of a target by the year either the year or its periods are given: both would count people twice."""
    whole: dict[tuple[str, int], Figure] = {}
    parted: set[tuple[str, int]] = set()
    for each in figures:
        period = Calendar(first_on, measures[each.measure].year_of).find(each.period)
        if period is None or measures[each.measure].every is Every.YEAR:
            continue
        if period.every is Every.YEAR:
            whole[each.measure, period.year] = each
        else:
            parted.add((each.measure, period.year))
    return [
        Problem(
            places[each.measure, each.period],
            f"{each.measure} is given for {each.period} and for parts of it: give one of the two.",
        )
        for place, each in whole.items()
        if place in parted
    ]
