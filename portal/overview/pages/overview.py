"""The lead's overview of a contract: its state on a day, the next visit, what lapses soon, what waits."""

from datetime import date

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.requirement import Checklist
from checklists.vocabulary import Level
from checklists.year.vocabulary import Form, OwedState
from portal.access import Audience
from portal.outcomes.presenters import to_rate_views
from portal.outcomes.queries.reviews import list_of_contract
from portal.overview.pages.links import actions_link
from portal.overview.presenters import overview as presenter
from portal.overview.presenters import readiness as readiness_presenter
from portal.overview.presenters.here import HereView, here_view
from portal.overview.queries.here import count_organisations, find_here
from portal.overview.queries.lapses import Lapse, count_lapses, day_of_the, list_lapses
from portal.overview.queries.overview import Levels, count_slots, sum_levels
from portal.review.presenters.besides import BesidesLink, besides_links
from portal.review.presenters.queue import count_further, waiting_list
from portal.review.queries.besides import count_besides
from portal.review.queries.queue import list_queue
from portal.standing.queries.as_known import When
from portal.standing.queries.in_force import forms_asked, get_checklist, get_checklist_ahead
from portal.visits.queries.booked import VisitLine, list_visits
from portal.web.addresses import CONTRACT, PARTNERS, READINESS
from portal.web.as_at import as_at_given
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response
from portal.words.levels import days_away
from portal.words.wording import areas_words

FIRST_LAPSES, OLDEST = 8, 5


@get(CONTRACT, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_overview(at: NamedDependency[AtContract]) -> Response:
    place, as_at = at.place, at.as_at
    checklist = get_checklist(at.session, place.contract_id, as_at.on, as_at.known)
    seen_on = min(as_at.on, as_at.today)
    visit = next(iter(list_visits(at.session, place, seen_on, 1, as_at.known)), None)
    levels = sum_levels(at.session, place, {as_at.on, *visit_days(visit)}, as_at.known)
    here, when = levels[as_at.on], as_at_given(as_at)
    ahead = get_checklist_ahead(at.session, place.contract_id, as_at.looked_on, as_at.known)
    waits = [each.key for each in ahead.requirements]
    view = here_view(find_here(at.session, place, as_at.when), place, here.all_partners, as_at.on, when)
    return at.page(
        "overview/overview.html",
        tab="overview",
        breadcrumbs=contract_crumbs(place)[:1],
        as_at=as_at,
        here=view,
        summary=readiness_presenter.summary(here, place, view.areas),
        shares=readiness_presenter.shares(here),
        figures=readiness_presenter.figures(here, place, level_addresses(at)),
        levels=here,
        counts=count_slots(at.session, place, checklist, as_at.when, waits),
        base=CONTRACT(place.contract_id),
        query=when,
        visit=visit_box(at, visit, levels[visit.on_date], view) if visit else None,
        **lapses_shown(at, visit),
        actions=actions_link(at),
        besides=besides_shown(at),
        **waiting_shown(at, ahead),
    )


def visit_days(visit: VisitLine | None) -> list[date]:
    return [visit.on_date] if visit else []


def lapses_shown(at: AtContract, visit: VisitLine | None) -> dict[str, object]:
    """What lapses soon, as a picture and a list of the first; of all, where the address asks for them. Among
    it is what a later version asks for."""
    asked = get_checklist_ahead(at.session, at.place.contract_id, at.as_at.on, at.as_at.known)
    on, when = at.as_at.on, as_at_given(at.as_at)
    last_on = presenter.last_day(on)
    lapsing = count_lapses(at.session, at.place, on, last_on, at.as_at.known)
    shown = list_shown(at, lapsing, last_on)
    return {
        "picture": presenter.picture(lapsing, on, (visit.on_date, "Visit") if visit else None),
        "lapses": [presenter.lapse(each, asked, on, when) for each in shown],
        "more_lapses": sum(lapsing.values()) - len(shown),
    }


def list_shown(at: AtContract, lapsing: dict[date, int], last_on: date) -> list[Lapse]:
    """The first of what lapses, of which only the days are read that they lie on; or all of it."""
    on, known = at.as_at.on, at.as_at.known
    if at.asked("lapses") == "all":
        return list_lapses(at.session, at.place, on, last_on, known)
    first = day_of_the(FIRST_LAPSES, lapsing, last_on)
    return list_lapses(at.session, at.place, on, first, known, FIRST_LAPSES)


def waiting_shown(at: AtContract, checklist: Checklist) -> dict[str, object]:
    """What waits today, of all that may; of a past day what waited on its evening."""
    evening = at.as_at.when.evening
    queue = list_queue(at.session, at.place, at.viewer, checklist, limit=OLDEST, evening=evening)
    return {
        "waiting": waiting_list(queue, checklist, at.as_at.looked_on),
        "waited_on": evening,
        "more_waiting": count_further(queue, checklist),
        "own_waiting": queue.own,
    }


def besides_shown(at: AtContract) -> list[BesidesLink]:
    """What waits today beside submissions; of another day nothing is said."""
    if not at.as_at.is_now:
        return []
    place = at.place
    found = count_besides(at.session, at.viewer, [place.contract_id], at.today)[place.contract_id]
    return besides_links(found, place.contract_id, place.commissioner, count_to_rate(at))


def count_to_rate(at: AtContract) -> int:
    """Periods of partners whose soft outcomes are to be rated by now."""
    place = at.place
    if Form.RATING not in forms_asked(at.session, place.contract_id):
        return 0
    reviews = list_of_contract(at.session, place, at.today, without=at.viewer.organisations)
    open_ones = [(place, each) for each in reviews if each.interval.state in {OwedState.DUE, OwedState.LATE}]
    return len(to_rate_views(open_ones, at.today))


def level_addresses(at: AtContract) -> dict[Level, str]:
    when = as_at_given(at.as_at)
    return {level: PARTNERS(at.place.contract_id, **when, level=level) for level in Level}


def visit_box(at: AtContract, visit: VisitLine, levels: Levels, here: HereView) -> dict[str, object]:
    """The next visit with readiness on its day."""
    when = When(visit.on_date, at.as_at.known)
    partners = count_organisations(at.session, at.place, when) if here.has_areas else None
    return {
        "label": readiness_presenter.visit_label(visit),
        "on": visit.on_date,
        "away": days_away(visit.on_date, min(at.as_at.on, at.today)),
        "summary": readiness_presenter.summary(levels, at.place, areas_words(partners, levels.all_partners)),
        "shares": readiness_presenter.shares(levels),
        "href": READINESS(at.place.contract_id, on=visit.on_date, known=at.as_at.known),
    }


ROUTES: list[HTTPRouteHandler] = [show_overview]
