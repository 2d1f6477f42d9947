"""Change what a contract is called, and its days: it was renamed, or extended."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.contracts.actions.change_contract import change_contract
from portal.contracts.forms import contract_as_typed, read_contract_terms
from portal.web.addresses import CHANGE_CONTRACT
from portal.web.at import AtContract, of_contract
from portal.web.http import Response
from portal.web.typed import Typed


@get(CHANGE_CONTRACT, **of_contract(Audience.MANAGER))
def ask_for_change(at: NamedDependency[AtContract]) -> Response:
    return at.setup_page("contracts/terms.html", typed=contract_as_typed(at.place))


@post(CHANGE_CONTRACT, **of_contract(Audience.MANAGER))
def change(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        change_contract(at.session, at.viewer, at.place, read_contract_terms(typed))
        return at.to_setup("changed")

    return at.try_to(act, lambda problems: at.setup_page("contracts/terms.html", problems, typed=typed))


ROUTES: list[HTTPRouteHandler] = [ask_for_change, change]
