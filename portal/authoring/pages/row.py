"""One requirement of a checklist that is being written: its questions, its kind, and a new one."""

from uuid import uuid4

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.drafting import DraftRow
from checklists.vocabulary import Kind
from portal.access import Viewer
from portal.authoring.actions.drafts import add_row, write_row
from portal.authoring.forms.requirement import OF_KIND, cover_numbers, first_row, read_row
from portal.authoring.forms.requirement_typed import as_typed
from portal.authoring.pages.frame import DRAFT, OF_DRAFT, base_of, draft_page
from portal.authoring.presenters import draft as presenter
from portal.authoring.presenters.requirement import page_readings
from portal.authoring.queries.drafts import DraftPlace
from portal.web.http import Request, Response
from portal.web.typed import Typed
from portal.words.labels import KIND

NEW = f"{DRAFT}/requirements/new"
ROW = f"{DRAFT}/requirements/{{row:str}}"


@get(NEW, **OF_DRAFT)
def ask_for_row(
    request: Request,
    draft_place: NamedDependency[DraftPlace],
) -> Response:
    typed = Typed({"token": [uuid4().hex], "group": [request.query_params.get("group", "")]})
    return new_page(request, draft_place, typed, {})


@post(NEW, **OF_DRAFT)
def make_row(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    typed: NamedDependency[Typed],
    draft_place: NamedDependency[DraftPlace],
) -> Response:
    data, problems = first_row(typed)
    if problems:
        return new_page(request, draft_place, typed, problems)
    name = typed.first("token")
    if name not in [row.row for row in draft_place.rows]:
        name = add_row(session, viewer, draft_place.draft_id, data, name)
    return Redirect(f"{base_of(draft_place.draft_id)}/requirements/{name}", status_code=303)


def new_page(request: Request, place: DraftPlace, typed: Typed, problems: dict[str, str]) -> Response:
    context = {
        "typed": typed,
        "kinds": presenter.kinds(typed.first("kind")),
        "known_groups": presenter.titles(place.rows),
    }
    return draft_page(request, "authoring/new_row.html", place, problems, context)


@get(ROW, **OF_DRAFT)
def ask_row(
    request: Request,
    draft_place: NamedDependency[DraftPlace],
    row: FromPath[str],
) -> Response:
    found = draft_place.row(row)
    return row_page(request, draft_place, found, as_typed(found.data), {})


@post(ROW, **OF_DRAFT)
def keep_row(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    typed: NamedDependency[Typed],
    draft_place: NamedDependency[DraftPlace],
    row: FromPath[str],
) -> Response:
    found = draft_place.row(row)
    read = read_row(typed, found.data)
    if read.problems:
        return row_page(request, draft_place, found, typed, read.problems)
    write_row(
        session,
        viewer,
        draft_place.draft_id,
        DraftRow(found.row, found.of, read.data, found.removed),
        checked=True,
    )
    base = base_of(draft_place.draft_id)
    if typed.first("then") == "again":
        return Redirect(f"{base}/requirements/{row}#covers", status_code=303)
    return Redirect(f"{base}#row-{row}", status_code=303)


def row_page(
    request: Request, place: DraftPlace, row: DraftRow, typed: Typed, problems: dict[str, str]
) -> Response:
    covers = cover_numbers(typed)
    context = {
        "row": row,
        "typed": typed,
        "asked": OF_KIND[row.kind],
        "kind": KIND[row.kind],
        "covers": [*covers, max(covers, default=0) + 1],
        "forces": presenter.forces(typed.first("force")),
        "conditions": presenter.conditions(typed.first("condition")),
        "levels": presenter.levels(typed.first("level")),
        "known_groups": presenter.titles(place.rows),
        "readings": page_readings(place, row),
    }
    return draft_page(request, "authoring/row.html", place, problems, context)


@get(f"{ROW}/kind", **OF_DRAFT)
def ask_kind(
    request: Request,
    draft_place: NamedDependency[DraftPlace],
    row: FromPath[str],
) -> Response:
    found = draft_place.row(row)
    return kind_page(request, draft_place, found, found.kind.value, {})


@post(f"{ROW}/kind", **OF_DRAFT)
def keep_kind(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    typed: NamedDependency[Typed],
    draft_place: NamedDependency[DraftPlace],
    row: FromPath[str],
) -> Response:
    found, chosen = draft_place.row(row), typed.first("kind")
    if chosen not in set(Kind):
        return kind_page(request, draft_place, found, chosen, {"kind": "Choose how it is shown."})
    if chosen != found.kind:
        write_row(session, viewer, draft_place.draft_id, found.as_kind(Kind(chosen)))
    return Redirect(f"{base_of(draft_place.draft_id)}/requirements/{row}", status_code=303)


def kind_page(
    request: Request, place: DraftPlace, row: DraftRow, chosen: str, problems: dict[str, str]
) -> Response:
    context = {"row": row, "kinds": presenter.kinds(chosen)}
    return draft_page(request, "authoring/kind.html", place, problems, context)


ROUTES: list[HTTPRouteHandler] = [ask_for_row, make_row, ask_row, keep_row, ask_kind, keep_kind]
