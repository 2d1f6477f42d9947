"""The returns of a contract, a period on a page; and from which day on they are given here.

The lead's reviewer comes after a quarter to see who is late, and to open one after the other.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.year.periods import kind_of
from portal.access import Audience, NotHere
from portal.returns.actions.note_period import note_period
from portal.returns.actions.set_begin import set_begin
from portal.returns.forms import read_begin
from portal.returns.presenters.listed import ReadByLead, period_page
from portal.returns.presenters.rolled import rolled_page
from portal.returns.queries.asked import asks_returns, find_begin
from portal.returns.queries.fewest import find_fewest
from portal.returns.queries.notes import list_notes
from portal.returns.queries.period import list_contract_lines
from portal.returns.queries.requests import list_askable
from portal.returns.queries.rolled import list_rolled
from portal.standing.actions.lock_engagements import lock_contract
from portal.standing.queries.alike import tell_apart
from portal.standing.queries.in_force import forms_asked
from portal.web.addresses import (
    ASK_RETURN,
    CONTRACT_CHARTS,
    CONTRACT_RETURNS,
    NOTE_PERIOD,
    RETURNS_BEGIN,
    ROLL_UPS,
)
from portal.web.at import AtContract, of_contract
from portal.web.between import Questions, opened, settle
from portal.web.dates import day_as_typed
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.returns import from_address, in_address, other_than_asked, period_name

BEGIN = Questions({"from_on": "From which day are returns given here?"})


@get(CONTRACT_RETURNS, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def show_period(at: NamedDependency[AtContract]) -> Response:
    place = at.place
    begins = find_begin(at.session, place.contract_id)
    lines = list_contract_lines(at.session, place, at.today) if begins else ()
    numbers = tell_apart(at.session, {each.engagement_id: each.partner for each in lines})
    who = ReadByLead(place.lead, at.viewer.organisations, numbers)
    page = period_page(lines, at.asked("period"), place.contract_id, place.starts_on, at.today, who)
    fewest = find_fewest(at.session, place.contract_id)
    together = list_rolled(at.session, lines, fewest) if page else ()
    rolled = rolled_page(together, lines, page.key, place.span, fewest) if page else None
    return at.page(
        "returns/period.html",
        tab="returns",
        period=page,
        other=other_than_asked(at.asked("period"), page.key) if page else "",
        rolled=rolled,
        notes=list_notes(at.session, place.contract_id, page.key) if page else (),
        note_href=NOTE_PERIOD(place.contract_id, in_address(page.key)) if page else "",
        council_href=ROLL_UPS(place.contract_id),
        charts_href=CONTRACT_CHARTS(place.contract_id),
        begins=begins,
        forms=forms_asked(at.session, place.contract_id),
        asks=asks_returns(at.session, place),
        ask_href=ASK_RETURN(place.contract_id) if list_askable(at.session, place, at.today) else "",
        done="It is asked for, and whoever is asked is told." if at.asked("done") == "asked" else "",
        may_say=Audience.MANAGER in place.audiences,
    )


@get(RETURNS_BEGIN, **of_contract(Audience.MANAGER))
def ask_begin(at: NamedDependency[AtContract]) -> Response:
    """As long as nobody has said it, with a day that is offered."""
    usual = min(max(at.today, at.place.starts_on), at.place.ends_on)
    return begin_page(at, Typed(day_as_typed("from_on", usual) | opened(BEGIN, kept_begin(at))))


def kept_begin(at: AtContract) -> Typed:
    begins = find_begin(at.session, at.place.contract_id)
    return Typed(day_as_typed("from_on", begins) if begins else {})


@post(RETURNS_BEGIN, once=True, **of_contract(Audience.MANAGER))
def take_begin(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract_id)
        settle(BEGIN, typed, kept_begin(at))
        set_begin(at.session, at.viewer, at.place, read_begin(typed))
        return at.go(CONTRACT_RETURNS(at.place.contract_id))

    return at.try_to(act, lambda problems: begin_page(at, typed, problems))


def begin_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page("returns/begin.html", problems, typed=typed, tab="returns")


@get(NOTE_PERIOD, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def ask_note(at: NamedDependency[AtContract], part: FromPath[str]) -> Response:
    return note_page(at, part, Typed())


@post(NOTE_PERIOD, once=True, **of_contract(Audience.REVIEWER, Audience.MANAGER))
def take_note(
    at: NamedDependency[AtContract], part: FromPath[str], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        period = from_address(part)
        note_period(at.session, at.viewer, at.place, period, typed.first("words"))
        return at.go(CONTRACT_RETURNS(at.place.contract_id, period=period))

    return at.try_to(act, lambda problems: note_page(at, part, typed, problems))


def note_page(at: AtContract, part: str, typed: Typed, problems: Problems | None = None) -> Response:
    key = from_address(part)
    if kind_of(key) is None:
        raise NotHere
    back = CONTRACT_RETURNS(at.place.contract_id, period=key)
    shown = {"typed": typed, "tab": "returns", "title": period_name(key), "back": back}
    return at.page("returns/note.html", problems, **shown)


ROUTES: list[HTTPRouteHandler] = [show_period, ask_begin, take_begin, ask_note, take_note]
