"""What is written can be read again, and nothing in it is run."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from evidence import confined
from evidence.kinds import CSV, XLSX
from evidence.sheet_values import Value, cell_value
from evidence.spreadsheet import read_spreadsheet
from evidence.spreadsheet_writing import Written, write_csv, write_workbook
from tests.files.test_accept import take

HEADINGS = ["Name", "Started", "Hours", "Clear"]
ROWS: list[list[Value]] = [
    ["Zoë O’Neill", date(2025, 5, 3), 12.5, True],
    ["2222", None, 7, False],
]
RUN = [
    "=1+1",
    "+44 20 7946 0000",
    "-2+3",
    "@SUM(A1)",
    "\tcmd",
    "\r=1",
    '=HYPERLINK("http://example.org")',
    " =1+1",
    "＝1+1",
    "=cmd|' /C calc'!A1",
    "{=1+1}",
    "http://example.org",
]


def test_a_workbook_read_again(tmp_path: Path) -> None:
    taken = take(tmp_path / "in", "register.xlsx", write_workbook([Written("Staff", HEADINGS, ROWS)]))
    (sheet,) = read_spreadsheet(taken.path, taken.media_type)
    assert sheet.name == "Staff"
    assert sheet.rows == (
        tuple(HEADINGS),
        ("Zoë O’Neill", date(2025, 5, 3), 12.5, "yes"),
        ("2222", None, 7, "no"),
    )


MANY = [(f"Person {number}", number / 2, number % 2 == 0) for number in range(600)]


@pytest.mark.parametrize("is_away", [False, True], ids=["elsewhere", "here"])
def test_many_cells_are_the_same_wherever_they_are_written(
    is_away: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that writes large workbooks may be killed: then it is written where it was asked for."""
    asked: list[str] = []

    def ask(job: str, file: int, arguments: dict[str, int | str]) -> bytes:
        asked.append(job)
        if is_away:
            raise confined.Died("killed")
        return told(job, file, arguments)

    told = confined.ask
    monkeypatch.setattr(confined, "ask", ask)
    rows: list[list[Value]] = [[name, date(2025, 5, 3), hours, is_clear] for name, hours, is_clear in MANY]
    staff = Written("Staff", HEADINGS, rows, {3: ["yes", "no"]})
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([staff, Written("Rest", HEADINGS)])))
    assert asked == ["write_workbook"]
    assert [[cell.value for cell in row] for row in book["Rest"].rows] == [HEADINGS]
    assert [[cell_value(cell.value) for cell in row] for row in book["Staff"].rows] == [
        HEADINGS,
        *([name, date(2025, 5, 3), hours, "yes" if is_clear else "no"] for name, hours, is_clear in MANY),
    ]
    assert [rule.formula1 for rule in book["Staff"].data_validations.dataValidation] == ['"yes,no"']


def test_a_csv_file_read_again(tmp_path: Path) -> None:
    taken = take(tmp_path / "in", "register.csv", write_csv(HEADINGS, ROWS))
    (sheet,) = read_spreadsheet(taken.path, taken.media_type)
    assert sheet.rows == (
        tuple(HEADINGS),
        ("Zoë O’Neill", "2025-05-03", "12.5", "yes"),
        ("2222", None, "7", "no"),
    )


@pytest.mark.parametrize("text", RUN)
def test_a_workbook_holds_no_formula(text: str) -> None:
    content = write_workbook([Written("Staff", [text], [[text]])])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert str(cell.value).strip() == text.strip()


@pytest.mark.parametrize("text", RUN[:10])
def test_a_csv_file_holds_nothing_that_runs(text: str, tmp_path: Path) -> None:
    content = write_csv([text], [[text]])
    for (cell,) in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        assert cell == f"'{text}"
    path = tmp_path / "kept"
    path.write_bytes(content)
    assert read_spreadsheet(path, CSV.media_type)[0].rows == ((text.strip(),), (text.strip(),))


def test_many_rows_and_choices(tmp_path: Path) -> None:
    rows: list[list[Value]] = [[f"Person {n}", date(2025, 1, 1)] for n in range(4_999)]
    path = tmp_path / "kept"
    path.write_bytes(write_workbook([Written("Staff", ["Name", "Started"], rows, {0: ["yes", "no"]})]))
    assert len(read_spreadsheet(path, XLSX.media_type)[0].rows) == 5_000


@pytest.mark.parametrize("lines", [1, 1_100], ids=["here", "elsewhere"])
def test_pounds_are_numbers_to_the_penny(lines: int) -> None:
    rows: list[list[Value | Decimal]] = [["Sign-ups", Decimal("5875.49")]] * lines
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([Written("Paid", ["What", "Pounds"], rows)])))
    cell = book["Paid"].cell(lines + 1, 2)
    assert (cell.value, cell.number_format.startswith("£#,##0.00")) == (5875.49, True)
