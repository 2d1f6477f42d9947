"""What requirements depend on, such as whether a partner uses volunteers.

The partner or the lead's manager comes when that changes; what follows for the checklist is shown before it
is kept. Reviewers come to see since when it is so.
"""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.conditions import Said
from checklists.vocabulary import Condition
from portal.access import Audience, NotHere, Viewer
from portal.acting.refused import CannotDo
from portal.conditions.actions.change_condition import change_condition, check_change
from portal.conditions.forms import read_said
from portal.conditions.presenters import choices, condition_view, consequences_view
from portal.conditions.queries import consequences
from portal.places.contracts import EngagementPlace
from portal.standing.queries.conditions import list_recorded, list_used_conditions, spans_now
from portal.web.crumbs import breadcrumbs, layout_of
from portal.web.dates import day_as_typed
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.slot import Side, reader_of

BOTH_SIDES = [Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)]
WHO_SAYS = [Admits(Audience.PARTNER, Audience.MANAGER)]
LIST = "/engagements/{engagement_id:uuid}/conditions"
ONE = LIST + "/{condition:str}"


@get(LIST, guards=BOTH_SIDES, sync_to_thread=True)
def show_conditions(
    request: Request,
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    place = engagement_place
    recorded = list_recorded(session, place)
    days = spans_now(recorded)
    views = [
        condition_view(each, days.get(each, ()), recorded, place, as_at.today)
        for each in list_used_conditions(session, place.contract)
    ]
    context = {
        "conditions": views,
        "may_say": bool(place.audiences & {Audience.PARTNER, Audience.MANAGER}),
        "is_done": "done" in request.query_params,
    }
    return conditions_page(request, "conditions/list.html", place, context)


@get(ONE, guards=WHO_SAYS, sync_to_thread=True)
def ask_for_change(
    request: Request,
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    condition: FromPath[str],
) -> Response:
    """The form, with the other of the two and today in it."""
    asked = asked_condition(session, engagement_place, condition)
    spans = spans_now(list_recorded(session, engagement_place)).get(asked, ())
    today = engagement_place.span.clamp(as_at.today)
    holds = any(today in span for span in spans)
    typed = Typed({"holds": ["no" if holds else "yes"]} | day_as_typed("from_on", today))
    return form_page(request, engagement_place, asked, typed, {})


@post(ONE, guards=WHO_SAYS, sync_to_thread=True)
def change(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
    condition: FromPath[str],
) -> Response:
    """First what follows is shown; with that seen, it is kept."""
    place, asked = engagement_place, asked_condition(session, engagement_place, condition)
    said, problems = read_said(typed, asked)
    if said is None or typed.first("step") == "change":
        return form_page(request, place, asked, typed, problems)
    try:
        if typed.first("step") != "keep":
            check_change(session, place, said)
            return consequences_page(request, session, place, said, as_at, typed)
        change_condition(session, viewer, place, said)
    except CannotDo as refused:
        return form_page(request, place, asked, typed, refused.problems)
    return Redirect(f"/engagements/{place.engagement_id}/conditions?done=1", status_code=303)


def asked_condition(session: Session, place: EngagementPlace, word: str) -> Condition:
    """The condition of that key, where the contract's checklist depends on it; raises NotHere."""
    for each in list_used_conditions(session, place.contract):
        if each == word:
            return each
    raise NotHere


def form_page(
    request: Request,
    place: EngagementPlace,
    condition: Condition,
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    context = {
        "typed": typed,
        "problems": problems,
        "choices": choices(condition, typed.first("holds")),
        "here": here(place, condition),
    }
    return conditions_page(request, "conditions/change.html", place, context, inside=True)


def consequences_page(
    request: Request,
    session: Session,
    place: EngagementPlace,
    said: Said,
    as_at: AsAt,
    typed: Typed,
) -> Response:
    found = consequences(session, place, list_recorded(session, place), said, as_at.today)
    context = {
        "view": consequences_view(said, found, place, as_at.today),
        "kept": [(name, typed.first(name)) for name in ("holds", *day_as_typed("from_on", place.starts_on))],
        "here": here(place, said.condition),
    }
    return conditions_page(request, "conditions/follows.html", place, context, inside=True)


def here(place: EngagementPlace, condition: Condition) -> str:
    return f"/engagements/{place.engagement_id}/conditions/{condition.value}"


def conditions_page(
    request: Request,
    template: str,
    place: EngagementPlace,
    context: dict[str, Any],
    *,
    inside: bool = False,
) -> Response:
    reader = reader_of(place)
    way = breadcrumbs(place, reader, inside=True)
    back = f"/engagements/{place.engagement_id}/conditions"
    shared = {
        "place": place.contract,
        "engagement": place,
        "reader": reader,
        "breadcrumbs": [*way, {"text": "What it depends on", "href": back}] if inside else way,
        "layout": layout_of(reader),
        "tab": "partners" if reader.side is Side.LEAD else "",
        "back": back,
    }
    return page(request, template, {**shared, **context}, 422 if context.get("problems") else 200)


ROUTES: list[HTTPRouteHandler] = [show_conditions, ask_for_change, change]
