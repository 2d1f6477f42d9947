"""The checklist of a contract: what is asked, since when, and the way to its next version.

Somebody at the lead comes to look up what the contract asks for, or because the contract has changed.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.authoring.actions.drafts import start_version
from portal.authoring.pages.frame import base_of
from portal.authoring.presenters.shown import asked_groups, version_lines
from portal.authoring.queries.drafts import find_open_draft
from portal.places.contracts import ContractPlace
from portal.standing.queries.in_force import list_versions
from portal.web.crumbs import contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page

PATH = "/contracts/{contract_id:uuid}/checklist"
DONE = {
    "published": "The new version is published. Each partner is asked for what it says from its day on.",
    "discarded": "The draft is thrown away. The checklist is as it was.",
}


@get(PATH, guards=[Admits(Audience.REVIEWER)], sync_to_thread=True)
def show_checklist(
    request: Request,
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    place = contract_place
    versions = list_versions(session, [place.contract_id])[place.contract_id]
    lines = version_lines(versions, as_at.on, f"/contracts/{place.contract_id}/checklist")
    shown = next(version for version, line in zip(reversed(versions), lines, strict=True) if line.is_shown)
    manages = Audience.MANAGER in place.audiences
    draft_id = find_open_draft(session, place) if manages else None
    return page(
        request,
        "authoring/show.html",
        {
            "place": place,
            "tab": "set-up" if manages else "",
            "breadcrumbs": contract_crumbs(place),
            "done": DONE.get(request.query_params.get("done", ""), ""),
            "checklist": shown,
            "groups": asked_groups(shown),
            "versions": lines,
            "manages": manages,
            "draft_href": base_of(draft_id) if draft_id else "",
        },
    )


@post(f"{PATH}/change", guards=[Admits(Audience.MANAGER)], sync_to_thread=True)
def change_checklist(
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
) -> Response:
    return Redirect(base_of(start_version(session, viewer, contract_place)), status_code=303)


ROUTES: list[HTTPRouteHandler] = [show_checklist, change_checklist]
