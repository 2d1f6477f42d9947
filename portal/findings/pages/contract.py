"""All actions of a contract, by the day on which they are due.

The lead comes before a meeting; the council reads the same; what is the lead's own is closed here.
"""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.findings import ActionState
from portal.access import Audience
from portal.findings.actions.note_action import close_own
from portal.findings.presenters.view import action_view, action_views, counted_words, step_views
from portal.findings.queries.actions import get_own, list_closed_of_contract, list_open_of_contract
from portal.findings.queries.counted import count_open
from portal.web.addresses import ACTIONS, OWN_ACTION
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

CLOSED_SHOWN = 50


@get(ACTIONS, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_actions(at: NamedDependency[AtContract]) -> Response:
    place, is_desk = at.place, Audience.REVIEWER in at.place.audiences
    lines = list_open_of_contract(at.session, place)
    found = list_closed_of_contract(at.session, place, CLOSED_SHOWN + 1)
    closed = found[:CLOSED_SHOWN]
    return at.page(
        "findings/actions.html",
        tab="overview" if is_desk else "readiness",
        counted=counted_words(count_open(lines, at.today), is_desk=is_desk),
        actions=action_views(lines, place.lead, at.today, is_link=is_desk),
        only=CLOSED_SHOWN if found != closed else 0,
        closed=action_views(closed, place.lead, at.today, is_link=is_desk),
        breadcrumbs=contract_crumbs(place),
    )


@get(OWN_ACTION, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_own(at: NamedDependency[AtContract], action_id: FromPath[UUID]) -> Response:
    return own_page(at, action_id, Typed())


def own_page(at: AtContract, action_id: UUID, typed: Typed, problems: Problems | None = None) -> Response:
    line, place = get_own(at.session, at.place, action_id), at.place
    return at.page(
        "findings/own.html",
        problems,
        typed=typed,
        tab="overview",
        action=action_view(line, place.lead, at.today, is_link=False),
        steps=step_views(line, place.lead),
        is_closed=line.state is ActionState.CLOSED,
        breadcrumbs=contract_crumbs(place, {"text": "Actions", "href": ACTIONS(place.contract_id)}),
    )


@post(OWN_ACTION, once=True, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def close_it(
    at: NamedDependency[AtContract], action_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        close_own(at.session, at.viewer, at.place, action_id, typed.first("words"))
        return at.go(OWN_ACTION(at.place.contract_id, action_id))

    return at.try_to(act, lambda problems: own_page(at, action_id, typed, problems))


ROUTES: list[HTTPRouteHandler] = [show_actions, show_own, close_it]
