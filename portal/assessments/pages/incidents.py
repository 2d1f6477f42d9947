"""Incidents of an engagement.

The day after something went wrong, a manager or the lead's reviewer comes to say that it happened, and to
learn which assessments have to be done again. Or to take back what was recorded by mistake.
"""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from portal import clock
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.acting.wording import many_lines
from portal.assessments.actions.record_incident import (
    problems_of,
    record_incident,
    require_own,
    withdraw_incident,
)
from portal.assessments.forms.incident import read_incident
from portal.assessments.presenters.incident import effects_in_words, incident_view, incident_views
from portal.assessments.queries import get_incident, list_effects, list_incidents
from portal.places.contracts import EngagementPlace
from portal.web.crumbs import breadcrumbs, layout_of
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.slot import Side, reader_of

PAGE = "/engagements/{engagement_id:uuid}/incidents"
SIDES = Admits(Audience.PARTNER, Audience.REVIEWER)


@get(PAGE, guards=[SIDES], sync_to_thread=True)
def show_incidents(
    request: Request,
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
) -> Response:
    place = engagement_place
    views = incident_views(list_incidents(session, place), place, reader_of(place))
    return incident_page(request, place, "list", Typed(), {}, incidents=views)


def incident_page(
    request: Request,
    place: EngagementPlace,
    template: str,
    typed: Typed,
    problems: dict[str, str],
    **context: Any,
) -> Response:
    reader = reader_of(place)
    return page(
        request,
        f"assessments/incident_{template}.html",
        {
            "place": place.contract,
            "engagement": place,
            "base": f"/engagements/{place.engagement_id}",
            "typed": typed,
            "problems": problems,
            "breadcrumbs": breadcrumbs(place, reader, inside=True),
            "layout": layout_of(reader),
            "tab": "partners" if reader.side is Side.LEAD else "",
            **context,
        },
        status=422 if problems else 200,
    )


@get(f"{PAGE}/new", guards=[SIDES], sync_to_thread=True)
def ask_incident(request: Request, engagement_place: NamedDependency[EngagementPlace]) -> Response:
    return incident_page(request, engagement_place, "new", Typed(), {})


@post(f"{PAGE}/new", guards=[SIDES], sync_to_thread=True)
def take_incident(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    typed: NamedDependency[Typed],
) -> Response:
    """Shown with what follows from it first; recorded when that is confirmed."""
    read = read_incident(typed)
    if read.happened_on:
        read.problems |= problems_of(engagement_place, read.happened_on, many_lines(read.words))
    if read.happened_on is None or read.problems or typed.first("go") == "change":
        return incident_page(request, engagement_place, "new", typed, read.problems)
    if typed.first("go") != "record":
        effects = list_effects(session, engagement_place, read.happened_on)
        words = effects_in_words(effects, clock.today())
        return incident_page(
            request, engagement_place, "confirm", typed, {}, effects=words, happened_on=read.happened_on
        )
    record_incident(session, viewer, engagement_place, happened_on=read.happened_on, words=read.words)
    return to_incidents(engagement_place)


def to_incidents(place: EngagementPlace) -> Response:
    return Redirect(f"/engagements/{place.engagement_id}/incidents", status_code=303)


@get(f"{PAGE}/{{incident_id:uuid}}/withdraw", guards=[SIDES], sync_to_thread=True)
def ask_withdraw(
    request: Request,
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    incident_id: FromPath[UUID],
) -> Response:
    return withdraw_page(request, session, engagement_place, incident_id, Typed(), {})


def withdraw_page(
    request: Request,
    session: Session,
    place: EngagementPlace,
    incident_id: UUID,
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    line = get_incident(session, place, incident_id)
    require_own(place, line)
    if line.withdrawn:
        return to_incidents(place)
    view = incident_view(line, place, reader_of(place))
    return incident_page(request, place, "withdraw", typed, problems, incident=view)


@post(f"{PAGE}/{{incident_id:uuid}}/withdraw", guards=[SIDES], sync_to_thread=True)
def take_withdraw(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    typed: NamedDependency[Typed],
    incident_id: FromPath[UUID],
) -> Response:
    try:
        withdraw_incident(session, viewer, engagement_place, incident_id, typed.first("words"))
    except CannotDo as refused:
        session.rollback()
        return withdraw_page(request, session, engagement_place, incident_id, typed, refused.problems)
    return to_incidents(engagement_place)


ROUTES: list[HTTPRouteHandler] = [show_incidents, ask_incident, take_incident, ask_withdraw, take_withdraw]
