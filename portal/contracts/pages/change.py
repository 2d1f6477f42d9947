"""Change what a contract is called, and its days: it was renamed, or extended; or its commissioner was
misspelt."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.calendar import Span
from portal.access import Audience
from portal.contracts.actions.change_contract import change_contract
from portal.contracts.forms import (
    COMMISSIONER,
    contract_as_typed,
    contract_questions,
    odd_in_contract,
    read_contract_terms,
)
from portal.contracts.queries.named import is_entered
from portal.places.contracts import ContractPlace
from portal.standing.actions.lock_engagements import lock_contract
from portal.web.addresses import CHANGE_CONTRACT
from portal.web.at import AtContract, at_contract, of_contract
from portal.web.between import opened, settle
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(CHANGE_CONTRACT, **of_contract(Audience.MANAGER))
def ask_for_change(at: NamedDependency[AtContract]) -> Response:
    asked = contract_questions(with_commissioner=stands_in(at))
    return terms_page(at, opened(asked, contract_as_typed(at.place)))


def days_of(place: ContractPlace) -> Span:
    return Span(place.starts_on, place.ends_on)


def terms_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    odd = odd_in_contract(typed, days_of(at.place), at.today)
    return at.setup_page("contracts/terms.html", problems, typed=typed, odd=odd, stands_in=stands_in(at))


def stands_in(at: AtContract) -> bool:
    """Whether the lead has entered the commissioner, and nobody there has joined."""
    return is_entered(at.session, at.place.lead_id, at.place.commissioner_id)


@post(CHANGE_CONTRACT, once=True, **of_contract(Audience.MANAGER))
def change(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract_id)
        place = at_contract(at.request, at.session, at.viewer, at.as_at).place
        asked = contract_questions(with_commissioner=COMMISSIONER in typed)
        settle(asked, typed, contract_as_typed(place))
        terms = read_contract_terms(typed, days_of(place), at.today)
        change_contract(at.session, at.viewer, place, terms)
        return at.to_setup("changed")

    return at.try_to(act, lambda problems: terms_page(at, typed, problems))


ROUTES: list[HTTPRouteHandler] = [ask_for_change, change]
