"""Make a contract from a checklist: a built-in one, or one of the lead's own."""

from collections.abc import Sequence
from dataclasses import replace

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.library import library
from checklists.requirement import Checklist
from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.authoring.pages.own import own_checklists
from portal.authoring.presenters.draft import sizes
from portal.authoring.queries.own import OwnLine
from portal.contracts.actions.create_contract import create_contract
from portal.contracts.forms import odd_in_contract, read_contract
from portal.web.addresses import HOME, NEW_CONTRACT, SET_UP
from portal.web.at import AtPortal, of_portal
from portal.web.choices import leads_of, radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

ANOTHERS = "That checklist belongs to another organisation than the one that leads the contract."


@get(NEW_CONTRACT, **of_portal(Audience.MANAGING))
def ask_for_contract(at: NamedDependency[AtPortal]) -> Response:
    own = own_checklists(at)
    chosen = find_own(own, at.asked("checklist"))
    typed = Typed({"lead": [str(chosen.organisation_id) if chosen else next(iter(leads_of(at.viewer)))]})
    if chosen or len(library()) + len(own) == 1:
        typed["checklist"] = [str(chosen.checklist_id) if chosen else next(iter(library()))]
    return contract_page(at, own, typed)


@post(NEW_CONTRACT, makes=True, **of_portal(Audience.MANAGING))
def make_contract(at: NamedDependency[AtPortal], typed: NamedDependency[Typed]) -> Response:
    own = own_checklists(at)

    def act() -> Response:
        lead_id, new = read_contract(typed, at.viewer.with_role("manager"), checklists_of(own), at.today)
        if chosen := find_own(own, new.checklist):
            if chosen.organisation_id != lead_id:
                raise CannotDo({"checklist": ANOTHERS})
            new = replace(new, checklist=chosen.key)
        return at.go(SET_UP(create_contract(at.session, at.viewer, lead_id, new), done="contract"))

    return at.try_to(act, lambda problems: contract_page(at, own, typed, problems))


def find_own(own: Sequence[OwnLine], text: str) -> OwnLine | None:
    return next((each for each in own if str(each.checklist_id) == text), None)


def checklists_of(own: Sequence[OwnLine]) -> dict[str, Checklist]:
    """By what stands for them in the form: an id for the leads' own, a key for the built-in ones."""
    return {str(each.checklist_id): each.checklist for each in own} | library()


def contract_page(
    at: AtPortal, own: Sequence[OwnLine], typed: Typed, problems: Problems | None = None
) -> Response:
    found, ours = checklists_of(own), {str(each.checklist_id): each.organisation for each in own}
    hints = {key: sizes(each) for key, each in found.items()}
    if ours:
        hints |= {key: f"{lead}’s own, {hints[key]}" for key, lead in ours.items()}
    titles = {key: each.title for key, each in found.items()}
    return at.page(
        "contracts/contract.html",
        problems,
        typed=typed,
        odd=odd_in_contract(typed, None, at.today),
        leads=radios(leads_of(at.viewer), typed.first("lead")),
        lead=typed.first("lead"),
        checklists=radios(titles, typed.first("checklist"), hints),
        breadcrumbs=[{"text": "Home", "href": HOME()}],
    )


ROUTES: list[HTTPRouteHandler] = [ask_for_contract, make_contract]
