"""Change what is agreed with a partner, and see who acts for it."""

from datetime import date

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal import clock
from portal.access import Audience
from portal.contracts.actions.change_engagement import change_engagement
from portal.contracts.forms import TERMS_QUESTIONS, read_terms, terms_as_typed
from portal.contracts.presenters.setup import person
from portal.contracts.queries.named import find_namesake
from portal.contracts.queries.setup import get_engagement_setup
from portal.invitations.queries.invitations import list_invited
from portal.standing.actions.lock_engagements import lock_contract, lock_engagement
from portal.standing.queries.apart import find_ending
from portal.web.addresses import CHANGE_ENGAGEMENT, CONTRACT, END_ENGAGEMENT
from portal.web.at import AtEngagement, of_engagement
from portal.web.between import opened, settle
from portal.web.dates import NoDay, read_day
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(CHANGE_ENGAGEMENT, **of_engagement(Audience.MANAGER))
def show_terms(at: NamedDependency[AtEngagement]) -> Response:
    return terms_page(at, opened(TERMS_QUESTIONS, kept_terms(at)))


def kept_terms(at: AtEngagement) -> Typed:
    return terms_as_typed(get_engagement_setup(at.session, at.place))


@post(CHANGE_ENGAGEMENT, once=True, **of_engagement(Audience.MANAGER))
def change(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract.contract_id)
        lock_engagement(at.session, at.place.engagement_id)
        settle(TERMS_QUESTIONS, typed, kept_terms(at))
        change_engagement(at.session, at.viewer, at.place, read_terms(typed))
        return at.in_contract.to_setup("changed")

    return at.try_to(act, lambda problems: terms_page(at, typed, problems))


def terms_page(at: AtEngagement, typed: Typed, problems: Problems | None = None) -> Response:
    contract = at.place.contract
    people = list_invited(at.session, contract, [at.place.partner_id])
    return at.in_contract.setup_page(
        "contracts/engagement.html",
        problems,
        typed=typed,
        engagement=at.place,
        people=[person(line, clock.now()) for line in people],
        has_joined=at.place.has_joined,
        namesake=find_namesake(at.session, at.place),
        base=CONTRACT(contract.contract_id),
        ended=find_ending(at.session, at.place.engagement_id),
        end=END_ENGAGEMENT(at.place.engagement_id, last_on=day_typed(typed) if problems else None),
        is_rest_changed=bool(problems) and is_rest_changed(typed, kept_terms(at)),
    )


def is_rest_changed(typed: Typed, kept: Typed) -> bool:
    """Whether anything was typed beside the last day: who goes on to end it would lose that."""
    return any(typed.first(name) != kept.first(name) for name in kept if not name.startswith("ends_on"))


def day_typed(typed: Typed) -> date | None:
    """The last day, where it is one."""
    try:
        return read_day(typed, "ends_on")
    except NoDay:
        return None


ROUTES: list[HTTPRouteHandler] = [show_terms, change]
