"""Dates in numbers, of which nobody can tell whether the day stands first: asked about, or shown as read."""

from datetime import date

import pytest

from evidence.spreadsheet import Value
from portal.importing.sheets.cells import NO_DAY
from portal.importing.sheets.day_order import MONTH_FIRST
from portal.importing.sheets.tables import Table
from tests.rules.test_importing import read

HEADINGS = ("Name", "Type", "Role", "Started", "Left")
EITHER = "is not clear, as other dates here have the month first: write {}"
SHOWN = "was read with the day first, as {}"


def table_of(started: list[Value], left: list[Value] | None = None) -> Table:
    ends = left or [None] * len(started)
    rows = [
        (f"Person {number}", "Staff", "Cook", *days)
        for number, days in enumerate(zip(started, ends, strict=True))
    ]
    return read(HEADINGS, *rows)


def told(table: Table) -> list[tuple[str, str]]:
    return [(each.value, each.problem) for each in (*table.wrong, *table.look_again)]


def days(table: Table, key: str = "started_on") -> list[Value]:
    return [row.values[key] for row in table.rows]


def test_a_column_with_the_month_first_is_never_read_otherwise() -> None:
    table = table_of(["04/25/2024", "04/05/2024", "12/31/2023", "5/5/2024", "3 May 2024", date(2024, 5, 16)])
    assert told(table) == [
        ("04/25/2024", MONTH_FIRST),
        ("04/05/2024", EITHER.format("4 May 2024 or 5 April 2024")),
        ("12/31/2023", MONTH_FIRST),
    ]
    assert days(table) == [None, None, None, date(2024, 5, 5), date(2024, 5, 3), date(2024, 5, 16)]


@pytest.mark.parametrize("turned", [date(2024, 5, 4), 45416, "45416", 45416.5])
def test_what_a_spreadsheet_has_turned_round_already_is_asked_about(turned: Value) -> None:
    """Opened in Excel, what can be read with the day first became a date; what cannot stayed text."""
    table = table_of(["04/25/2024", turned, date(2024, 5, 5), date(2024, 5, 20)])
    asked = [problem for _, problem in told(table)]
    assert asked == [MONTH_FIRST, EITHER.format("4 May 2024 or 5 April 2024")]
    assert days(table) == [None, None, date(2024, 5, 5), date(2024, 5, 20)]


def test_of_what_a_spreadsheet_has_read_another_column_tells_too() -> None:
    table = table_of([date(2024, 5, 4)], ["06/30/2024"])
    assert [each.heading for each in table.wrong] == ["Started", "Left"]


def test_dates_of_a_spreadsheet_are_taken_where_others_have_the_day_first_or_none_tells() -> None:
    for other in ("25/04/2024", "1 May 2024", "04/95/2012", date(2024, 1, 2)):
        assert days(table_of([other, date(2024, 5, 4)]))[1] == date(2024, 5, 4)


def test_a_weekday_before_it_changes_nothing() -> None:
    table = table_of(["Thursday, 04/25/2024", "Sat 04/05/2024"])
    assert told(table) == [
        ("Thursday, 04/25/2024", MONTH_FIRST),
        ("Sat 04/05/2024", EITHER.format("4 May 2024 or 5 April 2024")),
    ]


@pytest.mark.parametrize("role", ["04-25-12", "04-95-12"])
def test_only_columns_that_hold_days_tell(role: str) -> None:
    table = read(("Name", "Type", "Role", "Started"), ("Ann Archer", "Staff", role, "04/05/2024"))
    assert told(table) == [("04/05/2024", SHOWN.format("4 May 2024"))]


def test_what_can_be_no_day_tells_nothing() -> None:
    table = table_of(["04/95/2012", "00/25/2012", "04/05/2024"])
    assert told(table) == [
        ("04/95/2012", NO_DAY),
        ("00/25/2012", NO_DAY),
        ("04/05/2024", SHOWN.format("4 May 2024")),
    ]


def test_where_every_second_number_is_a_day_all_are_refused() -> None:
    table = table_of(["04/25/24", "4-13-2024", "12.31.2023"])
    assert told(table) == [(each, MONTH_FIRST) for each in ("04/25/24", "4-13-2024", "12.31.2023")]


@pytest.mark.parametrize(
    ("started", "left"),
    [
        (["25/04/2024", "04/05/2024"], None),
        (["04/05/2024", "05/06/2024"], [None, "31/07/2024"]),
        (["5/5/2024", "6/6/2024"], None),
    ],
)
def test_where_others_have_the_day_first_nothing_is_said(
    started: list[Value], left: list[Value] | None
) -> None:
    assert told(table_of(started, left)) == []


def test_another_column_tells_of_one_that_does_not() -> None:
    table = table_of(["04/05/2024"], ["06/30/2024"])
    assert told(table) == [
        ("04/05/2024", EITHER.format("4 May 2024 or 5 April 2024")),
        ("06/30/2024", MONTH_FIRST),
    ]


def test_where_nothing_tells_how_they_are_read_is_shown() -> None:
    table = table_of(["04/05/2024", "1 May 2024"])
    assert days(table) == [date(2024, 5, 4), date(2024, 5, 1)]
    assert told(table) == [("04/05/2024", SHOWN.format("4 May 2024"))]
    mixed = table_of(["25/04/2024", "04/25/2024", "04/05/2024"])
    assert told(mixed) == [
        ("04/25/2024", MONTH_FIRST),
        ("04/05/2024", SHOWN.format("4 May 2024")),
    ]
