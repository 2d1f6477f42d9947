"""The returns of an engagement, and one of them as its partner gives it.

Somebody comes at the end of a quarter to see what is owed and by when, does a section of it, and comes back
another day for the next.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.returns.actions.write_section import report_nothing
from portal.returns.pages.frame import OF_RETURN, AtReturn
from portal.returns.presenters.ceased import unowed_views, withdrawn_views
from portal.returns.presenters.listed import listed
from portal.returns.presenters.times import years_of
from portal.returns.presenters.whole import next_step, sayings, section_views
from portal.returns.queries.asked import find_begin
from portal.returns.queries.given import list_unowed
from portal.returns.queries.period import list_lines
from portal.returns.queries.requests import list_askable, list_withdrawn, titles_of
from portal.web.addresses import ASK_RETURN, PARTNER_RETURNS, PERIOD_RETURN, READ_RETURN
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.words.slot import Side

OF_BOTH_SIDES = of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)
DONE = {
    "sent": "It is signed and sent.",
    "saved": "It is saved.",
    "decided": "What you said is kept.",
    "withdrawn": "It is not asked for any more, and the partner is told.",
    "plan": "The action plan is asked for, and the partner is told.",
}


@get(PARTNER_RETURNS, **OF_BOTH_SIDES)
def show_returns(at: NamedDependency[AtEngagement]) -> Response:
    is_partner = at.reader.side is Side.PARTNER
    lines = list_lines(at.session, at.place, at.today)
    contract_id = at.place.contract.contract_id
    withdrawn = list_withdrawn(at.session, at.place)
    unowed = list_unowed(at.session, at.place, {each.asked.which for each in lines})
    return at.page(
        "returns/list.html",
        listed=listed(lines, at.place, at.today, at.viewer.person_id if is_partner else None),
        any=bool(lines),
        is_partner=is_partner,
        years=years_of(lines, at.place.contract.starts_on, at.today),
        withdrawn=withdrawn_views(withdrawn, titles_of(at.session, contract_id) if withdrawn else {}),
        unowed=unowed_views(unowed, at.place, is_partner=is_partner),
        ask_href="" if is_partner else ask_href(at),
        begins=find_begin(at.session, contract_id) if not lines else None,
        done=DONE.get(at.asked("done"), ""),
    )


def ask_href(at: AtEngagement) -> str:
    """Where the lead asks this partner for a return; empty where the contract has none that can be asked
    for."""
    contract = at.place.contract
    if Audience.REVIEWER not in contract.audiences or not list_askable(at.session, contract, at.today):
        return ""
    return ASK_RETURN(contract.contract_id, partner=at.place.engagement_id)


@get(PERIOD_RETURN, **OF_RETURN)
def show_return(at: NamedDependency[AtReturn]) -> Response:
    """Of what is not owed any more there is only what was written, to be read."""
    return return_page(at) if at.wanted.is_owed else at.go(READ_RETURN(*at.gaps))


def return_page(at: AtReturn, problems: Problems | None = None) -> Response:
    whole = at.whole
    return at.page(
        "returns/tasks.html",
        problems,
        sections=section_views(whole, at.place, {}, is_partner=True),
        step=next_step(whole, at.viewer.person_id, at.today),
        second=at.second,
        is_put_up=whole.is_put_up,
        can_be_nil=at.wanted.row.nil and at.wanted.is_owed and set(whole.with_partner) == set(at.wanted.keys),
        is_ahead=at.today < at.wanted.owed.from_on,
        sayings=sayings(whole, is_partner=True),
        done=DONE.get(at.asked("done"), ""),
    )


@post(PERIOD_RETURN, once=True, **OF_RETURN)
def say_nothing(at: NamedDependency[AtReturn]) -> Response:
    """Nothing to report, in all of it."""

    def act() -> Response:
        report_nothing(at.session, at.viewer, at.place, at.wanted)
        return at.go(PERIOD_RETURN(*at.gaps, done="saved"))

    return at.try_to(act, lambda problems: return_page(at, problems))


ROUTES: list[HTTPRouteHandler] = [show_returns, show_return, say_nothing]
