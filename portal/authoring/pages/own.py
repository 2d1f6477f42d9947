"""The checklists of a lead's own, beside those that the portal brings.

A manager comes to bring the checklist of a contract that the portal does not know, or to look one up.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.drafting import DraftRow
from checklists.library import library
from checklists.requirement import Checklist
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.authoring.actions.drafts import start_own
from portal.authoring.actions.keep_checklist import remove_checklist
from portal.authoring.pages.frame import MANAGING, base_of, library_crumbs
from portal.authoring.presenters.draft import sizes
from portal.authoring.presenters.own import draft_lines, own_lines
from portal.authoring.presenters.shown import asked_groups
from portal.authoring.queries.drafts import list_open_drafts
from portal.authoring.queries.own import OwnLine, get_own_checklist, list_own_checklists
from portal.web.choices import leads_of, radios
from portal.web.fields import Reading
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed

DONE = {
    "kept": "The checklist is kept. You can make a contract from it now.",
    "discarded": "The draft is thrown away.",
    "removed": "The checklist is removed. Contracts that were made from it stay as they are.",
}
BLANK = "blank"


@get("/checklists", guards=MANAGING, sync_to_thread=True)
def show_checklists(
    request: Request, session: NamedDependency[Session], viewer: NamedDependency[Viewer]
) -> Response:
    own = list_own_checklists(session, viewer.with_role("manager"))
    several = len(leads_of(viewer)) > 1
    context = {
        "done": DONE.get(request.query_params.get("done", ""), ""),
        "own": own_lines(own, several=several),
        "drafts": draft_lines(list_open_drafts(session, viewer), several=several),
        "built_in": [(each.title, sizes(each)) for each in library().values()],
        "breadcrumbs": [{"text": "Home", "href": "/"}],
    }
    return page(request, "authoring/own.html", context)


@get("/checklists/new", guards=MANAGING, sync_to_thread=True)
def ask_for_checklist(
    request: Request, session: NamedDependency[Session], viewer: NamedDependency[Viewer]
) -> Response:
    typed = Typed({"lead": [next(iter(leads_of(viewer)))]})
    return new_page(request, viewer, list_own_checklists(session, viewer.with_role("manager")), typed, {})


@post("/checklists/new", guards=MANAGING, sync_to_thread=True)
def begin_checklist(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    typed: NamedDependency[Typed],
) -> Response:
    own = list_own_checklists(session, viewer.with_role("manager"))
    reading = Reading(typed)
    lead = reading.choice("lead", leads_of(viewer), "Choose the organisation that it is for.")
    title = reading.words("title", "Enter what the checklist is called.")
    start = reading.choice("start", starts(own), "Choose what to start from.")
    if not reading.problems:
        try:
            draft_id = start_own(session, viewer, UUID(lead), title, copied(start, own))
            return Redirect(base_of(draft_id), status_code=303)
        except CannotDo as refused:
            reading.problems |= refused.problems
    return new_page(request, viewer, own, typed, reading.problems)


def starts(own: list[OwnLine]) -> dict[str, str]:
    """What a checklist can be started from."""
    ours = {str(each.checklist_id): each.title for each in own}
    return {
        BLANK: "Nothing: an empty checklist",
        **ours,
        **{key: each.title for key, each in library().items()},
    }


def copied(start: str, own: list[OwnLine]) -> Checklist | list[DraftRow]:
    if start == BLANK:
        return []
    ours = {str(each.checklist_id): each.checklist for each in own}
    return ours.get(start) or library()[start]


def new_page(
    request: Request,
    viewer: Viewer,
    own: list[OwnLine],
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    counts = {key: sizes(each) for key, each in library().items()}
    counts |= {str(each.checklist_id): f"Your own, {sizes(each.checklist)}" for each in own}
    context = {
        "typed": typed,
        "problems": problems,
        "leads": radios(leads_of(viewer), typed.first("lead")),
        "lead": typed.first("lead"),
        "starts": radios(starts(own), typed.first("start"), counts),
        "breadcrumbs": library_crumbs(),
    }
    return page(request, "authoring/new.html", context, 422 if problems else 200)


@get("/checklists/{checklist_id:uuid}", guards=MANAGING, sync_to_thread=True)
def show_own_checklist(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    checklist_id: FromPath[UUID],
) -> Response:
    line = get_own_checklist(session, viewer, checklist_id)
    context = {
        "line": line,
        "about": sizes(line.checklist),
        "groups": asked_groups(line.checklist),
        "breadcrumbs": library_crumbs(),
    }
    return page(request, "authoring/own_one.html", context)


@post("/checklists/{checklist_id:uuid}/remove", guards=MANAGING, sync_to_thread=True)
def remove_own_checklist(
    session: NamedDependency[Session], viewer: NamedDependency[Viewer], checklist_id: FromPath[UUID]
) -> Response:
    line = get_own_checklist(session, viewer, checklist_id)
    remove_checklist(session, viewer, line.organisation_id, checklist_id)
    return Redirect("/checklists?done=removed", status_code=303)


ROUTES: list[HTTPRouteHandler] = [
    show_checklists,
    ask_for_checklist,
    begin_checklist,
    show_own_checklist,
    remove_own_checklist,
]
