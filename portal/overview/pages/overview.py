"""The lead's overview of a contract: its state on a day, the next visit, what lapses soon, what waits."""

from datetime import date
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from checklists.vocabulary import Level, State
from portal.access import Audience, Viewer
from portal.overview.presenters import overview as presenter
from portal.overview.presenters import readiness as readiness_presenter
from portal.overview.queries.lapses import Lapse, count_lapses, day_of_the, list_lapses
from portal.overview.queries.overview import Levels, SlotCounts, count_levels, count_slots
from portal.overview.queries.partners_known import count_levels_known
from portal.places.contracts import ContractPlace
from portal.review.presenters.queue import waiting_list
from portal.review.queries.queue import list_queue
from portal.standing.queries.in_force import get_checklist
from portal.visits.queries import VisitLine, list_visits
from portal.web.as_at import as_at_given
from portal.web.crumbs import contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.pagination import query_of
from portal.web.rendering import page
from portal.words.levels import days_away

FIRST_LAPSES, OLDEST = 8, 5


@get(
    "/contracts/{contract_id:uuid}", guards=[Admits(Audience.REVIEWER, Audience.MANAGER)], sync_to_thread=True
)
def show_overview(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    contract_place: NamedDependency[ContractPlace],
    as_at: NamedDependency[AsAt],
) -> Response[str]:
    place, on = contract_place, as_at.on
    checklist = get_checklist(session, place.contract_id, on)
    visits = list_visits(session, place, as_at.today, limit=1)
    levels = count_levels(session, place, {on, *(each.on_date for each in visits)})
    counts = count_slots(session, place, checklist, on)
    here = levels[on]
    if as_at.known:
        here, states = count_levels_known(session, place, on, as_at.known)
        counts = SlotCounts(states[State.MISSING], states[State.EXPIRED], counts.waiting)
    last_on = presenter.last_day(on)
    lapsing = count_lapses(session, place, on, last_on)
    shown = list_shown(session, place, on, last_on, lapsing, request.query_params.get("lapses") == "all")
    queue = list_queue(session, place, viewer, limit=OLDEST)
    query = as_at_given(as_at)
    visit = visits[0] if visits else None
    return page(
        request,
        "overview/overview.html",
        {
            "place": place,
            "tab": "overview",
            "breadcrumbs": contract_crumbs(place)[:1],
            "as_at": as_at,
            "summary": readiness_presenter.summary(here, place),
            "shares": readiness_presenter.shares(here),
            "figures": readiness_presenter.figures(here, place, level_addresses(place, query)),
            "levels": here,
            "counts": counts,
            "base": f"/contracts/{place.contract_id}",
            "query": query,
            "visit": visit_box(visit, place, levels, as_at.today) if visit else None,
            "picture": presenter.picture(lapsing, on, (visit.on_date, "Visit") if visit else None),
            "lapses": [presenter.lapse(each, checklist, on, query_of(query)) for each in shown],
            "more_lapses": sum(lapsing.values()) - len(shown),
            "waiting": waiting_list(queue.lines, checklist, as_at.today),
            "more_waiting": queue.all_waiting - len(queue.lines),
        },
    )


def list_shown(
    session: Session, place: ContractPlace, on: date, last_on: date, lapsing: dict[date, int], shows_all: bool
) -> list[Lapse]:
    """The first of what lapses, of which only the days are read that they lie on; or all of it."""
    if shows_all:
        return list_lapses(session, place, on, last_on)
    return list_lapses(session, place, on, day_of_the(FIRST_LAPSES, lapsing, last_on), FIRST_LAPSES)


def level_addresses(place: ContractPlace, query: dict[str, str]) -> dict[Level, str]:
    base = f"/contracts/{place.contract_id}/partners"
    return {level: base + query_of(query, level=level.value) for level in Level}


def visit_box(
    visit: VisitLine, place: ContractPlace, levels: dict[date, Levels], today: date
) -> dict[str, Any]:
    """The next visit with readiness on its day."""
    on_its_day = levels[visit.on_date]
    return {
        "label": readiness_presenter.visit_label(visit),
        "on": visit.on_date,
        "away": days_away(visit.on_date, today),
        "summary": readiness_presenter.summary(on_its_day, place),
        "shares": readiness_presenter.shares(on_its_day),
        "href": f"/contracts/{place.contract_id}/readiness?on={visit.on_date.isoformat()}",
    }


ROUTES = [show_overview]
