"""What the pages of a draft share: where they stand, and who finds it."""

from typing import Any
from uuid import UUID

from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal.access import Audience, Viewer
from portal.authoring.queries.drafts import DraftPlace, get_draft_place
from portal.web.crumbs import contract_crumbs
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page

MANAGING = [Admits(Audience.MANAGING)]
DRAFT = "/checklist-drafts/{draft_id:uuid}"


def base_of(draft_id: UUID) -> str:
    return f"/checklist-drafts/{draft_id}"


def library_crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    ours = {"text": "Our checklists", "href": "/checklists"}
    return [{"text": "Home", "href": "/"}, ours, *more]


def crumbs_of(place: DraftPlace) -> list[dict[str, str]]:
    """Where the draft belongs, and the draft itself."""
    here = {"text": "Draft", "href": base_of(place.draft_id)}
    if place.contract is None:
        return library_crumbs(here)
    base = f"/contracts/{place.contract.contract_id}"
    return contract_crumbs(place.contract, {"text": "Checklist", "href": f"{base}/checklist"}, here)


class DraftFinished(Exception):
    """Somebody comes back to a draft that was published or kept already."""

    def __init__(self, place: DraftPlace) -> None:
        super().__init__(place)
        self.place = place


def provide_draft_place(
    session: NamedDependency[Session], viewer: NamedDependency[Viewer], draft_id: FromPath[UUID]
) -> DraftPlace:
    """A draft that is open. Raises NotHere and DraftFinished."""
    place = get_draft_place(session, viewer, draft_id)
    if place.is_finished:
        raise DraftFinished(place)
    return place


def on_finished(_: Request, finished: DraftFinished) -> Response:
    return to_what_came_of_it(finished.place)


def to_what_came_of_it(place: DraftPlace) -> Response:
    if place.contract:
        return Redirect(f"/contracts/{place.contract.contract_id}/checklist?done=published", status_code=303)
    return Redirect("/checklists?done=kept", status_code=303)


OF_DRAFT: dict[str, Any] = {
    "guards": MANAGING,
    "sync_to_thread": True,
    "dependencies": {"draft_place": Provide(provide_draft_place, sync_to_thread=True)},
    "exception_handlers": {DraftFinished: on_finished},
}
"""For every handler of an open draft, which is then given `draft_place`; a finished one leads to what came
of it."""


def draft_page(
    request: Request,
    template: str,
    place: DraftPlace,
    problems: dict[str, str],
    context: dict[str, Any],
) -> Response:
    """A page of the draft, with its problems where there are any."""
    shared = {
        "draft": place,
        "place": place.contract,
        "tab": "set-up",
        "base": base_of(place.draft_id),
        "breadcrumbs": crumbs_of(place),
        "problems": problems,
    }
    return page(request, template, {**shared, **context}, 422 if problems else 200)
