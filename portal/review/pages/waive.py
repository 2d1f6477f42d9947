"""Waive a requirement for a partner, or one part of it, until a day; record an exception from what is only
preferred. A reviewer comes here from the slot."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.review.actions.decide import require_other_side, waive_slot
from portal.review.forms import DecideForm, prefilled
from portal.review.presenters.waive import part_choices, words_for
from portal.review.queries.review import list_parts
from portal.standing.queries.parts import get_requirement
from portal.web.crumbs import engagement_crumbs
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed

REVIEWERS = Admits(Audience.REVIEWER, Audience.MANAGER)
ADDRESS = "/engagements/{engagement_id:uuid}/requirements/{key:str}/waive"


@get(ADDRESS, guards=[REVIEWERS], sync_to_thread=True)
def show_waive(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    key: FromPath[str],
) -> Response:
    require_other_side(viewer, engagement_place)
    requirement = get_requirement(session, engagement_place, key, as_at.today)
    typed = prefilled({"from_on": as_at.today}, part=request.query_params.get("part", ""))
    return waive_page(request, session, engagement_place, requirement, typed, {})


@post(ADDRESS, guards=[REVIEWERS], sync_to_thread=True)
def waive(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
    key: FromPath[str],
) -> Response:
    require_other_side(viewer, engagement_place)
    requirement = get_requirement(session, engagement_place, key, as_at.today)
    form = DecideForm(typed)
    verdict = form.waived()
    if verdict:
        try:
            waive_slot(session, viewer, engagement_place, key, typed.first("part"), verdict)
            return Redirect(slot_address(engagement_place, key), status_code=303)
        except CannotDo as refused:
            form.problems |= refused.problems
    session.rollback()
    return waive_page(request, session, engagement_place, requirement, typed, form.problems)


def waive_page(
    request: Request,
    session: Session,
    place: EngagementPlace,
    requirement: Requirement,
    typed: Typed,
    problems: dict[str, str],
) -> Response:
    has_parts = requirement.kind in {Kind.COVER, Kind.ACCOUNTS, Kind.REGISTER}
    parts = list_parts(session, place, requirement) if has_parts else []
    slot = {"text": requirement.title, "href": slot_address(place, requirement.key)}
    context = {
        "place": place.contract,
        "engagement": place,
        "tab": "partners",
        "breadcrumbs": engagement_crumbs(place, slot),
        "requirement": requirement,
        "words": words_for(requirement),
        "parts": part_choices(requirement, parts, typed.first("part")),
        "typed": typed,
        "problems": problems,
        "back": slot["href"],
    }
    return page(request, "review/waive.html", context, 422 if problems else 200)


def slot_address(place: EngagementPlace, key: str) -> str:
    return f"/engagements/{place.engagement_id}/requirements/{key}"


ROUTES = [show_waive, waive]
