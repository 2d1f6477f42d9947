"""returns workbook, returns read."""

import json
import tempfile
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from checklists.requirement import Checklist
from checklists.year.periods import Calendar, kind_of
from checklists.year.rows import Measure, is_asked_of
from checklists.year.vocabulary import Party
from evidence.accept import Refused
from evidence.spreadsheet import Sheet, read_spreadsheet
from portal.cli.checklists import accepted, definition_of
from portal.cli.failing import Failed
from portal.cli.tables import table
from portal.cli.whole_file import whole_file
from portal.returns.queries.content import text
from portal.returns.sheets.workbook import (
    ABOUT,
    BookRead,
    Made,
    WrongCell,
    grouped,
    make_workbook,
    read_about,
    read_workbook,
)


def make_returns_workbook(chosen: Namespace) -> int:
    """The figures that partners are asked for in the period, to be filled in. What is there already is never
    replaced."""
    checklist = definition_of(chosen.definition)
    measures = measures_for(checklist, chosen.period)
    if not measures:
        raise Failed(f"{checklist.key} asks partners for no figures by such a period as {chosen.period}")
    content = make_workbook(Made(checklist.key, chosen.period, contract=checklist.title), measures)
    with whole_file(Path(chosen.out)) as out:
        out.write(content)
    return 0


def measures_for(checklist: Checklist, period: str) -> tuple[Measure, ...]:
    """Raises Failed where there is no such period."""
    every = kind_of(period)
    if every is None or Calendar(checklist.in_force_from).find(period) is None:
        raise Failed(f"{period!r} is no period such as 2026-Q4")
    return tuple(
        each
        for each in checklist.year.measures
        if each.every is every and not each.joint and is_asked_of(each, Party.PARTNER)
    )


def read_returns_workbook(chosen: Namespace) -> int:
    """What stands in a workbook that was filled in; what is wrong is told by sheet and cell."""
    read = read_file(Path(chosen.file), chosen.definition)
    if chosen.json:
        print(json.dumps(as_data(read), indent=2, ensure_ascii=False))
    else:
        figures = [(key, text(each.numerator), text(each.denominator)) for key, each in read.figures.items()]
        rows = [tuple(value or "" for value in each) for each in figures]
        print(table(("Measure", "Numerator", "Denominator"), rows))
        for group in grouped(read.wrong):
            cells = ", ".join(f"{cell} “{value}”" if value else cell for cell, value in group.cells)
            print(f"{group.sheet}: {cells}: expected is {group.expected}")
    return 0


def read_file(path: Path, definition: str | None) -> BookRead:
    sheets = sheets_of(path)
    found = read_about(sheets)
    if isinstance(found, WrongCell):
        return BookRead(Made("", ""), wrong=[found])
    try:
        checklist = definition_of(definition or found.definition)
    except (Failed, OSError):
        if definition:
            raise
        wrong = WrongCell(ABOUT, "B2", found.definition, "the key of a checklist that is built in")
        return BookRead(found, wrong=[wrong])
    if checklist.key != found.definition:
        return BookRead(found, wrong=[WrongCell(ABOUT, "B2", found.definition, checklist.key)])
    try:
        measures = measures_for(checklist, found.period)
    except Failed:
        wrong = WrongCell(ABOUT, "B4", found.period, "a period such as 2026-Q4")
        return BookRead(found, wrong=[wrong])
    if found.row:
        measures = tuple(each for each in measures if each.given_in == found.row)
    return read_workbook(sheets, found, measures)


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """Read in the confined process. Raises Failed."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            file = accepted(path, Path(folder))
            return read_spreadsheet(file.path, file.media_type)
        except Refused as refused:
            raise Failed(f"{path}: {refused.sentence}") from refused


def as_data(read: BookRead) -> dict[str, object]:
    """Numbers are decimals in text; what is blank is not among the figures."""
    figures = [
        {"measure": key, "numerator": text(pair.numerator), "denominator": text(pair.denominator)}
        for key, pair in read.figures.items()
    ]
    return {"period": read.made.period, "figures": figures, "errors": [asdict(each) for each in read.wrong]}
