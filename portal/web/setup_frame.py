"""What the forms of the set-up share: where they stand, and where one goes when they are done."""

from typing import Any

from litestar.response import Redirect

from portal.places.contracts import ContractPlace
from portal.web.crumbs import contract_crumbs
from portal.web.http import Request, Response
from portal.web.rendering import page


def form_page(
    request: Request,
    template: str,
    place: ContractPlace,
    problems: dict[str, str],
    context: dict[str, Any],
) -> Response:
    """The form, with its problems where there are any."""
    crumbs = contract_crumbs(place, {"text": "Set-up", "href": setup_href(place)})
    shared = {"place": place, "tab": "set-up", "breadcrumbs": crumbs, "problems": problems}
    return page(request, template, {**shared, **context}, 422 if problems else 200)


def setup_href(place: ContractPlace) -> str:
    return f"/contracts/{place.contract_id}/set-up"


def to_setup(place: ContractPlace, done: str) -> Response:
    return Redirect(f"{setup_href(place)}?done={done}", status_code=303)
