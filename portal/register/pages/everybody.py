"""An organisation's register of people. A member comes to see whose check runs out, or to enter somebody."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal.access import Audience
from portal.places.organisations import OrganisationPlace
from portal.register.presenters.everybody import register_view
from portal.register.queries.asked import RegisterAsked, list_registers_asked
from portal.register.queries.own import checks_of, list_own_people
from portal.register.queries.standing import PersonPart, register_parts
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.rendering import page

BASE = "/organisations/{organisation_id:uuid}/register"
OWN = [Admits(Audience.OWN)]
DONE = {
    "added": "The person is on the register.",
    "imported": "What was read is on the register.",
}


@get(BASE, guards=OWN, sync_to_thread=True)
def show_register(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    organisation_place: NamedDependency[OrganisationPlace],
    as_at: NamedDependency[AsAt],
) -> Response[str]:
    place, today = organisation_place, as_at.today
    asked = list_registers_asked(session, place, today)
    people = list_own_people(session, place)
    parts = asked_parts(session, asked, as_at)
    checks = checks_of(session, [each.worker_id for each in people])
    base = register_address(place)
    return page(
        request,
        "register/show.html",
        {
            "organisation": place,
            "tab": "register",
            "base": base,
            "view": register_view(people, checks, parts, asked, place.name, base, today),
            "leads": sorted({each.lead for each in asked if each.registers}),
            "done": DONE.get(request.query_params.get("done", ""), ""),
            "breadcrumbs": [{"text": "Home", "href": "/"}],
        },
    )


def asked_parts(session: Session, asked: tuple[RegisterAsked, ...], as_at: AsAt) -> list[PersonPart]:
    """How everybody stands today under every contract."""
    spans = {
        each.engagement_id: (each.contract_id, Span(each.starts_on, each.ends_on))
        for each in asked
        if each.registers
    }
    return register_parts(session, spans, as_at.today)


def register_address(place: OrganisationPlace) -> str:
    return f"/organisations/{place.organisation_id}/register"


def way_to(place: OrganisationPlace, *further: tuple[str, str]) -> list[dict[str, str]]:
    """The breadcrumbs of a page of the register: home, the register, and titles with addresses."""
    way = [("Home", "/"), ("People", register_address(place)), *further]
    return [{"text": text, "href": href} for text, href in way]


ROUTES: list[HTTPRouteHandler] = [show_register]
