"""The editor of a checklist: its requirements in groups, each with what it still lacks.

A manager comes because the contract has changed, or to bring a checklist of the lead's own.
"""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.authoring.actions.drafts import change_about, discard_draft, move_row, remove_row
from portal.authoring.pages.frame import DRAFT, MANAGING, OF_DRAFT, base_of, draft_page
from portal.authoring.presenters.draft import groups, left_out, removed
from portal.authoring.queries.drafts import DraftPlace, get_draft_place
from portal.web.dates import day_as_typed
from portal.web.fields import Reading
from portal.web.typed import Typed

MOVES = {"up": -1, "down": 1}


@get(DRAFT, **OF_DRAFT)
def show_draft(
    request: Request[Any, Any, Any],
    draft_place: NamedDependency[DraftPlace],
) -> Response[Any]:
    base = base_of(draft_place.draft_id)
    shown = groups(draft_place, base)
    rows = [row for group in shown for row in group.rows]
    context = {
        "groups": shown,
        "removed": removed(draft_place, base),
        "left_out": left_out(draft_place),
        "number": len(rows),
        "lacking": sum(bool(row.lacks) for row in rows),
        "uncertain": sum(bool(row.checks) for row in rows),
    }
    return draft_page(request, "authoring/draft.html", draft_place, {}, context)


@post(DRAFT, **OF_DRAFT)
def change_order(
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    typed: NamedDependency[Typed],
    draft_place: NamedDependency[DraftPlace],
) -> Response[Any]:
    """Move a requirement, take it out, or put it back: `act` says which, `row` which one."""
    act, row = typed.first("act"), typed.first("row")
    if act in MOVES:
        move_row(session, viewer, draft_place.draft_id, row, MOVES[act])
    elif act in {"remove", "put-back"}:
        remove_row(session, viewer, draft_place.draft_id, row, removed=act == "remove")
    anchor = f"#row-{row}" if row.isalnum() else ""
    return Redirect(f"{base_of(draft_place.draft_id)}{anchor}", status_code=303)


@get(f"{DRAFT}/about", **OF_DRAFT)
def ask_about(
    request: Request[Any, Any, Any],
    draft_place: NamedDependency[DraftPlace],
) -> Response[Any]:
    typed = Typed({"title": [draft_place.title]} | day_as_typed("in_force_from", draft_place.in_force_from))
    return about_page(request, draft_place, typed, {})


@post(f"{DRAFT}/about", **OF_DRAFT)
def keep_about(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    typed: NamedDependency[Typed],
    draft_place: NamedDependency[DraftPlace],
) -> Response[Any]:
    reading = Reading(typed)
    title = reading.words("title", "Enter what the checklist is called.")
    day = reading.day("in_force_from", "The day") if draft_place.contract else None
    if not reading.problems:
        try:
            change_about(session, viewer, draft_place, title, day)
        except CannotDo as refused:
            reading.problems |= refused.problems
    if reading.problems:
        return about_page(request, draft_place, typed, reading.problems)
    then = "/changes" if typed.first("then") == "changes" else ""
    return Redirect(f"{base_of(draft_place.draft_id)}{then}", status_code=303)


def about_page(
    request: Request[Any, Any, Any], place: DraftPlace, typed: Typed, problems: dict[str, str]
) -> Response[str]:
    then = typed.first("then") or request.query_params.get("then", "")
    context = {"typed": typed, "then": then if then == "changes" else ""}
    return draft_page(request, "authoring/about.html", place, problems, context)


@get(f"{DRAFT}/discard", **OF_DRAFT)
def ask_to_discard(
    request: Request[Any, Any, Any],
    draft_place: NamedDependency[DraftPlace],
) -> Response[Any]:
    return draft_page(request, "authoring/discard.html", draft_place, {}, {})


@post(f"{DRAFT}/discard", guards=MANAGING, sync_to_thread=True)
def discard(
    session: NamedDependency[Session], viewer: NamedDependency[Viewer], draft_id: FromPath[UUID]
) -> Response[Any]:
    place = get_draft_place(session, viewer, draft_id)
    discard_draft(session, viewer, draft_id)
    if place.contract:
        return Redirect(f"/contracts/{place.contract.contract_id}/checklist?done=discarded", status_code=303)
    return Redirect("/checklists?done=discarded", status_code=303)


ROUTES: list[HTTPRouteHandler] = [
    show_draft,
    change_order,
    ask_about,
    keep_about,
    ask_to_discard,
    discard,
]
