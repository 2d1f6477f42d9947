"""Make a contract from a checklist of the library."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.library import library
from portal.access import Audience, Viewer
from portal.actions.create_contract import create_contract
from portal.actions.refused import CannotDo
from portal.forms.setup import read_contract
from portal.forms.typed import Typed
from portal.pages.guards import Admits
from portal.pages.rendering import page
from portal.presenters.setup import radios
from portal.presenters.wording import counted

MANAGING = [Admits(Audience.MANAGING)]


@get("/contracts/new", guards=MANAGING, sync_to_thread=True)
def ask_for_contract(request: Request[Any, Any, Any], viewer: NamedDependency[Viewer]) -> Response[str]:
    leads, only = leads_of(viewer), len(library()) == 1
    typed = Typed({"lead": [next(iter(leads))]})
    if only:
        typed["checklist"] = [next(iter(library()))]
    return contract_page(request, viewer, typed, {})


@post("/contracts/new", guards=MANAGING, sync_to_thread=True)
def make_contract(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    typed: NamedDependency[Typed],
) -> Response[Any]:
    read, problems = read_contract(typed, viewer.with_role("manager"), library())
    if read is None:
        return contract_page(request, viewer, typed, problems)
    try:
        contract_id = create_contract(session, viewer, *read)
    except CannotDo as refused:
        return contract_page(request, viewer, typed, refused.problems)
    return Redirect(f"/contracts/{contract_id}/set-up?done=contract", status_code=303)


def contract_page(
    request: Request[Any, Any, Any], viewer: Viewer, typed: Typed, problems: dict[str, str]
) -> Response[str]:
    checklists = {key: each.title for key, each in library().items()}
    sizes = {key: counted(len(each.requirements), "requirement") for key, each in library().items()}
    context = {
        "typed": typed,
        "problems": problems,
        "leads": radios(leads_of(viewer), typed.first("lead")),
        "lead": typed.first("lead"),
        "checklists": radios(checklists, typed.first("checklist"), sizes),
        "breadcrumbs": [{"text": "Home", "href": "/"}],
    }
    return page(request, "setup/contract.html", context, 422 if problems else 200)


def leads_of(viewer: Viewer) -> dict[str, str]:
    """The organisations that the viewer manages, by id."""
    return {
        str(each.organisation_id): each.organisation for each in viewer.belongings if each.role == "manager"
    }


ROUTES: list[HTTPRouteHandler] = [ask_for_contract, make_contract]
