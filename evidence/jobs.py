"""What the confined process can be asked to do. Imported there and nowhere else: it brings the parsers."""

import json
from collections.abc import Callable
from typing import BinaryIO

from evidence import (
    inspect_image,
    inspect_pdf,
    inspect_text,
    inspect_zip,
    layout_cells,
    render,
    sheet_reading,
    sheet_rows,
    template_checking,
    template_filling,
    word_reading,
    word_tables,
)
from evidence.scanner_sign import refuse_in_file
from evidence.unfit import Unfit
from evidence.workbook_writing import write_packed

_INSPECTIONS: dict[str, Callable[[BinaryIO], str]] = {
    "pdf": inspect_pdf.inspect,
    "png": inspect_image.inspect_png,
    "jpeg": inspect_image.inspect_jpeg,
    "heic": inspect_image.inspect_heic,
    "tiff": inspect_image.inspect_tiff,
    "zip": inspect_zip.inspect,
    "text": inspect_text.inspect,
    "mail": inspect_text.inspect,
}


def inspect(file: BinaryIO, content: str) -> bytes:
    """The kind of a file that is in order, or the code of its refusal: {"kind": …} or {"code", "part"}."""
    try:
        refuse_in_file(file)
        return json.dumps({"kind": _INSPECTIONS[content](file)}).encode()
    except Unfit as unfit:
        return json.dumps({"code": unfit.code, "part": unfit.part}).encode()


def has_text(file: BinaryIO) -> bytes:
    """Whether a PDF has words, for JSON."""
    return json.dumps(inspect_pdf.has_text(file)).encode()


def count_pages(file: BinaryIO, kind: str) -> bytes:
    """The number of pages that `render.picture` can show."""
    counting = {"pdf": inspect_pdf.count_pages, "tiff": inspect_image.count_pages}
    return str(counting[kind](file) if kind in counting else 1).encode()


def picture(file: BinaryIO, kind: str, page: int, width: int) -> bytes:
    """One page as PNG. Raises where there is no such page."""
    if not 1 <= page <= int(count_pages(file, kind)):
        raise IndexError(f"there is no page {page}")
    file.seek(0)
    return render.pdf_page(file, page, width) if kind == "pdf" else render.image(file, kind, page, width)


def read_sheets(file: BinaryIO, kind: str) -> bytes:
    """The sheets as [{"name": …, "rows": […]}], or the code of a refusal: {"code": …}."""
    try:
        return json.dumps(sheet_rows.read(file, kind)).encode()
    except Unfit as unfit:
        return json.dumps({"code": unfit.code}).encode()


def read_layout(file: BinaryIO) -> bytes:
    """The cells of a workbook that may be filled, by sheet, or the code of a refusal: {"code": …}."""
    try:
        return json.dumps(layout_cells.read(file)).encode()
    except Unfit as unfit:
        return json.dumps({"code": unfit.code}).encode()


def fill_layout(file: BinaryIO, cells: str) -> bytes:
    """The filled workbook as {"content": …, "gone": …}, or the code of a refusal: {"code": …}."""
    try:
        return json.dumps(layout_cells.fill(file, json.loads(cells))).encode()
    except Unfit as unfit:
        return json.dumps({"code": unfit.code}).encode()


def read_tables(file: BinaryIO) -> bytes:
    """The tables of a Word document (`evidence.word_tables`), or the code of a refusal: {"code": …}."""
    try:
        return json.dumps(word_tables.read(file)).encode()
    except Unfit as unfit:
        return json.dumps({"code": unfit.code}).encode()


def read_words(file: BinaryIO, kind: str) -> bytes:
    """What somebody reads in a document (`evidence.readable`). Raises Unfit."""
    pages = word_reading.read(file) if kind == "docx" else sheet_reading.read(file, kind)
    return json.dumps(pages).encode()


JOBS: dict[str, Callable[..., bytes]] = {
    "inspect": inspect,
    "has_text": has_text,
    "count_pages": count_pages,
    "picture": picture,
    "read_sheets": read_sheets,
    "read_layout": read_layout,
    "fill_layout": fill_layout,
    "read_tables": read_tables,
    "read_words": read_words,
    "write_workbook": write_packed,
    "check_template": template_checking.check,
    "fill_template": template_filling.fill_all,
}
