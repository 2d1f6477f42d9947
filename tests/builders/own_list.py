"""The list of a charity as somebody has kept it for years: 40 people, and all that such lists are like."""

from datetime import date, timedelta

from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_workbook

FIRST = ("Ada", "Ben", "Cleo", "Dev", "Ewa", "Femi", "Gus", "Hana", "Ines", "Jo")
LAST = ("Noakes", "Fairlamb", "Brontë", "O'Brien")


HEADINGS = (
    "First name",
    "Surname",
    "Job title",
    "Staff / Vol",
    "Start date",
    "DBS level",
    "Adults list",
    "Childrens list",
    "DBS cert no",
    "Date of issue",
    "Seen by",
    "Date seen",
    "Clear?",
    "Notes",
)


def person(number: int, today: date) -> list[Value]:
    """Days are written in three ways, levels as people abbreviate them."""
    started, issued = today - timedelta(days=700 + number), today - timedelta(days=100 + number)
    written: tuple[Value, ...] = (started, f"{started:%d/%m/%Y}", f"{started.day} {started:%b %Y}")
    return [
        FIRST[number % 10],
        LAST[number // 10],
        "Cook" if number % 2 else "Peer supporter",
        "S" if number % 3 else "Vol",
        written[number % 3],
        "enh" if number < 24 else "Enhanced",
        "x" if number % 4 == 0 else "y",
        "y",
        f"{number:012}",
        f"{issued:%d.%m.%y}",
        "Pat Partner",
        issued + timedelta(days=3),
        "y",
        "?" if number == 5 else None,
    ]


def own_list(today: date) -> bytes:
    """Title lines above the headings, section lines, a total, somebody twice, months without a day."""
    rows = [person(number, today) for number in range(40)]
    rows[3][4] = rows[17][4] = "April 2023"
    rows[8][12] = "?"
    rows[12][2] = None
    twice = [*rows[30]]
    twice[1] = "O’Brien"
    lines: list[list[Value]] = [
        [None] * 14,
        list(HEADINGS),
        ["STAFF"],
        *rows[:20],
        ["VOLUNTEERS"],
        *rows[20:],
        twice,
        ["Total", 41],
    ]
    return write_workbook([Written("Everybody", ("Tidewater Peers: staff and volunteers",), lines)])
