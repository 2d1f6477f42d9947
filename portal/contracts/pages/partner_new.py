"""Add a delivery partner to a contract."""

from collections.abc import Iterable

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.calendar import Span
from checklists.identity import named
from checklists.vocabulary import Condition
from portal.access import Audience
from portal.conditions.presenters import questions
from portal.contracts.actions.add_partner import ANOTHER, add_partner
from portal.contracts.forms import days_as_typed, odd_in_terms, read_partner
from portal.contracts.presenters.legal_forms import legal_forms
from portal.contracts.queries.named import Nameable, find_namesake, list_nameable
from portal.contracts.sheets.nearly import nearly
from portal.places.contracts import get_engagement_place
from portal.standing.queries.alike import number_words
from portal.standing.queries.conditions import list_used_conditions
from portal.web.addresses import NEW_PARTNER
from portal.web.at import AtContract, of_contract
from portal.web.choices import Item, radios
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed


@get(NEW_PARTNER, **of_contract(Audience.MANAGER))
def ask_for_partner(at: NamedDependency[AtContract]) -> Response:
    return partner_page(at, list_used_conditions(at.session, at.place), Typed(days_as_typed(at.place)))


@post(NEW_PARTNER, makes=True, **of_contract(Audience.MANAGER))
def add(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    used = list_used_conditions(at.session, at.place)

    def act() -> Response:
        engagement_id = add_partner(
            at.session, at.viewer, at.place, *read_partner(typed, used, days_of(at), at.today)
        )
        added = get_engagement_place(at.session, at.viewer, engagement_id, [Audience.MANAGER])
        return at.to_setup("partner-asked" if find_namesake(at.session, added) else "partner")

    return at.try_to(act, lambda problems: partner_page(at, used, typed, problems))


def partner_page(
    at: AtContract, used: Iterable[Condition], typed: Typed, problems: Problems | None = None
) -> Response:
    forms = legal_forms(typed.first("legal_form"))
    return at.setup_page(
        "contracts/partner.html",
        problems,
        typed=typed,
        legal_forms=forms,
        conditions=questions(used),
        odd=odd_in_terms(typed, days_of(at), at.today),
        likely=likely_items(at, typed),
    )


def likely_items(at: AtContract, typed: Typed) -> list[Item]:
    """Those of nearly the same name as was typed, as radios; none where nothing is to be asked."""
    if not typed.first("name"):
        return []
    found = nearly(
        named(typed.first("name")), list_nameable(at.session, at.place.lead_id, at.place.contract_id)
    )
    if not found:
        return []
    labels = {str(each.organisation_id): f"Yes, it is {partner_words(each)}" for each in found}
    return radios({**labels, ANOTHER: "No, it is another organisation"}, typed.first("meant"))


def partner_words(each: Nameable) -> str:
    """Its name, and its numbers where they are known: two may be called the same."""
    numbers = number_words(each.identity.charity_number, each.identity.company_number)
    return ", ".join(filter(None, (each.name, numbers)))


def days_of(at: AtContract) -> Span:
    return Span(at.place.starts_on, at.place.ends_on)


ROUTES: list[HTTPRouteHandler] = [ask_for_partner, add]
