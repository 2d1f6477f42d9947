"""A council's own workbook, made up."""

import hashlib
import io
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from evidence.kinds import XLSX
from evidence.store import new_key
from portal.council.actions.keep_layout import keep_layout, map_cells
from portal.council.queries.layout import Mapped
from portal.files.actions.keep_file import KeptFile
from tests.builders.world import World


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


def stored(world: World, content: bytes, name: str, media_type: str) -> KeptFile:
    key = new_key(world.today)
    with tempfile.NamedTemporaryFile(delete=False) as staged:
        staged.write(content)
    assert world.store
    world.store.keep(Path(staged.name), key)
    return KeptFile(key, name, media_type, len(content), hashlib.sha256(content).hexdigest())


def lay_out(world: World) -> None:
    """The council's workbook, with a cell to fill."""
    kept = stored(world, council_layout(), "return.xlsx", XLSX.media_type)
    cells = [Mapped("Return", "B4", "first-contact", "numerator")]
    with world.database.writing() as session:
        keep_layout(session, world.manager, world.contract_place(session), kept)
    with world.database.writing() as session:
        map_cells(session, world.manager, world.contract_place(session), cells)
