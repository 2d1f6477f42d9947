"""Workbooks and CSV files, read as plain rows."""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from evidence.kinds import CSV, PDF, XLSX
from evidence.refusal import Refused
from evidence.sheet_values import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from evidence.spreadsheet import Sheet, address, read_spreadsheet
from tests.builders import good_files as good
from tests.builders import hostile_contents as made
from tests.builders.hostile_files import BAD_FILES, BadFile

Read = Callable[[bytes, str], tuple[Sheet, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def written(content: bytes, media_type: str) -> tuple[Sheet, ...]:
        path = tmp_path / "kept"
        path.write_bytes(content)
        return read_spreadsheet(path, media_type)

    return written


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(content)
    return content.getvalue()


def test_cells_of_a_workbook_are_what_they_mean(read: Read) -> None:
    rows: list[list[Any]] = [
        ["Name", "Issued", "Days", "Paid", "Clear", "At"],
        [" R. Okafor ", datetime.fromisoformat("2025-05-03"), 3.0, 12.5, True, time(9, 30)],
        [],
        ["", date(2024, 2, 29), None, None, None, None],
    ]
    (sheet,) = read(workbook({"Staff": rows}), XLSX.media_type)
    assert sheet.name == "Staff"
    assert sheet.rows == (
        ("Name", "Issued", "Days", "Paid", "Clear", "At"),
        ("R. Okafor", date(2025, 5, 3), 3, 12.5, True, "09:30:00"),
        (),
        (None, date(2024, 2, 29)),
    )
    assert address(3, 1) == "B4"


def test_a_workbook_whose_type_is_that_of_every_xml_is_read(read: Read) -> None:
    """As lists of people come out of several tools."""
    content = good.with_default_type(workbook({"Staff": [["Name", "Role"], ["Ada", "Cook"]]}))
    assert read(content, XLSX.media_type) == (Sheet("Staff", (("Name", "Role"), ("Ada", "Cook"))),)


def test_every_sheet_that_can_be_seen_in_order(read: Read) -> None:
    content = workbook({"One": [["a"]], "Hidden": [["b"]], "Three": []})
    book, changed = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    book["Hidden"].sheet_state = "hidden"
    book.save(changed)
    sheets = read(changed.getvalue(), XLSX.media_type)
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [("One", (("a",),)), ("Three", ())]


def test_a_formula_is_its_last_value_and_never_run(read: Read) -> None:
    content = good.unzipped(good.xlsx())
    sheet = content["xl/worksheets/sheet1.xml"].decode()
    cell = '<c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>cmd()</f></c></row>'
    content["xl/worksheets/sheet1.xml"] = sheet.replace("</row>", cell).encode()
    assert read(good.zipped(content), XLSX.media_type)[0].rows == (("Name", 2),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_as_programs_write_it(read: Read, delimiter: str, encoding: str) -> None:
    lines = [["Name", "Rôle, or job; say", "Issued"], ["Zoë O’Neill", "“Peer”\nsupport", "03/05/2025"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    (sheet,) = read(text.encode(encoding), CSV.media_type)
    assert sheet == Sheet("", tuple(tuple(line) for line in lines))


def test_csv_that_tells_excel_its_delimiter(read: Read) -> None:
    assert read(b"sep=;\r\nName;Role, full\r\nAna;Peer\r\n", CSV.media_type)[0].rows == (
        ("Name", "Role, full"),
        ("Ana", "Peer"),
    )


def test_rows_of_nothing_at_the_end_do_not_count(read: Read) -> None:
    text = "Name\n" + "Ana\n" * 10 + ",,,\n" * (MOST_ROWS * 3)
    assert len(read(text.encode(), CSV.media_type)[0].rows) == 11


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (b"Name\n" * (MOST_ROWS + 1), CSV.media_type, "too-many-rows"),
        (b"a," * MOST_COLUMNS + b"a", CSV.media_type, "too-many-columns"),
        (b"\n ,,\n", CSV.media_type, "no-rows"),
        (b"a,b" + b"\x01", CSV.media_type, "not-text"),
        (b'"' + b"a" * 40_000, CSV.media_type, "damaged"),
        ((b"a" * 30_000 + b"\n") * 200, CSV.media_type, "too-much-text"),
        (good.pdf(), PDF.media_type, "not-a-spreadsheet"),
        (good.docx(), XLSX.media_type, "not-a-spreadsheet"),
        (workbook({"Staff": []}), XLSX.media_type, "no-rows"),
        (workbook({str(n): [["a"]] for n in range(MOST_SHEETS + 1)}), XLSX.media_type, "too-many-sheets"),
    ],
    ids=lambda value: value if isinstance(value, str) and "/" not in value else "",
)
def test_what_cannot_be_read_is_refused_by_its_reason(
    read: Read, content: bytes, media_type: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        read(content, media_type)
    assert refusal.value.code == code


def test_the_most_that_is_read(read: Read) -> None:
    rows = [["x" * 8] * MOST_COLUMNS for _ in range(500)] + [[1] for _ in range(MOST_ROWS - 500)]
    assert len(read(workbook({"Staff": rows}), XLSX.media_type)[0].rows) == MOST_ROWS


@pytest.mark.parametrize(
    "bad", [bad for bad in BAD_FILES if bad.name.endswith(".xlsx")], ids=lambda bad: bad.why
)
def test_a_bad_workbook_that_got_here_is_refused(read: Read, bad: BadFile) -> None:
    with pytest.raises(Refused):
        read(bad.build(), XLSX.media_type)


def sheet_with(cells: str, before: str = "") -> bytes:
    content = good.unzipped(good.xlsx())
    sheet = content["xl/worksheets/sheet1.xml"].decode()
    begin = sheet.index("<sheetData>")
    content["xl/worksheets/sheet1.xml"] = (
        f"{sheet[:begin]}{before}<sheetData>{cells}</sheetData></worksheet>".encode()
    )
    return good.zipped(content)


def test_a_sheet_may_claim_any_size(read: Read) -> None:
    content = sheet_with('<row r="1"><c r="A1"><v>7</v></c></row>', before='<dimension ref="A1:XFD1048576"/>')
    assert read(content, XLSX.media_type)[0].rows == ((7,),)


def test_rows_far_below_and_columns_far_right_end_in_a_sentence(read: Read) -> None:
    far = '<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="A1048576"><v>7</v></c></row>'
    with pytest.raises(Refused, match="5,000 rows"):
        read(sheet_with(far), XLSX.media_type)
    with pytest.raises(Refused, match="100 columns"):
        read(sheet_with('<row r="1"><c r="CW1"><v>7</v></c></row>'), XLSX.media_type)


def test_one_long_text_in_every_cell_is_refused_in_bounds(read: Read) -> None:
    """A few kilobytes that would be gigabytes when written out."""
    row = '<c t="s"><v>0</v></c>' * 100
    content = good.unzipped(sheet_with("".join(f'<row r="{n}">{row}</row>' for n in range(1, 5000))))
    made_of = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = content["[Content_Types].xml"].decode()
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{made_of}"/></Types>'
    content["[Content_Types].xml"] = types.replace("</Types>", part).encode()
    long = "long " * 6000
    content["xl/sharedStrings.xml"] = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{long}</t></si></sst>'
    ).encode()
    with pytest.raises(Refused):
        read(good.zipped(content), XLSX.media_type)


def test_a_workbook_with_a_broken_part_is_damaged(read: Read) -> None:
    content = made.changed(good.xlsx(), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"})
    with pytest.raises(Refused, match="damaged"):
        read(content, XLSX.media_type)
