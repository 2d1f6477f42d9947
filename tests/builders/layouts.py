"""A council's own workbook, made up."""

import io

import openpyxl
from openpyxl.styles import Font


def council_layout() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Return"
    sheet["A1"], sheet["A1"].font = "Wealdshire: quarterly return", Font(bold=True)
    for column, heading in zip("ABCDE", ("Measure", "Number", "Out of", "Per cent", "Together"), strict=True):
        sheet[f"{column}3"] = heading
    sheet["A4"], sheet["E4"], sheet["D4"].number_format = "First contact", "=B4+C4", "0.0%"
    sheet["A5"] = "Wellbeing"
    for cell in ("B4", "C4", "B5", "C5", "D5"):
        sheet[cell].number_format = "0"
    sheet.column_dimensions["A"].width = 40
    notes = book.create_sheet("Notes")
    notes["A1"], notes["B1"].number_format = "What you want to say", "@"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
