"""Figures of a file, for a definition of the library."""

import tempfile
from datetime import date, datetime
from pathlib import Path

from checklists.requirement import Checklist
from checklists.year.figures import Figure
from checklists.year.judging import Setting
from checklists.year.reading_figures import FiguresWrong, read_figures
from evidence.accept import Refused
from evidence.spreadsheet import Value, read_spreadsheet
from portal.cli.checklists import accepted
from portal.cli.failing import Failed


def setting_of(checklist: Checklist, file: str, last_on: date | None = None) -> Setting:
    """What the figures of a CSV file or a workbook's first sheet are judged by; `last_on` is the contract's
    last day. Raises Failed, with every line that is wrong."""
    try:
        figures = read_figures(rows_of(Path(file)), checklist.year.measures, checklist.in_force_from)
    except FiguresWrong as error:
        raise Failed(f"{file}: {error}") from error
    return Setting(checklist.year.measures, by_place(figures), checklist.in_force_from, last_on=last_on)


def by_place(figures: list[Figure]) -> dict[tuple[str, str], Figure]:
    return {(each.measure, each.period): each for each in figures}


def rows_of(path: Path) -> list[list[str]]:
    """The cells as text; the first row is line 1. Raises Failed."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            file = accepted(path, Path(folder))
            sheets = read_spreadsheet(file.path, file.media_type)
        except Refused as refused:
            raise Failed(f"{path}: {refused.sentence}") from refused
    return [[cell_text(value) for value in row] for row in sheets[0].rows]


def cell_text(value: Value) -> str:
    """A workbook's numbers as they would stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
