"""The people of a contract: who has it, who of the lead works on it, whom the lead has invited; and handing
it over to a colleague."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal import clock
from portal.access import Audience
from portal.people import presenters
from portal.people.actions.hand_over_contract import hand_over_contract
from portal.people.forms import managers_as_typed, read_handing_over
from portal.people.queries.managers import ContractManagers, get_managers
from portal.people.queries.pending import list_pending_of_contract
from portal.people.queries.people import list_people
from portal.web.addresses import CONTRACT_PEOPLE, HAND_OVER, INVITATIONS, INVITE_PERSON
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.pagination import paging
from portal.web.typed import Typed

PENDING_A_PAGE = 100
ON_IT = {"manager", "reviewer"}
"""The parts of the lead's people that have to do with its contracts."""


@get(CONTRACT_PEOPLE, **of_contract(Audience.MANAGER))
def show_contract_people(at: NamedDependency[AtContract]) -> Response:
    now, place = clock.now(), at.place
    known = get_managers(at.session, place.contract_id)
    people = [line for line in list_people(at.session, place.lead_id) if line.role in ON_IT]
    waiting = list_pending_of_contract(at.session, place)
    here = paging(at.asked("page"), len(waiting), PENDING_A_PAGE)
    return at.page(
        "people/contract.html",
        tab="people",
        has=presenters.has_words(known, place.lead),
        is_without=known.is_without,
        people=[presenters.person(line, place.lead_id, at.viewer, now) for line in people],
        pending=[
            presenters.pending(line, now, contract=place.contract_id) for line in here.lines_of(waiting)
        ],
        found=here.words("invitation"),
        pagination=here.links(at.request.url.path),
        hand_over=HAND_OVER(place.contract_id),
        invite=INVITE_PERSON(place.contract_id),
        invitations=INVITATIONS(place.contract_id),
        done=presenters.done_words(at.asked("done")),
    )


@get(HAND_OVER, **of_contract(Audience.MANAGER))
def ask_to_hand_over(at: NamedDependency[AtContract]) -> Response:
    known = get_managers(at.session, at.place.contract_id)
    return hand_over_page(at, managers_as_typed(known), known)


@post(HAND_OVER, **of_contract(Audience.MANAGER))
def hand_over(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        read = read_handing_over(typed)
        is_new = hand_over_contract(at.session, at.viewer, at.place, read.said, read.was)
        had_it = not is_new and read.was == read.said["manager"]  # no second press of what was new
        return at.go(CONTRACT_PEOPLE(at.place.contract_id, done="so-already" if had_it else "handed-over"))

    def otherwise(problems: Problems) -> Response:
        return hand_over_page(at, typed, get_managers(at.session, at.place.contract_id), problems)

    return at.try_to(act, otherwise)


def hand_over_page(
    at: AtContract, typed: Typed, known: ContractManagers, problems: Problems | None = None
) -> Response:
    place, managers = at.place, list_people(at.session, at.place.lead_id)
    people = {"text": "People", "href": CONTRACT_PEOPLE(place.contract_id)}
    return at.page(
        "people/hand_over.html",
        problems,
        tab="people",
        has=presenters.has_words(known, place.lead),
        managers=presenters.manager_choices(managers, typed.first("manager"), "Choose a manager"),
        deputies=presenters.manager_choices(managers, typed.first("deputy"), "Nobody"),
        was=str(known.manager.person_id) if known.manager else "",
        back=people["href"],
        breadcrumbs=contract_crumbs(place, people),
    )


ROUTES: list[HTTPRouteHandler] = [show_contract_people, ask_to_hand_over, hand_over]
