"""The workbook of a return: made, filled in as people do, and read by sheet and cell."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from portal.cli import main

PEER = "porchlight-peer-support"
Read = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    out = tmp_path / "made.xlsx"
    assert main(("returns", "workbook", "--definition", PEER, "--period", "2026-Q4", "--out", str(out))) == 0
    return out


@pytest.fixture
def read(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Read:
    """Fills cells in, "About!B4" or "D3" of the figures, and reads the file."""

    def run(filled: dict[str, Any]) -> dict[str, Any]:
        book = openpyxl.load_workbook(made)
        for place, value in filled.items():
            sheet, _, cell = place.rpartition("!")
            book[sheet or "Figures"][cell] = value
        book.save(tmp_path / "filled.xlsx")
        assert main(("returns", "read", str(tmp_path / "filled.xlsx"), "--json")) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return run


def row_of(made: Path, key: str) -> int:
    sheet = openpyxl.load_workbook(made)["Figures"]
    return next(row for row in range(2, sheet.max_row + 1) if sheet[f"A{row}"].value == key)


def test_excel_guards_it(made: Path) -> None:
    sheet = openpyxl.load_workbook(made)["Figures"]
    assert sheet.protection.sheet
    assert sheet["A1"].protection.locked
    row = row_of(made, "first-contact")
    assert not sheet[f"D{row}"].protection.locked
    checks = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
    assert checks[f"D{row}"].formula2 == f'IF(F{row}="",999999999999,F{row})'
    assert checks[f"F{row}"].type == "whole"


def test_untouched_it_says_nothing(read: Read) -> None:
    assert read({}) == {"period": "2026-Q4", "figures": [], "errors": []}


def test_figures_come_back_as_they_were_filled_in(read: Read, made: Path) -> None:
    share, number = row_of(made, "first-contact"), row_of(made, "sign-ups")
    found = read({f"D{share}": 90, f"F{share}": "100", f"D{number}": 0})
    assert found["errors"] == []
    assert found["figures"] == [
        {"measure": "sign-ups", "numerator": "0", "denominator": None},
        {"measure": "first-contact", "numerator": "90", "denominator": "100"},
    ]


@pytest.mark.parametrize(
    ("numerator", "denominator", "column", "value", "expected"),
    [
        ("nine", 10, "D", "nine", "a whole number, 0 or more"),
        (-3, 10, "D", "-3", "a whole number, 0 or more"),
        (2.5, 10, "D", "2.5", "a whole number, 0 or more"),
        ("85%", 10, "D", "85%", "a whole number, 0 or more"),
        (11, 10, "D", "11", "no more than the denominator, 10"),
        (8, None, "F", "", "a whole number, 0 or more"),
        (None, 10, "D", "", "a whole number, 0 or more"),
        (8, "ten", "F", "ten", "a whole number, 0 or more"),
        (True, 10, "D", "TRUE", "a whole number, 0 or more"),
        (10**13, 10**13 + 1, "D", "10000000000000", "a whole number, 0 or more"),
    ],
)
def test_a_wrong_cell_is_named(
    read: Read, made: Path, numerator: object, denominator: object, column: str, value: str, expected: str
) -> None:
    row = row_of(made, "first-contact")
    found = read({f"D{row}": numerator, f"F{row}": denominator})
    named = {"sheet": "Figures", "cell": f"{column}{row}", "value": value, "expected": expected}
    assert named in found["errors"]
    assert len(found["errors"]) == (2 if numerator == 10**13 else 1)
    assert found["figures"] == []


def test_what_was_changed_that_is_locked(read: Read, made: Path) -> None:
    row = row_of(made, "first-contact")
    assert [each["cell"] for each in read({"D1": "Number"})["errors"]] == ["D1"]
    changed = read({f"A{row}": "first-contac"})["errors"]
    assert changed[0] == {
        "sheet": "Figures",
        "cell": f"A{row}",
        "value": "first-contac",
        "expected": "a key as it was made",
    }
    assert "the row of first-contact" in changed[1]["expected"]
    number = row_of(made, "sign-ups")
    assert "this measure is a number" in read({f"F{number}": 5})["errors"][0]["expected"]


@pytest.mark.parametrize(
    ("cell", "value"), [("About!B2", "another"), ("About!B4", "2026-Q5"), ("About!A4", "Quarter")]
)
def test_what_it_was_made_for_is_checked(read: Read, cell: str, value: str) -> None:
    found = read({cell: value})
    assert [(each["sheet"], each["cell"], each["value"]) for each in found["errors"]] == [
        ("About", cell.removeprefix("About!"), value)
    ]


def test_another_workbook_is_none_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "Rota"
    book.save(tmp_path / "rota.xlsx")
    assert main(("returns", "read", str(tmp_path / "rota.xlsx"), "--json")) == 0
    (error,) = json.loads(capsys.readouterr().out)["errors"]
    assert (error["sheet"], error["cell"], error["value"]) == ("Sheet", "A1", "Rota")


@pytest.mark.parametrize("period", ["2026-Q5", "soon", "2026-W02"])
def test_no_workbook_for_what_is_no_period(
    tmp_path: Path, period: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "made.xlsx"
    assert main(("returns", "workbook", "--definition", PEER, "--period", period, "--out", str(out))) == 2
    assert period in capsys.readouterr().err
    assert not out.exists()
