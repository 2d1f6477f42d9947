"""A question about the past: how a requirement stood on a day, and what was known of it then."""

from datetime import date

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.requirement import Requirement
from portal.access import Audience
from portal.overview.presenters.past import Asked, rows, sentences
from portal.overview.presenters.readiness import is_lead
from portal.overview.queries.past import list_answers
from portal.overview.queries.versions import list_requirements
from portal.web.addresses import PAST
from portal.web.asked import asked_day
from portal.web.at import AtContract, of_contract
from portal.web.choices import options
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response


@get(PAST, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def ask_about_the_past(at: NamedDependency[AtContract]) -> Response:
    """`key`, `on` and `known` in the address; without a day nothing is asked yet, without an evening it is
    that of the day."""
    place, requirements = at.place, list_requirements(at.session, at.place)
    on = asked_day(at.request, "on")
    is_ahead = on is not None and on > at.today
    asked = what_is_asked(at, requirements, on) if on and not is_ahead else None
    answers = list_answers(at.session, place, asked.requirement.key, asked.on, asked.known) if asked else []
    way, titles = contract_crumbs(place), {each.key: each.title for each in requirements}
    return at.page(
        "overview/past.html",
        tab="readiness",
        breadcrumbs=way if is_lead(place) else way[:1],
        asked=asked,
        requirements=options(titles, asked.requirement.key if asked else at.asked("key"), "Choose one"),
        sentences=sentences(answers, asked) if asked else [],
        rows=rows(answers, asked) if asked else [],
        is_incomplete=on is not None and asked is None and not is_ahead,
        is_ahead=is_ahead,
        on=on,
        known=asked_day(at.request, "known"),
        today=at.today,
    )


def what_is_asked(at: AtContract, requirements: list[Requirement], on: date) -> Asked | None:
    """None where the requirement is not one of the contract's. Nobody can be asked what is known tomorrow."""
    key = at.asked("key")
    found = next((each for each in requirements if each.key == key), None)
    if found is None:
        return None
    known = min(asked_day(at.request, "known") or on, at.today)
    return Asked(found, on, known, is_lead(at.place))


ROUTES: list[HTTPRouteHandler] = [ask_about_the_past]
