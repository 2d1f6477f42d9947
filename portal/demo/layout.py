"""The council's own workbook of the demonstration, with some of its cells mapped."""

import hashlib

from sqlalchemy.orm import Session

from checklists.year.rows import Measure
from evidence.kinds import XLSX
from evidence.sheet_values import Value
from evidence.spreadsheet_writing import Written, write_workbook
from evidence.store import new_key
from portal import clock
from portal.access import Audience, Belonging, Viewer
from portal.council.actions.keep_layout import keep_layout, map_cells
from portal.council.queries.layout import Mapped, list_measures
from portal.demo.setting import Setting
from portal.demo.shelf import Shelf
from portal.files.actions.keep_file import KeptFile
from portal.places.contracts import get_contract_place

SHEET, FIRST_ROW, MAPPED = "Quarterly return", 2, 3


def add_layout(session: Session, setting: Setting, shelf: Shelf) -> None:
    """Each act commits."""
    manager = setting.manager
    belongs = Belonging(manager.organisation_id, setting.lead, "manager")
    viewer = Viewer(manager.person_id, manager.name, "", (belongs,))
    place = get_contract_place(session, viewer, setting.contract_id, (Audience.MANAGER,))
    measures = [each for each in list_measures(session, place.contract_id) if each.denominator]
    content, key = layout_of(measures), new_key(clock.today())
    shelf.put(content, key)
    digest = hashlib.sha256(content).hexdigest()
    kept = KeptFile(key, "Wealdshire quarterly return.xlsx", XLSX.media_type, len(content), digest)
    keep_layout(session, viewer, place, kept)
    map_cells(session, viewer, place, cells_of(measures[:MAPPED]))


def layout_of(measures: list[Measure]) -> bytes:
    """A row a measure, with room for how many and of how many."""
    rows: list[list[Value]] = [[each.title, None, None] for each in measures]
    return write_workbook([Written(SHEET, ["What is asked", "How many", "Of how many"], rows)])


def cells_of(measures: list[Measure]) -> list[Mapped]:
    return [
        Mapped(SHEET, f"{column}{row}", each.key, side)
        for row, each in enumerate(measures, FIRST_ROW)
        for column, side in (("B", "numerator"), ("C", "denominator"))
    ]
