"""What is read of a document of Word or Excel for somebody who looks at it in the portal."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from evidence.kinds import CSV, DOCX, ODT, PDF, XLSX, Kind
from evidence.readable import MOST_ON_A_PAGE
from evidence.reading import Unreadable, has_words, words
from tests.builders import good_files as good
from tests.builders.hostile_files import BAD_FILES

Page = dict[str, Any]
Reads = Callable[[bytes, Kind], list[Page]]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    def read(content: bytes, kind: Kind) -> list[Page]:
        path = tmp_path / "kept"
        path.write_bytes(content)
        return [json.loads(page) for page in words(path, kind.media_type)]

    return read


def saved(document: Any) -> bytes:
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def lines(page: Page) -> list[str]:
    """A line for each block, cells parted by bars."""
    blocks = [block for section in page["sections"] for block in section["blocks"]]
    return [
        block["text"] if "text" in block else " | ".join(" ".join(cell["lines"]) for cell in block["cells"])
        for block in blocks
    ]


def a_policy() -> Any:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Version 3, approved 4 May 2026"
    document.add_heading("Complaints", level=1)
    document.add_paragraph("We answer within ten days.")
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, [("Who", "When"), ("Manager", "10 days")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("<script>alert(1)</script>", style="List Bullet")
    return document


def test_word_in_its_order(reads: Reads) -> None:
    (page,) = reads(saved(a_policy()), DOCX)
    assert lines(page) == [
        "Version 3, approved 4 May 2026",
        "Complaints",
        "We answer within ten days.",
        "Who | When",
        "Manager | 10 days",
        "<script>alert(1)</script>",
    ]
    top, heading, *_, bullet = page["sections"][0]["blocks"]
    assert (top["edge"], heading["heading"], bullet["level"]) == ("top", 1, 0)
    assert (page["notes"], page["is_cut"], page["count"]) == ([], False, 1)


def test_changes_comments_and_what_was_deleted_are_told(reads: Reads) -> None:
    document = a_policy()
    paragraph = document.add_paragraph("Kept. ")
    run = "<w:r><w:t>{}</w:t></w:r>"
    for name, text in (("ins", "Added."), ("del", "")):
        inner = run.format(text) if text else "<w:r><w:delText>Gone.</w:delText></w:r>"
        paragraph._p.append(parse_xml(f'<w:{name} {nsdecls("w")} w:id="1" w:author="x">{inner}</w:{name}>'))
    document.add_comment(paragraph.runs, text="Is that so?", author="Pat")
    (page,) = reads(saved(document), DOCX)
    assert page["notes"] == ["changes", "comments"]
    assert lines(page)[-1] == "Kept. Added."


def test_long_documents_come_in_pages(reads: Reads) -> None:
    document = docx.Document()
    for number in range(2 * MOST_ON_A_PAGE + 10):
        document.add_paragraph(f"Paragraph {number}")
    pages = reads(saved(document), DOCX)
    assert [(page["number"], page["count"]) for page in pages] == [(1, 3), (2, 3), (3, 3)]
    found = [line for page in pages for line in lines(page)]
    assert found == [f"Paragraph {each}" for each in range(310)]


def a_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "Training"
    sheet.append(["Name", "Done on", "Share", "Cost"])
    sheet.append(["Ana", date(2026, 5, 3), 0.25, 1200])
    sheet["C2"].number_format, sheet["D2"].number_format = "0%", "£#,##0.00"
    sheet["A5"] = "=SUM(D2:D2)"
    book.create_sheet("Salaries").sheet_state = "hidden"
    book["Salaries"].append(["Boss", 100_000])
    return book


def test_a_workbook_as_it_is_shown(reads: Reads) -> None:
    (page,) = reads(saved(a_book()), XLSX)
    (section,) = page["sections"]
    assert (section["title"], section["letters"]) == ("Training", ["A", "B", "C", "D"])
    assert lines(page) == ["Name | Done on | Share | Cost", "Ana | 3 May 2026 | 25% | £1,200.00"]
    assert [block["row"] for block in section["blocks"]] == [1, 2]
    assert (page["hidden"], page["notes"]) == (["Salaries"], ["not-worked-out"])
    assert "Boss" not in json.dumps(page)


def test_a_formula_is_never_worked_out(reads: Reads) -> None:
    """Its last value is shown."""
    entries = good.unzipped(saved(a_book()))
    part = "xl/worksheets/sheet1.xml"
    worked = entries[part].replace(b"<v></v>", b"<v>77</v>").replace(b"<v />", b"<v>77</v>")
    (page,) = reads(good.zipped(entries | {part: worked}), XLSX)
    assert lines(page)[-1].startswith("77")
    assert page["notes"] == []


def test_a_hundred_thousand_rows_are_not_all_shown(reads: Reads) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Long")
    for number in range(20_000):
        sheet.append([number, "text"])
    pages = reads(saved(book), XLSX)
    assert all(page["is_cut"] for page in pages)
    assert sum(len(lines(page)) for page in pages) == 5_000


def test_a_sheet_that_ends_far_below(reads: Reads) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet["A1"], sheet["A90000"] = "first", "last"
    (page,) = reads(saved(book), XLSX)
    assert (lines(page), page["is_cut"]) == (["first", "last"], False)


def test_csv_by_its_own_delimiter(reads: Reads) -> None:
    (page,) = reads(b'Name;Role\n"Ana; Maria";Nurse\n', CSV)
    assert lines(page) == ["Name | Role", "Ana; Maria | Nurse"]


def test_an_empty_document_is_one_page_with_nothing(reads: Reads) -> None:
    (page,) = reads(saved(openpyxl.Workbook()), XLSX)
    assert lines(page) == []


@pytest.mark.parametrize("kind", [ODT, PDF])
def test_other_kinds_are_not_read(reads: Reads, kind: Kind) -> None:
    assert not has_words(kind.media_type)
    with pytest.raises(Unreadable):
        reads(good.odt(), kind)


CODES = ("damaged", "encrypted", "macros", "dde", "fetches", "unpacks-too-large", "odd-parts", "files-inside")
OF_OFFICE = [bad for bad in BAD_FILES if bad.name.endswith((".docx", ".xlsx")) and bad.code in CODES]


def test_what_is_hostile_is_not_read(reads: Reads) -> None:
    """Whatever let it in: it is looked at again before it is read."""
    assert len(OF_OFFICE) > 20
    for bad in OF_OFFICE:
        with pytest.raises(Unreadable):
            reads(bad.build(), DOCX if bad.name.endswith(".docx") else XLSX)


def test_what_is_nested_too_deep_is_not_read(reads: Reads) -> None:
    entries = good.unzipped(good.docx())
    part, deep = "word/document.xml", 3_000
    around = b"<w:sdt><w:sdtContent>" * deep + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * deep
    entries[part] = entries[part].replace(b"<w:body>", b"<w:body>" + around)
    with pytest.raises(Unreadable):
        reads(good.zipped(entries), DOCX)
