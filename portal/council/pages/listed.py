"""What was sent to the council of a contract, period by period; and from how many people on it sees a figure.

An officer comes to see what there is; the lead to see what is still to be sent, and by when.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.council.forms import read_fewest
from portal.council.pages.frame import LEAD_AND_COUNCIL, is_lead
from portal.council.presenters.charts import council_charts
from portal.council.presenters.listed import for_council, for_lead
from portal.council.queries.drafting import list_ended
from portal.council.queries.duties import list_duties
from portal.council.queries.periods import list_periods
from portal.council.queries.sent import list_kept
from portal.returns.actions.set_fewest import set_fewest
from portal.returns.queries.fewest import find_fewest
from portal.standing.actions.lock_engagements import lock_contract
from portal.web.addresses import COUNCIL_CHARTS, COUNCIL_LAYOUT, ROLL_UPS, SMALL_NUMBERS
from portal.web.at import AtContract, of_contract
from portal.web.between import Questions, opened, settle
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

FEWEST = Questions({"fewest": "Hide figures of fewer people than"})
DONE = {"small-numbers": "It is kept. It counts for what is sent from now on."}


@get(ROLL_UPS, **of_contract(*LEAD_AND_COUNCIL))
def show_roll_ups(at: NamedDependency[AtContract]) -> Response:
    session, place = at.session, at.place
    kept = list_kept(session, place.contract_id)
    if is_lead(place.audiences):
        duties = list_duties(session, place, kept, at.today)
        periods = list_periods(list_ended(session, place, at.today), duties, kept)
        views = for_lead(periods, kept, duties, place.contract_id, at.today)
    else:
        views = for_council(kept, place.contract_id)
    return at.page(
        "council/list.html",
        tab="returns" if is_lead(place.audiences) else "council",
        periods=views,
        is_lead=is_lead(place.audiences),
        may_say=Audience.MANAGER in place.audiences,
        fewest=find_fewest(session, place.contract_id),
        small_href=SMALL_NUMBERS(place.contract_id),
        layout_href=COUNCIL_LAYOUT(place.contract_id),
        charts_href=COUNCIL_CHARTS(place.contract_id) if kept else "",
        done=DONE.get(at.asked("done"), ""),
    )


@get(COUNCIL_CHARTS, **of_contract(*LEAD_AND_COUNCIL))
def show_council_charts(at: NamedDependency[AtContract]) -> Response:
    """Only of what was sent."""
    lead = is_lead(at.place.audiences)
    listed = {"text": "Sent to the council" if lead else "Figures", "href": ROLL_UPS(at.place.contract_id)}
    kept = list_kept(at.session, at.place.contract_id)
    return at.page(
        "council/charts.html",
        tab="returns" if lead else "council",
        breadcrumbs=contract_crumbs(at.place, listed),
        charts=council_charts(kept, at.place.contract_id),
    )


@get(SMALL_NUMBERS, **of_contract(Audience.MANAGER))
def ask_fewest(at: NamedDependency[AtContract]) -> Response:
    return fewest_page(at, opened(FEWEST, kept_fewest(at)))


def kept_fewest(at: AtContract) -> Typed:
    return Typed({"fewest": [str(find_fewest(at.session, at.place.contract_id))]})


@post(SMALL_NUMBERS, once=True, **of_contract(Audience.MANAGER))
def take_fewest(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract_id)
        settle(FEWEST, typed, kept_fewest(at))
        set_fewest(at.session, at.viewer, at.place, read_fewest(typed))
        return at.go(ROLL_UPS(at.place.contract_id, done="small-numbers"))

    return at.try_to(act, lambda problems: fewest_page(at, typed, problems))


def fewest_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    back = ROLL_UPS(at.place.contract_id)
    return at.page("council/small_numbers.html", problems, typed=typed, tab="returns", back=back)


ROUTES: list[HTTPRouteHandler] = [show_roll_ups, show_council_charts, ask_fewest, take_fewest]
