"""The council's own workbook: brought once, its cells said once, and filled for a period.

A manager comes with the workbook that the council sends round, says which figure stands in which cell, and
from then on takes it away filled after each sending.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.year.rows import Measure
from evidence.layout import EmptyCell, FilledCell, fill_layout, read_layout
from evidence.refusal import Refused
from evidence.store import Store
from evidence.wanted import WORKBOOK, advice
from portal.access import Audience, NotHere
from portal.acting.refused import CannotDo
from portal.council.actions.keep_layout import keep_layout, map_cells
from portal.council.actions.note_download import note_download
from portal.council.forms import field_of, read_cells
from portal.council.pages.frame import OF_SENDING, AtPeriod
from portal.council.queries.layout import Filling, Layout, filling_of, find_layout, list_measures, sides_of
from portal.files.actions.keep_file import KeptFile
from portal.files.actions.require_room import Limits
from portal.files.bringing import keep_one
from portal.standing.actions.lock_engagements import lock_contract
from portal.web.addresses import COUNCIL_LAYOUT, FILL_LAYOUT, FILLED_LAYOUT, LAYOUT_CELLS, ROLL_UP, ROLL_UPS
from portal.web.at import AtContract, at_contract, of_contract
from portal.web.between import Questions, opened, settle
from portal.web.crumbs import contract_crumbs
from portal.web.downloads import download
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.opening import record_look
from portal.web.typed import Typed
from portal.web.uploads import Upload, takes_files
from portal.words.wording import size

NO_FILE = "Choose the council’s workbook."
NOT_YET = "The workbook is still being looked at by the virus scanner. Come back in a minute."
OF_MANAGER = of_contract(Audience.MANAGER)


@get(COUNCIL_LAYOUT, **OF_MANAGER)
def show_layout(at: NamedDependency[AtContract]) -> Response:
    return layout_page(at)


def layout_page(at: AtContract, problems: Problems | None = None) -> Response:
    return at.page(
        "council/layout.html",
        problems,
        **framed(at),
        layout=find_layout(at.session, at.place.contract_id),
        limit=size(at.settings.upload_limit),
        cells_href=LAYOUT_CELLS(at.place.contract_id),
    )


def framed(at: AtContract) -> dict[str, object]:
    listed = {"text": "Sent to the council", "href": ROLL_UPS(at.place.contract_id)}
    return {"tab": "returns", "breadcrumbs": contract_crumbs(at.place, listed)}


@post(COUNCIL_LAYOUT, **takes_files(at_contract, Audience.MANAGER, wanted=WORKBOOK))
def bring_layout(upload: NamedDependency[Upload[AtContract]]) -> Response:
    return upload.try_to(lambda: keep(upload), layout_page)


def keep(upload: Upload[AtContract]) -> Response:
    """Raises CannotDo."""
    if not upload.received.accepted:
        raise CannotDo({"files": upload.refusal or NO_FILE})
    file = upload.received.accepted[0]
    try:
        read_layout(file.path, file.media_type)
    except Refused as refused:
        raise CannotDo({"files": advice(refused, WORKBOOK)}) from None

    def act(at: AtContract, kept: KeptFile, limits: Limits) -> tuple[bool, Response]:
        keep_layout(at.session, at.viewer, at.place, kept, limits)
        return True, at.go(LAYOUT_CELLS(at.place.contract_id))

    return keep_one(upload, act, "files")


@dataclass(frozen=True, slots=True)
class Question:
    field: str
    side: str


@dataclass(frozen=True, slots=True)
class Asked:
    title: str
    questions: tuple[Question, ...]


@get(LAYOUT_CELLS, **OF_MANAGER)
def ask_cells(at: NamedDependency[AtContract]) -> Response:
    layout, measures = get_layout(at), list_measures(at.session, at.place.contract_id)
    return cells_page(at, layout, opened(cell_questions(measures), kept_cells(layout, measures)))


def cell_questions(measures: Sequence[Measure]) -> Questions:
    return Questions(
        {
            field_of(place, side): f"{measure.title}: {side}"
            for place, measure in enumerate(measures, 1)
            for side in sides_of(measure)
        }
    )


def kept_cells(layout: Layout, measures: Sequence[Measure]) -> Typed:
    said = {(each.measure, each.side): each.place for each in layout.cells}
    return Typed(
        {
            field_of(place, side): [said.get((measure.key, side), "")]
            for place, measure in enumerate(measures, 1)
            for side in sides_of(measure)
        }
    )


def get_layout(at: AtContract) -> Layout:
    layout = find_layout(at.session, at.place.contract_id)
    if layout is None:
        raise NotHere
    return layout


def store_of(at: AtContract) -> Store:
    store: Store = at.request.app.state.store
    return store


def empty_of(at: AtContract, layout: Layout) -> tuple[EmptyCell, ...]:
    """Nothing where it cannot be opened."""
    if not layout.can_open:
        return ()
    with store_of(at).fetch(layout.key) as path:
        return read_layout(path, layout.media_type)


def cells_page(at: AtContract, layout: Layout, typed: Typed, problems: Problems | None = None) -> Response:
    empty = empty_of(at, layout)
    there = {(each.sheet, each.cell) for each in empty}
    asked = [
        Asked(each.title, tuple(Question(field_of(place, side), side) for side in sides_of(each)))
        for place, each in enumerate(list_measures(at.session, at.place.contract_id), 1)
    ]
    return at.page(
        "council/cells.html",
        problems,
        **framed(at),
        typed=typed,
        layout=layout,
        empty=empty,
        gone=[each.place for each in layout.cells if (each.sheet, each.cell) not in there] if empty else [],
        asked=asked,
        not_yet="" if layout.can_open else NOT_YET,
        back=COUNCIL_LAYOUT(at.place.contract_id),
    )


@post(LAYOUT_CELLS, once=True, **OF_MANAGER)
def take_cells(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    layout = get_layout(at)

    def act() -> Response:
        if not layout.can_open:
            raise CannotDo({"": NOT_YET})
        measures = list_measures(at.session, at.place.contract_id)
        lock_contract(at.session, at.place.contract_id)
        settle(cell_questions(measures), typed, kept_cells(get_layout(at), measures))
        map_cells(at.session, at.viewer, at.place, read_cells(typed, measures, empty_of(at, layout)))
        return at.go(COUNCIL_LAYOUT(at.place.contract_id))

    return at.try_to(act, lambda problems: cells_page(at, layout, typed, problems))


@get(FILL_LAYOUT, **OF_SENDING)
def show_filling(at: NamedDependency[AtPeriod]) -> Response:
    """What is filled, and what stays empty, before it is taken away."""
    layout = find_layout(at.session, at.place.contract_id)
    filling, kept = filling_at(at, layout), at.chosen
    gone: tuple[FilledCell, ...] = ()
    if layout and layout.can_open:
        there = {(each.sheet, each.cell) for each in empty_of(at, layout)}
        gone = tuple(each for each in filling.cells if (each.sheet, each.cell) not in there)
    return at.page(
        "council/fill.html",
        layout=layout,
        filling=filling,
        gone=gone,
        kept=kept,
        not_yet="" if layout is None or layout.can_open else NOT_YET,
        file_href=FILLED_LAYOUT(*at.gaps, number=str(kept.number)),
        layout_href=COUNCIL_LAYOUT(at.place.contract_id),
        back=ROLL_UP(*at.gaps, number=str(kept.number)),
    )


def filling_at(at: AtPeriod, layout: Layout | None) -> Filling:
    titles = {each.key: each.title for each in list_measures(at.session, at.place.contract_id)}
    return filling_of(layout.cells if layout else (), at.chosen.snapshot, titles)


@get(FILLED_LAYOUT, **OF_SENDING)
def give_filled(at: NamedDependency[AtPeriod]) -> Response:
    layout = find_layout(at.session, at.place.contract_id)
    if layout is None or not layout.can_open or not layout.cells:
        raise NotHere
    cells: tuple[FilledCell, ...] = filling_at(at, layout).cells
    kept = at.chosen
    with store_of(at).fetch(layout.key) as path:
        content = fill_layout(path, cells).content
    said = {"roll_up": str(kept.roll_up_id), "period": kept.period, "number": kept.number}
    record_look(at, lambda session: note_download(session, at.viewer, at.place, "council-filled", said))
    return download(content, "xlsx", f"council-{kept.period}-{kept.number}")


ROUTES: list[HTTPRouteHandler] = [
    show_layout,
    bring_layout,
    ask_cells,
    take_cells,
    show_filling,
    give_filled,
]
