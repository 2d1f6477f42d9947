"""Breadcrumbs of the pages of a contract."""

from portal.queries.places import ContractPlace, EngagementPlace

Crumb = dict[str, str]


def contract_crumbs(place: ContractPlace, *more: Crumb) -> list[Crumb]:
    """Home, the contract, and what is given."""
    tail = "" if "reviewer" in place.audiences else "/readiness"
    contract = {"text": place.title, "href": f"/contracts/{place.contract_id}{tail}"}
    return [{"text": "Home", "href": "/"}, contract, *more]


def engagement_crumbs(place: EngagementPlace, *more: Crumb) -> list[Crumb]:
    partner = {"text": place.partner, "href": f"/engagements/{place.engagement_id}"}
    return contract_crumbs(place.contract, partner, *more)
