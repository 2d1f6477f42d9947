"""Breadcrumbs of the pages of a contract."""

from portal.places.contracts import ContractPlace, EngagementPlace
from portal.words.slot import Reader, Side

Crumb = dict[str, str]


def contract_crumbs(place: ContractPlace, *more: Crumb) -> list[Crumb]:
    """Home, the contract, and what is given."""
    tail = "" if "reviewer" in place.audiences else "/readiness"
    contract = {"text": place.title, "href": f"/contracts/{place.contract_id}{tail}"}
    return [{"text": "Home", "href": "/"}, contract, *more]


def engagement_crumbs(place: EngagementPlace, *more: Crumb) -> list[Crumb]:
    partner = {"text": place.partner, "href": f"/engagements/{place.engagement_id}"}
    return contract_crumbs(place.contract, partner, *more)


def slot_address(place: EngagementPlace, key: str) -> str:
    return f"/engagements/{place.engagement_id}/requirements/{key}"


def layout_of(reader: Reader) -> str:
    """Only the two sides that look at many partners get the contract's tabs."""
    return "layouts/base.html" if reader.side is Side.PARTNER else "layouts/contract.html"


def breadcrumbs(place: EngagementPlace, reader: Reader, *, inside: bool = False) -> list[dict[str, str]]:
    """The way to an engagement; with `inside` to something of it."""
    contract = f"/contracts/{place.contract.contract_id}"
    if reader.side is Side.PARTNER:
        way = [{"text": "Home", "href": "/"}]
        here = place.contract.title
    elif reader.side is Side.LEAD:
        way = [
            {"text": place.contract.title, "href": contract},
            {"text": "Partners", "href": f"{contract}/partners"},
        ]
        here = place.partner
    else:
        way = [{"text": place.contract.title, "href": f"{contract}/readiness"}]
        here = place.partner
    return [*way, {"text": here, "href": f"/engagements/{place.engagement_id}"}] if inside else way
