"""The insurance of a partner.

A partner comes once a year, when the broker writes: what is asked of us, what have we got, what do we have
to buy? A reviewer comes to see it for one engagement; the council sees whether it is in order, and no more.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.insurance.presenters.broker import broker_letter
from portal.insurance.presenters.insurance import insurance_views
from portal.insurance.queries.insurance import CoverSlot, list_cover_slots
from portal.places.contracts import EngagementPlace
from portal.places.mine import MyEngagement, list_engagements_of
from portal.standing.queries.slots import span_known, spans_known
from portal.visits.queries.booked import next_visits
from portal.web.addresses import BROKER, ENGAGEMENT_BROKER, ENGAGEMENT_INSURANCE, HOME, INSURANCE
from portal.web.at import At, AtEngagement, AtOrganisation, of_engagement, of_organisation
from portal.web.crumbs import Crumb
from portal.web.http import Response
from portal.words.slot import Side
from portal.words.wording import day

TO_HOME = {"text": "Home", "href": HOME()}


@get(INSURANCE, **of_organisation(Audience.OWN))
def show_insurance(at: NamedDependency[AtOrganisation]) -> Response:
    """All contracts of a partner, for its own people."""
    shown = insurance_shown(at, current_engagements(at), Side.PARTNER)
    return at.page("insurance/organisation.html", tab="insurance", breadcrumbs=[TO_HOME], **shown)


def current_engagements(at: AtOrganisation) -> tuple[MyEngagement, ...]:
    """Those that have not ended on the day, by the days that were known."""
    now = list_engagements_of(at.session, [at.place.organisation_id])
    asked = {each.engagement_id: (each.contract_id, each.span) for each in now}
    spans = spans_known(at.session, asked, at.as_at.known)
    then = (each.on_days(spans[each.engagement_id]) for each in now)
    return tuple(each for each in then if each.ends_on >= at.as_at.on)


@get(
    ENGAGEMENT_INSURANCE,
    **of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER),
)
def show_engagement_insurance(at: NamedDependency[AtEngagement]) -> Response:
    """One engagement: another contract of the partner is nobody's business here."""
    reader, then = at.find_reader(), place_then(at)
    shown = insurance_shown(at, [engagement_at(then)], reader.side, reader.own)
    return at.page("insurance/engagement.html", ended=ended_words(then, at.as_at.on), **shown)


def place_then(at: AtEngagement) -> EngagementPlace:
    """With the days that were known on the evening that is asked about."""
    return at.place.on_days(span_known(at.session, at.place, at.as_at.known))


def ended_words(place: EngagementPlace, on: date) -> str:
    if place.ends_on >= on:
        return ""
    return f"This part of the contract ended on {day(place.ends_on)}; nothing is asked after that day."


def insurance_shown(
    at: At[Any], engagements: Sequence[MyEngagement], side: Side, own: frozenset[UUID] = frozenset()
) -> dict[str, object]:
    """What both pages show of the engagements."""
    slots = list_slots(at, engagements, side)
    visits = next_visits(at.session, engagements, at.today, at.as_at.known)
    views = insurance_views(engagements, slots, side, at.as_at.on, at.today, visits, own)
    return {"as_at": at.as_at, "views": views, "side": side}


def list_slots(at: At[Any], engagements: Sequence[MyEngagement], side: Side) -> tuple[CoverSlot, ...]:
    asked = at.as_at
    drafts = side is Side.PARTNER
    return list_cover_slots(
        at.session, engagements, asked.on, today=asked.today, known=asked.known, drafts=drafts
    )


def engagement_at(place: EngagementPlace) -> MyEngagement:
    """The engagement of a page, as a partner's engagements are listed."""
    return MyEngagement(
        engagement_id=place.engagement_id,
        contract_id=place.contract.contract_id,
        contract=place.contract.title,
        lead=place.contract.lead,
        partner=place.partner,
        area=place.area,
        starts_on=place.starts_on,
        ends_on=place.ends_on,
        partner_id=place.partner_id,
        contract_starts_on=place.contract.starts_on,
    )


@get(BROKER, **of_organisation(Audience.OWN))
def show_letter(at: NamedDependency[AtOrganisation]) -> Response:
    """For all contracts at once."""
    slots = list_slots(at, current_engagements(at), Side.PARTNER)
    back = INSURANCE(at.place.organisation_id)
    frame = {"layout": "layouts/organisation.html", "tab": "insurance"}
    return letter_page(at, slots, at.place.name, [TO_HOME], back, **frame)


@get(ENGAGEMENT_BROKER, **of_engagement(Audience.PARTNER))
def show_engagement_letter(at: NamedDependency[AtEngagement]) -> Response:
    slots = list_slots(at, [engagement_at(place_then(at))], Side.PARTNER)
    back = ENGAGEMENT_INSURANCE(at.place.engagement_id)
    return letter_page(at, slots, at.place.partner, at.way(), back)


def letter_page(
    at: At[Any], slots: tuple[CoverSlot, ...], partner: str, way: list[Crumb], back: str, **frame: Any
) -> Response:
    """`way` leads to the page of the insurance, whose address is `back`; `frame` has a layout of its own."""
    return at.page(
        "insurance/broker.html",
        letter=broker_letter(slots, partner, at.today) if slots else None,
        partner=partner,
        back=back,
        breadcrumbs=[*way, {"text": "Insurance", "href": back}],
        **frame,
    )


ROUTES: list[HTTPRouteHandler] = [
    show_insurance,
    show_engagement_insurance,
    show_letter,
    show_engagement_letter,
]
