"""Make a contract from a checklist: a built-in one, or one of the lead's own."""

from dataclasses import replace

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.library import library
from checklists.requirement import Checklist
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.authoring.presenters.draft import sizes
from portal.authoring.queries.own import OwnLine, list_own_checklists
from portal.contracts.actions.create_contract import create_contract
from portal.contracts.forms import read_contract
from portal.web.choices import leads_of, radios
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed

MANAGING = [Admits(Audience.MANAGING)]
ANOTHERS = "That checklist belongs to another organisation than the one that leads the contract."


@get("/contracts/new", guards=MANAGING, sync_to_thread=True)
def ask_for_contract(
    request: Request, session: NamedDependency[Session], viewer: NamedDependency[Viewer]
) -> Response:
    own = list_own_checklists(session, viewer.with_role("manager"))
    chosen = find_own(own, request.query_params.get("checklist", ""))
    typed = Typed({"lead": [str(chosen.organisation_id) if chosen else next(iter(leads_of(viewer)))]})
    if chosen or len(library()) + len(own) == 1:
        typed["checklist"] = [str(chosen.checklist_id) if chosen else next(iter(library()))]
    return contract_page(request, viewer, own, typed, {})


@post("/contracts/new", guards=MANAGING, sync_to_thread=True)
def make_contract(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    typed: NamedDependency[Typed],
) -> Response:
    own = list_own_checklists(session, viewer.with_role("manager"))
    read, problems = read_contract(typed, viewer.with_role("manager"), checklists_of(own))
    if read is None:
        return contract_page(request, viewer, own, typed, problems)
    lead_id, new = read
    if chosen := find_own(own, new.checklist):
        if chosen.organisation_id != lead_id:
            return contract_page(request, viewer, own, typed, {"checklist": ANOTHERS})
        new = replace(new, checklist=chosen.key)
    try:
        contract_id = create_contract(session, viewer, lead_id, new)
    except CannotDo as refused:
        return contract_page(request, viewer, own, typed, refused.problems)
    return Redirect(f"/contracts/{contract_id}/set-up?done=contract", status_code=303)


def find_own(own: list[OwnLine], text: str) -> OwnLine | None:
    return next((each for each in own if str(each.checklist_id) == text), None)


def checklists_of(own: list[OwnLine]) -> dict[str, Checklist]:
    """By what stands for them in the form: an id for the leads' own, a key for the built-in ones."""
    return {str(each.checklist_id): each.checklist for each in own} | library()


def contract_page(
    request: Request,
    viewer: Viewer,
    own: list[OwnLine],
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    found, ours = checklists_of(own), {str(each.checklist_id): each.organisation for each in own}
    hints = {key: sizes(each) for key, each in found.items()}
    if ours:
        hints |= {key: f"{lead}’s own, {hints[key]}" for key, lead in ours.items()}
    context = {
        "typed": typed,
        "problems": problems,
        "leads": radios(leads_of(viewer), typed.first("lead")),
        "lead": typed.first("lead"),
        "checklists": radios(
            {key: each.title for key, each in found.items()}, typed.first("checklist"), hints
        ),
        "breadcrumbs": [{"text": "Home", "href": "/"}],
    }
    return page(request, "contracts/contract.html", context, 422 if problems else 200)


ROUTES: list[HTTPRouteHandler] = [ask_for_contract, make_contract]
