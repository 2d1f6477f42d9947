"""A tracking sheet with a row for each document says what one with a column for each would say."""

from collections.abc import Sequence
from datetime import date

import pytest

from evidence.spreadsheet import Sheet, Value
from portal.contracts.sheets.tracked import read_tracked
from portal.importing.sheets.headings import How
from portal.importing.sheets.said import Said
from portal.importing.sheets.tables import Table
from tests.rules.test_tracked import ALL, COVER, EAST, LATER, OPEN, PARTNERS, POLICY, TODAY

HEADS = ("Organisation", "Area", "Document", "Seen by", "Expiry date")


def read(*rows: Sequence[Value], heads: Sequence[Value] = HEADS, said: Said | None = None) -> Table:
    title: Sequence[Value] = ("Tracker of the contract",)
    sheet = Sheet("Tracker", (tuple(title), tuple(heads), *map(tuple, rows)))
    return read_tracked([sheet], ALL, PARTNERS, TODAY, said or Said())


def days(table: Table) -> list[tuple[int, str, date]]:
    """Row, column and day of what is read."""
    found = [(row.number, *each) for row in table.rows for each in row.values.items()]
    return [(number, key, day) for number, key, day in found if isinstance(day, date)]


def test_each_row_says_one_day_and_keeps_its_number() -> None:
    table = read(
        (EAST.name, EAST.area, "Safeguarding policy", "Orla", "31/03/2027"),
        (),
        (OPEN.name, OPEN.area, "Public liability insurance", None, LATER),
        (OPEN.name, OPEN.area, "Safeguarding policy", None, None),
    )
    assert days(table) == [(3, POLICY.column, LATER), (5, COVER.column, LATER)]
    assert [row.number for row in table.rows] == [3, 5, 6]


def test_a_document_that_is_not_known_is_asked_about_once_and_read_as_it_is_said_to_be() -> None:
    rows = [(each.name, each.area, "Adult protection", "Orla", LATER) for each in (EAST, OPEN)]
    asked = [each.heading for each in read(*rows).headed if each.how is How.UNKNOWN]
    assert asked == ["Seen by", "Adult protection"]
    table = read(*rows, said=Said(headings={"adult protection": POLICY.column}))
    assert days(table) == [(3, POLICY.column, LATER), (4, POLICY.column, LATER)]


def test_one_document_by_several_names_is_read_in_every_row() -> None:
    """Written in other capitals, by another name that is known, or by one that was said to be it."""
    names = ("Safeguarding policy", "SAFEGUARDING POLICY", "Safeguarding review date", "Adult protection")
    rows = [(OPEN.name, OPEN.area, name, None, LATER) for name in names]
    table = read(*rows, said=Said(headings={"adult protection": POLICY.column}))
    assert days(table) == [(number, POLICY.column, LATER) for number in (3, 4, 5, 6)]


def test_free_text_makes_no_sheet_as_wide_as_it_is_long() -> None:
    rows = [(OPEN.name, OPEN.area, f"Sent on day {number}", None, LATER) for number in range(1_000)]
    assert len(read(*rows).headed) == len(HEADS)


def test_a_day_that_cannot_be_is_told_with_its_cell_in_the_file() -> None:
    table = read((EAST.name, EAST.area, "Safeguarding policy", "Orla", "31/02/2027"))
    assert [(each.key, each.address) for row in table.rows for each in row.wrong] == [(POLICY.column, "E3")]


def test_a_partner_that_is_written_once_is_that_of_the_rows_below_and_to_be_looked_at() -> None:
    """As where its cells are merged."""
    table = read(
        (EAST.name, EAST.area, "Safeguarding policy", None, LATER),
        (None, None, "Public liability insurance", None, LATER),
        (OPEN.name, None, "Safeguarding policy", None, LATER),
        (None, "Northmouth", "Public liability insurance", None, LATER),
    )
    whose = [(row.number, row.values["name"], row.values["area"]) for row in table.rows]
    assert whose[:3] == [(3, EAST.name, EAST.area), (4, EAST.name, EAST.area), (5, OPEN.name, None)]
    again = [(each.address, each.problem, each.value) for row in table.rows for each in row.look_again]
    assert again == [("A4", "was read from a row above", EAST.name)]
    asked = [(each.address, each.problem) for row in table.rows for each in row.wrong]
    assert asked == [("A6", "is empty")], "it has an area of its own"


@pytest.mark.parametrize(
    "heads",
    [
        ("Organisation", "Area", "Policy", "Safeguarding policy", "Expiry date"),
        ("Organisation", "Area", "Document", "Seen by", "Notes"),
        ("Organisation", "Area", "Colour", "Seen by", "Expiry date"),
    ],
    ids=["names a requirement itself", "no last day", "no document"],
)
def test_any_other_sheet_is_read_as_before(heads: Sequence[Value]) -> None:
    table = read((EAST.name, EAST.area, "Safeguarding policy", LATER, LATER), heads=heads)
    assert [each.heading for each in table.headed] == list(heads)
