"""Home. A partner comes here tired, between two other jobs, and asks: what do I have to do, and by when?

A lead or a commissioner comes to get to a contract; who has only one is taken there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.acting.kept_typed import Left, list_kept
from portal.commitments.presenters import owed_views
from portal.commitments.queries.owed import list_owed, list_own_owed
from portal.findings.queries.actions import list_open_of
from portal.home.presenters.actions import actions_to_do
from portal.home.presenters.contracts import contract_card, contract_href
from portal.home.presenters.kept import KeptViews, ids_of, kept_views, requirements_of
from portal.home.presenters.returns import returns_to_do
from portal.home.presenters.todo import to_do_list
from portal.home.queries.contracts import MyContract, list_my_contracts
from portal.home.queries.kept import list_names, list_titles
from portal.home.queries.returns import list_my_returns
from portal.invitations.presenters import waiting_view
from portal.invitations.queries.waiting import Asked, list_waiting
from portal.occurrences.presenters.told import asked_views
from portal.occurrences.queries.occurrences import list_asked_of
from portal.outcomes.presenters import to_rate_views
from portal.outcomes.queries.reviews import list_to_rate
from portal.places.mine import MyEngagement, list_my_engagements
from portal.review.queries.besides import count_besides
from portal.standing.queries.to_do import list_to_do
from portal.visits.queries.booked import next_visits
from portal.web.addresses import AT_HOME, HOME, INVITATION
from portal.web.at import AtPortal, of_portal
from portal.web.http import Response

ANSWERED = {
    "yes": "You are in.",
    "waits": "Thank you. The organisation’s own manager is asked to let you in.",
    "no": "You have said no. Whoever invited you sees that.",
    "let-in": "Let in.",
    "thrown-away": "What you had typed there is thrown away.",
    "left": "You have left, and open nothing of that organisation any more.",
    "kept-out": "You have said no. They are not let in.",
}
"""By what stands in the address after an answer."""


@get(HOME, **of_portal(Audience.SIGNED_IN))
def begin(at: NamedDependency[AtPortal]) -> Response:
    mine = find_mine(at)
    is_asked = mine.waiting or mine.kept or at.asked("answered")
    if not mine.engagements and len(mine.contracts) == 1 and not is_asked:
        return at.go(contract_href(mine.contracts[0]))
    return home_page(at, mine)


@get(AT_HOME, **of_portal(Audience.SIGNED_IN))
def show_home(at: NamedDependency[AtPortal]) -> Response:
    """Whoever has one contract only comes out of it here."""
    return home_page(at, find_mine(at))


@dataclass(frozen=True, slots=True)
class Mine:
    engagements: tuple[MyEngagement, ...]
    contracts: tuple[MyContract, ...]
    waiting: Sequence[Asked]
    kept: Sequence[Left]


def find_mine(at: AtPortal) -> Mine:
    return Mine(
        list_my_engagements(at.session, at.viewer),
        list_my_contracts(at.session, at.viewer, at.today),
        list_waiting(at.session, at.viewer),
        list_kept(at.session, at.viewer.person_id) if at.viewer.has_kept else (),
    )


def home_page(at: AtPortal, mine: Mine) -> Response:
    engagements, contracts = mine.engagements, mine.contracts
    slots = list_to_do(at.session, engagements, at.today)
    visits = next_visits(at.session, engagements, at.today)
    actions = list_open_of(at.session, [each.engagement_id for each in engagements])
    asked = list_asked_of(at.session, [each.engagement_id for each in engagements])
    owed = list_owed(at.session, at.viewer, [each.engagement_id for each in engagements], at.today)
    returns = list_my_returns(at.session, engagements, at.today)
    own = owed_views(list_own_owed(at.session, at.viewer, at.today), at.today)
    to_rate = to_rate_views(list_to_rate(at.session, at.viewer, at.today), at.today)
    led = [each.contract_id for each in contracts if each.leads]
    besides = count_besides(at.session, at.viewer, led, at.today)
    leads_here = not engagements or any(each.leads for each in contracts)
    waiting = [waiting_view(each, at.viewer.email, INVITATION(each.invitation_id)) for each in mine.waiting]
    return at.page(
        "home/show.html",
        answered=ANSWERED.get(at.asked("answered"), ""),
        waiting=waiting,
        kept=kept_shown(at, mine.kept),
        to_do=to_do_list(engagements, slots, visits, at.today) if engagements else None,
        actions=actions_to_do(actions, engagements, at.today),
        asked=asked_views(asked, at.today),
        owed=owed_views(owed, at.today),
        returns=returns_to_do(returns, at.viewer.person_id, at.today),
        own=(*own, *to_rate),
        partners={each.partner_id: each.partner for each in engagements},
        contracts=[contract_card(each, at.today, besides.get(each.contract_id)) for each in contracts],
        leads=bool(at.viewer.with_role("manager")) and leads_here,
    )


def kept_shown(at: AtPortal, kept: Sequence[Left]) -> KeptViews:
    names = list_names(at.session, at.viewer, ids_of(kept))
    return kept_views(kept, names, list_titles(at.session, at.viewer, requirements_of(kept)))


ROUTES: list[HTTPRouteHandler] = [begin, show_home]
