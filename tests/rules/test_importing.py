"""Cells, headings and errors of tables that people bring."""

import json
import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.requirement import Topic
from evidence.spreadsheet import Row, Sheet, Value
from portal.contracts.sheets.columns import year_end
from portal.importing.sheets import cells
from portal.importing.sheets.columns import WrongValue
from portal.importing.sheets.grouped_errors import group_errors
from portal.importing.sheets.headings import NoHeadings
from portal.importing.sheets.kept import as_data, said_from, sheets_from
from portal.importing.sheets.said import Said
from portal.importing.sheets.short_years import TWO_CENTURIES
from portal.importing.sheets.tables import Table, Wrong
from portal.register.sheets.plan import Known, Register, plan
from portal.register.sheets.read import read_people

TODAY = date(2026, 11, 22)
THIRD_OF_MAY = date(2025, 5, 3)


@pytest.mark.parametrize(
    "written",
    [
        "3 May 2025",
        "3rd May 2025",
        "3 may 25",
        "03/05/2025",
        "3/5/25",
        "03.05.2025",
        "3-5-2025",
        "2025-05-03",
        "2025-05-03 00:00:00",
        "2025-05-03T09:30",
        "Sat 3 May 2025",
        "Saturday, 3 May 2025",
        "May 3, 2025",
        "3-May-25",
        "03May2025",
        "45780",
        45780,
        45780.5,
        THIRD_OF_MAY,
    ],
)
def test_days_as_people_and_programs_write_them(written: Value) -> None:
    assert cells.day(written) == THIRD_OF_MAY


@pytest.mark.parametrize(
    "written",
    [
        "tomorow",
        "31/02/2025",
        "29 February 2025",
        "2025",
        "3 Mayo 2025",
        3,
        True,
        7.5,
        "03/05/0025",
        "3 May 1025",
        "0/0/0000",
        "12345678",
        "3 M 2025",
        "#REF!",
        "n/a",
        "-1",
    ],
)
def test_what_is_no_day_is_never_guessed(written: Value) -> None:
    with pytest.raises(WrongValue, match="is not a date such as 3 May 2025"):
        cells.day(written)


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_however_it_is_written(day: date) -> None:
    for written in (f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", day.isoformat(), f"{day:%d-%b-%Y}"):
        assert cells.day(written) == day
    assert cells.day((day - cells.EXCEL_BEGINS).days) == day


@pytest.mark.parametrize(
    "written", ["31/03", "31 March", "31-Mar", "March 31", "31st march", date(2026, 3, 31)]
)
def test_a_year_ends_on_a_month_and_a_day(written: Value) -> None:
    assert year_end(written) == "3-31"


@pytest.mark.parametrize("written", ["31/02", "31 June", "March", "0/0", "31", "99/99"])
def test_what_is_no_end_of_a_year(written: Value) -> None:
    with pytest.raises(WrongValue):
        year_end(written)


@pytest.mark.parametrize(
    ("written", "read"), [("0012 3456 7890", "001234567890"), (1234567890, "001234567890")]
)
def test_certificate_numbers_keep_their_noughts(written: Value, read: str) -> None:
    assert read_one(**{"Certificate number": written}).rows[0].values["certificate_number"] == read


def read(*rows: Row, topics: tuple[Topic, ...] = (), register: tuple[Known, ...] = ()) -> Table:
    return read_people([Sheet("Staff", rows)], topics, {"coast": ["1", "2"]}, Register(register), TODAY)


FIRST: dict[str, Value] = {"Name": "Ana", "Role": "Driver", "Type": "Staff", "Started": "1 May 2024"}
CHECK: dict[str, Value] = {
    "Level": "Enhanced",
    "Issued": "1 May 2025",
    "Seen by": "Pat",
    "Seen on": "2 May 2025",
    "Outcome": "clear",
}


def read_one(**more: Value) -> Table:
    cells_of = FIRST | CHECK | more
    return read(tuple(cells_of), tuple(cells_of.values()))


def wrong_of(table: Table) -> list[tuple[str, str]]:
    return [(each.heading, each.problem) for each in table.wrong]


def test_headings_may_stand_below_a_title_in_any_order_and_words() -> None:
    table = read(
        ("Staff of Tidewater Peers",),
        (),
        ("START DATE", "Type", "Job  title:", "Shoe size", "full name", "Name"),
        ("1/5/2024", "s", "Driver", 42, "Ana", "again"),
        (),
        (date(2024, 5, 2), "vol", "Cook", None, "Bea"),
    )
    assert table.places == {"started_on": 0, "engaged_as": 1, "job": 2, "name": 4}
    assert table.unknown == ("Shoe size", "Name")
    assert "Staff code" in table.missing
    assert table.lacking == ()
    assert [(row.number, row.values["name"]) for row in table.rows] == [(4, "Ana"), (6, "Bea")]
    assert table.wrong == ()


def test_a_sheet_without_headings_says_which_are_looked_for() -> None:
    with pytest.raises(NoHeadings, match="such as Role, Started"):
        read(("Ana", "Driver"), ("Bea", "Cook"))


def test_without_a_column_that_is_needed_no_row_is_right() -> None:
    table = read(("Name", "Role"), ("Ana", "Driver"))
    assert (table.lacking, table.right) == (("Started",), ())


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"Name": None}, ("Name", "is empty, and there is no staff code either")),
        ({"Role": None}, ("Role", "is empty")),
        ({"Role": "x" * 201}, ("Role", "is longer than 200 characters")),
        ({"Role": "#N/A"}, ("Role", "is an error of the spreadsheet")),
        ({"Left": "1 April 2024"}, ("Left", "is before the first day")),
        ({"Shown as": "Staff code"}, ("Staff code", "is empty, though the lead is to read it")),
        ({"Seen on": "30 April 2025"}, ("Seen on", "is before the date of issue")),
        ({"Seen on": TODAY + timedelta(days=1)}, ("Seen on", "is in the future")),
        ({"Started": "1/5/2126"}, ("Started", "is more than ten years ahead")),
        ({"Left": "1/5/2126"}, ("Left", "is more than ten years ahead")),
        ({"Issued": "1/5/1926"}, ("Issued on", "is more than ten years ago")),
        ({"Issued": "1/5/99"}, ("Issued on", "is more than ten years ago")),
        ({"Issued": "1/5/70"}, ("Issued on", TWO_CENTURIES)),
        ({"Seen on": "1/12/26"}, ("Seen on", "is in the future")),
        ({"Seen by": None}, ("Seen by", "is empty, though other facts of the check are given")),
        ({"Adults list": "maybe"}, ("Adults’ barred list", "is not yes or no")),
        ({"Outcome": "fine"}, ("Outcome", "is not Clear, Risk decision, Undecided or Unknown")),
        ({"Certificate number": "12"}, ("Certificate number", "is not a certificate number of 12 digits")),
        ({"Contract": "hills"}, ("Contracts", "is not the name of one of your contracts")),
    ],
)
def test_a_wrong_cell_says_what_is_expected(more: dict[str, Value], wrong: tuple[str, str]) -> None:
    assert wrong_of(read_one(**more)) == [wrong]


def test_a_risk_decision_needs_who_when_and_why() -> None:
    table = read_one(Outcome="Risk decision")
    assert {each.heading for each in table.wrong} == {
        "Risk decision by",
        "Risk decision on",
        "Risk decision: why",
    }
    assert {each.address for each in table.wrong} == {"row 2"}


@pytest.mark.parametrize("said", ["unknown", "n/a", "Not known", None])
def test_an_outcome_that_nobody_knows_is_never_a_pass(said: Value) -> None:
    table = read_one(Outcome=said)
    assert (table.wrong, table.rows[0].values["outcome"]) == ((), None)


def test_people_twice_in_a_file_are_told_by_code_or_by_name_and_role() -> None:
    table = read(
        ("Name", "Code", "Role", "Started", "Type"),
        ("Ana", "A1", "Driver", "1/5/2024", "s"),
        ("Ana", "A2", "Driver", "1/5/2024", "s"),
        ("Other", "a1", "Cook", "1/5/2024", "s"),
        ("ana", None, "driver", "1/5/2024", "s"),
        ("Ana", None, "Cook", "1/5/2024", "s"),
    )
    assert [(each.address, each.problem) for each in table.wrong] == [
        ("B4", "is the code of the person in row 2 already")
    ]
    assert {row.number: row.answer for row in table.rows if row.question} == {5: "leave", 6: ""}


def test_training_has_a_column_for_each_topic() -> None:
    topics = (Topic("first-aid", "First aid"), Topic("safeguarding", "Safeguarding"))
    table = read(
        ("Name", "Role", "Type", "Started", "First aid", "Safeguarding training"),
        ("Ana", "Driver", "Staff", "1/5/2024", "1/6/2025", TODAY + timedelta(days=1)),
        topics=topics,
    )
    assert table.rows[0].values["training:first-aid"] == date(2025, 6, 1)
    assert wrong_of(table) == [("Training: Safeguarding", "is in the future")]


def test_what_was_read_is_the_same_after_it_was_kept() -> None:
    sheets = (Sheet("Staff", (tuple(FIRST), (*FIRST.values(), None, 4.5, THIRD_OF_MAY, True))), Sheet("", ()))
    said = Said({"clear": "outcome", "car": ""}, {("level", 4): "Enhanced"}, {7: "leave"})
    data = json.loads(json.dumps(as_data(sheets, said)))
    assert (sheets_from(data), said_from(data)) == (sheets, said)


def known(**facts: Value) -> Known:
    empty: dict[str, Value] = {
        "name": "",
        "staff_code": "",
        "job": "Driver",
        "engaged_as": "staff",
        "started_on": date(2024, 5, 1),
        "left_on": None,
        "eligibility": "",
        "shown_as": "name",
    }
    return Known(uuid.uuid4(), empty | facts)


def test_two_of_one_name_on_the_register_need_the_code() -> None:
    register = (known(name="Ana", staff_code="A1"), known(name="Ana", staff_code="A2"))
    table = read(tuple(FIRST), tuple(FIRST.values()), register=register)
    (row,) = table.rows
    assert row.question
    assert [value for value, _ in row.question.options] == [
        *(str(each.worker_id) for each in register),
        "new",
        "leave",
    ]
    assert not row.is_right


def test_somebody_with_another_code_is_somebody_else() -> None:
    register = Register((known(name="Ana", staff_code="A1"),))
    table = read((*FIRST, "Staff code"), (*FIRST.values(), "A9"))
    assert plan(register, table.rows, ())[0].known is None
    without = Register((known(name="Ana"),))
    found = plan(without, table.rows, ())[0]
    assert found.known
    assert found.changed == {"staff_code": "A9"}


def test_the_same_mistake_is_said_once() -> None:
    wrong = [Wrong("d", "Issued on", f"D{n}", "is not a date", "soon") for n in range(1, 8)]
    wrong += [Wrong("r", "Role", "C4", "is empty", ""), Wrong("r", "Role", "C9", "is empty", "")]
    assert [group.sentence for group in group_errors(wrong)] == [
        "Issued on is not a date: D1 ‘soon’, D2 ‘soon’ and 5 more",
        "Role is empty: C4, C9",
    ]
    assert [group.sentence for group in group_errors(wrong[:3])] == [
        "Issued on is not a date: D1 ‘soon’, D2 ‘soon’, D3 ‘soon’"
    ]


def test_whole_pounds_are_never_advised_in_pence() -> None:
    with pytest.raises(WrongValue, match=r"is not clear: write it in whole pounds$"):
        cells.pounds("12,5")
    with pytest.raises(WrongValue, match=r"is not clear: write £5 or £5,000$"):
        cells.pounds("5.000")
