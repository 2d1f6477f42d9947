"""Breadcrumbs of the pages of a contract."""

from portal.places.contracts import ContractPlace, EngagementPlace
from portal.web.addresses import AT_HOME, CONTRACT, ENGAGEMENT, HOME, PARTNERS, READINESS, SLOT
from portal.words.slot import Reader, Side

Crumb = dict[str, str]


def contract_crumbs(place: ContractPlace, *more: Crumb) -> list[Crumb]:
    """Home, the contract, and what is given."""
    page = CONTRACT if "reviewer" in place.audiences else READINESS
    return [
        {"text": "Home", "href": AT_HOME()},
        {"text": place.title, "href": page(place.contract_id)},
        *more,
    ]


def engagement_crumbs(place: EngagementPlace, *more: Crumb) -> list[Crumb]:
    partner = {"text": place.partner, "href": ENGAGEMENT(place.engagement_id)}
    return contract_crumbs(place.contract, partner, *more)


def slot_address(place: EngagementPlace, key: str) -> str:
    return SLOT(place.engagement_id, key)


def layout_of(reader: Reader) -> str:
    """Only the two sides that look at many partners get the contract's tabs."""
    return "layouts/base.html" if reader.side is Side.PARTNER else "layouts/contract.html"


def breadcrumbs(place: EngagementPlace, reader: Reader, *, inside: bool = False) -> list[Crumb]:
    """The way to an engagement; with `inside` to something of it."""
    contract_id, title = place.contract.contract_id, place.contract.title
    if reader.side is Side.PARTNER:
        way = [{"text": "Home", "href": HOME()}]
        here = title
    elif reader.side is Side.LEAD:
        way = [
            {"text": title, "href": CONTRACT(contract_id)},
            {"text": "Partners", "href": PARTNERS(contract_id)},
        ]
        here = place.partner
    else:
        way = [{"text": title, "href": READINESS(contract_id)}]
        here = place.partner
    return [*way, {"text": here, "href": ENGAGEMENT(place.engagement_id)}] if inside else way
