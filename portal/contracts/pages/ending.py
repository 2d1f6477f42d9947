"""End an engagement early, or undo that.

A manager comes when a partner withdraws, is terminated or hands over. What stays open is shown before
anything is kept; a mistake is undone here too.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.contracts.actions.end_engagement import check_end, end_engagement, undo_ending
from portal.contracts.forms import read_end
from portal.contracts.presenters.ending import WHY, stays_open
from portal.contracts.queries.still_open import find_still_open
from portal.standing.queries.apart import find_ending
from portal.web.addresses import CHANGE_ENGAGEMENT, END_ENGAGEMENT, ENGAGEMENT, UNDO_ENDING
from portal.web.asked import asked_day
from portal.web.at import AtEngagement, of_engagement
from portal.web.choices import radios
from portal.web.dates import day_as_typed
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.labels import ENDING

BY_MANAGER = of_engagement(Audience.MANAGER)


@get(END_ENGAGEMENT, **BY_MANAGER)
def ask_for_end(at: NamedDependency[AtEngagement]) -> Response:
    """The form; where it was ended already, what was said and how to undo it. A last day that was typed on
    the page of the terms comes along."""
    if find_ending(at.session, at.place.engagement_id):
        return ended_page(at, Typed())
    last_on = asked_day(at.request, "last_on") or at.place.span.clamp(at.today)
    return form_page(at, Typed(day_as_typed("last_on", last_on)))


@post(END_ENGAGEMENT, **BY_MANAGER)
def end(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    """First what stays open is shown; with that seen, it is kept."""

    def act() -> Response:
        said = read_end(typed)
        match typed.first("step"):
            case "change":
                return form_page(at, typed)
            case "keep":
                end_engagement(at.session, at.viewer, at.place, said)
                return at.go(ENGAGEMENT(at.place.engagement_id, done="ended"))
        check_end(at.session, at.place.engagement_id, said)
        still = find_still_open(at.session, at.place, said.last_on, at.today)
        return page(
            at,
            "contracts/ending_open.html",
            said=said,
            why=WHY[said.ending],
            still=stays_open(still, at.place),
            typed=typed,
        )

    return at.try_to(act, lambda problems: form_page(at, typed, problems))


@post(UNDO_ENDING, **BY_MANAGER)
def undo(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        undo_ending(at.session, at.viewer, at.place, typed.first("words").strip())
        return at.go(ENGAGEMENT(at.place.engagement_id, done="goes-on"))

    return at.try_to(act, lambda problems: ended_page(at, typed, problems))


def form_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    choices = radios(WHY, typed.first("ending"))
    return page(at, "contracts/ending.html", problems, typed=typed, choices=choices)


def ended_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    ended = find_ending(at.session, at.place.engagement_id)
    why = ENDING.get(ended.ending, "") if ended else ""
    return page(at, "contracts/ending_undo.html", problems, typed=typed, ended=ended, why=why)


def page(at: AtEngagement, template: str, problems: Problems | None = None, **context: object) -> Response:
    addresses = {
        "here": END_ENGAGEMENT(at.place.engagement_id),
        "undo": UNDO_ENDING(at.place.engagement_id),
        "back": CHANGE_ENGAGEMENT(at.place.engagement_id),
    }
    return at.in_contract.setup_page(template, problems, engagement=at.place, **addresses, **context)


ROUTES: list[HTTPRouteHandler] = [ask_for_end, end, undo]
