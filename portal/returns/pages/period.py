"""The returns of a contract, a period on a page; and from which day on they are given here.

The lead's reviewer comes after a quarter to see who is late, and to open one after the other.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.returns.actions.set_begin import set_begin
from portal.returns.forms import read_begin
from portal.returns.presenters.listed import period_page
from portal.returns.presenters.rolled import rolled_page
from portal.returns.queries.asked import asks_returns, find_begin
from portal.returns.queries.period import list_contract_lines
from portal.returns.queries.rolled import list_rolled
from portal.web.addresses import CONTRACT_RETURNS, RETURNS_BEGIN
from portal.web.at import AtContract, of_contract
from portal.web.dates import day_as_typed
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(CONTRACT_RETURNS, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_period(at: NamedDependency[AtContract]) -> Response:
    place = at.place
    begins = find_begin(at.session, place.contract_id)
    lines = list_contract_lines(at.session, place, at.today) if begins else ()
    page = period_page(lines, at.asked("period"), place.contract_id, place.starts_on, at.today, place.lead)
    together = list_rolled(at.session, lines) if page else ()
    rolled = rolled_page(together, lines, page.key, place.starts_on) if page else None
    return at.page(
        "returns/period.html",
        tab="returns",
        period=page,
        rolled=rolled,
        begins=begins,
        asks=asks_returns(at.session, place),
        may_say=Audience.MANAGER in place.audiences,
    )


@get(RETURNS_BEGIN, **of_contract(Audience.MANAGER))
def ask_begin(at: NamedDependency[AtContract]) -> Response:
    begins = find_begin(at.session, at.place.contract_id)
    usual = min(max(at.today, at.place.starts_on), at.place.ends_on)
    return begin_page(at, Typed(day_as_typed("from_on", begins or usual)))


@post(RETURNS_BEGIN, **of_contract(Audience.MANAGER))
def take_begin(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        set_begin(at.session, at.viewer, at.place, read_begin(typed))
        return at.go(CONTRACT_RETURNS(at.place.contract_id))

    return at.try_to(act, lambda problems: begin_page(at, typed, problems))


def begin_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page("returns/begin.html", problems, typed=typed, tab="returns")


ROUTES: list[HTTPRouteHandler] = [show_period, ask_begin, take_begin]
