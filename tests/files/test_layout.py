"""A workbook of somebody else's layout: what can be filled of it, filled exactly, and what is refused."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from evidence.kinds import CSV, XLSX
from evidence.layout import EmptyCell, FilledCell, fill_layout, read_layout
from evidence.refusal import Refused
from tests.builders.layouts import council_layout


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    path = tmp_path / "layout.xlsx"
    path.write_bytes(council_layout())
    return path


def test_empty_cells_stand_beside_their_words(layout: Path) -> None:
    found = read_layout(layout, XLSX.media_type)
    assert EmptyCell("Return", "B4", "First contact", "Number") in found
    assert EmptyCell("Return", "D4", "First contact", "Per cent") in found
    assert not [each for each in found if each.cell == "E4"], "a formula stands there"
    assert {each.sheet for each in found} == {"Return", "Notes"}


def test_numbers_are_numbers_and_formulas_and_formats_stay(layout: Path) -> None:
    filled = fill_layout(
        layout,
        [
            FilledCell("Return", "B4", "80"),
            FilledCell("Return", "C4", "7.5"),
            FilledCell("Return", "D4", "0.8", "80"),
            FilledCell("Return", "D5", "0.125", "12.5"),
            FilledCell("Return", "E4", "1"),
            FilledCell("Gone", "A1", "1"),
            FilledCell("Return", "no cell", "1"),
        ],
    )
    assert filled.gone == (("Return", "E4"), ("Gone", "A1"), ("Return", "no cell"))
    sheet = openpyxl.load_workbook(io.BytesIO(filled.content))["Return"]
    assert [sheet[cell].value for cell in ("B4", "C4", "D4", "D5")] == [80, 7.5, 0.8, 12.5]
    assert sheet["E4"].value == "=B4+C4"
    assert (sheet["D4"].number_format, sheet["A1"].font.bold) == ("0.0%", True)
    assert sheet.column_dimensions["A"].width == 40


def test_what_would_be_lost_is_refused(layout: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "drawn.xlsx"
    with zipfile.ZipFile(layout) as old, zipfile.ZipFile(drawn, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/drawings/drawing1.xml", "<xml/>")
    with pytest.raises(Refused, match="pictures"):
        read_layout(drawn, XLSX.media_type)


def test_what_is_no_layout(tmp_path: Path) -> None:
    path, book = tmp_path / "empty.xlsx", openpyxl.Workbook()
    book.save(path)
    with pytest.raises(Refused, match="no cell is empty"):
        read_layout(path, XLSX.media_type)
    with pytest.raises(Refused):
        read_layout(path, CSV.media_type)
