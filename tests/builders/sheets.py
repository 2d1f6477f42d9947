"""Spreadsheets about people and partners, as organisations keep them."""

from collections.abc import Sequence
from datetime import date, timedelta

from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_csv, write_workbook

Rows = Sequence[Sequence[Value]]

PEOPLE = (
    "Full name",
    "Staff number",
    "Job title",
    "Type",
    "Start date",
    "DBS level",
    "Adults list",
    "Children’s barred list",
    "DBS number",
    "Date of issue",
    "Seen by",
    "Date seen",
    "Outcome",
    "Shoe size",
)
"""Headings as a person would write them: other words than the template's, another order, one too many."""


def xlsx(headings: Sequence[str], rows: Rows, sheet: str = "Staff") -> bytes:
    return write_workbook([Written(sheet, headings, rows)])


def csv(headings: Sequence[str], rows: Rows) -> bytes:
    return write_csv(headings, rows)


def person(number: int, today: date) -> list[Value]:
    issued = today - timedelta(days=200 + number % 300)
    return [
        f"Person {number:03}",
        f"P{number:03}",
        "Peer supporter",
        "Volunteer" if number % 3 else "Staff",
        today - timedelta(days=400),
        "Enhanced",
        "yes",
        True,
        f"{number:012}",
        issued,
        "Pat Partner",
        issued + timedelta(days=5),
        "Clear",
        42,
    ]


def five_hundred(today: date) -> list[list[Value]]:
    """500 people, in whose rows 20 cells are wrong: 8 dates of issue, 5 levels, 4 roles, 2 people twice, and
    1 certificate seen before it was issued."""
    rows = [person(number, today) for number in range(1, 501)]
    for place, wrong in zip(
        range(10, 90, 10),
        ["tomorow", "31/02/2025", "soon", "n/a", "?", "see file", "2025", "13/13/2025"],
        strict=True,
    ):
        rows[place][9] = wrong
    for place in range(100, 150, 10):
        rows[place][5] = "Enhanecd"
    for place in range(200, 240, 10):
        rows[place][2] = None
    rows[300][1], rows[310][1] = rows[0][1], rows[1][1]
    rows[400][11] = rows[400][9] - timedelta(days=3)  # type: ignore[assignment,operator]  # a day
    return rows
