"""Readiness on a day: what the lead and the council read before a visit or meeting."""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from checklists.vocabulary import Level
from portal.access import Audience
from portal.overview.presenters import readiness as presenter
from portal.overview.queries.overview import Levels, count_levels
from portal.overview.queries.partners import AT_ONCE, Wanted
from portal.overview.queries.partners_known import count_levels_known
from portal.overview.queries.readiness import list_readiness
from portal.places.contracts import ContractPlace
from portal.visits.queries import list_visits
from portal.web.as_at import as_at_given
from portal.web.crumbs import contract_crumbs
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.pagination import page_number, pagination, query_of, shown_words
from portal.web.rendering import page


@get(
    "/contracts/{contract_id:uuid}/readiness",
    guards=[Admits(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)],
    sync_to_thread=True,
)
def show_readiness(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    contract_place: NamedDependency[ContractPlace],
    as_at: NamedDependency[AsAt],
) -> Response[str]:
    place, path = contract_place, request.url.path
    level = read_level(request)
    number = page_number(request.query_params.get("page"))
    wanted = Wanted(level=level, sort="level", start=(number - 1) * AT_ONCE)
    levels = count_all(session, place, as_at)
    total = levels.partners.get(level, 0) if level else levels.all_partners
    cards = list_readiness(session, place, as_at.on, as_at.known, wanted, levels)
    visits = list_visits(session, place, min(as_at.on, as_at.today))
    when = as_at_given(as_at)
    given = {**when, "level": level}
    here = [each for each in visits if each.on_date == as_at.on]
    return page(
        request,
        "overview/readiness.html",
        {
            "place": place,
            "tab": "readiness",
            "breadcrumbs": contract_crumbs(place) if presenter.is_lead(place) else contract_crumbs(place)[:1],
            "as_at": as_at,
            "hidden": {"level": level},
            "visits": presenter.visits(visits, path, as_at.on, as_at.today),
            "today_href": path,
            "visit_here": presenter.visit_label(here[0]) if here else "",
            "summary": presenter.summary(levels, place),
            "shares": presenter.shares(levels),
            "levels": levels,
            "level": level,
            "figures": presenter.figures(
                levels,
                place,
                {each: path + query_of(when, level=None if each is level else each) for each in Level},
            ),
            "everyone": path + query_of(when),
            "found": shown_words(number, total, "partner"),
            "cards": [presenter.card(each, place, query_of(when)) for each in cards],
            "query": query_of(when),
            "pagination": pagination(path, given, number, total),
        },
    )


def read_level(request: Request[Any, Any, Any]) -> Level | None:
    asked = request.query_params.get("level")
    return Level(asked) if asked in set(Level) else None


def count_all(session: Session, place: ContractPlace, as_at: AsAt) -> Levels:
    if as_at.known:
        return count_levels_known(session, place, as_at.on, as_at.known)[0]
    return count_levels(session, place, [as_at.on])[as_at.on]


ROUTES = [show_readiness]
