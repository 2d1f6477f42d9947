"""The insurance of a partner.

A partner comes once a year, when the broker writes: what is asked of us, what have we got, what do we have
to buy? A reviewer comes to see it for one engagement; the council sees whether it is in order, and no more.
"""

from typing import Any

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Audience
from portal.insurance.presenters.broker import broker_letter
from portal.insurance.presenters.insurance import insurance_views
from portal.insurance.queries.insurance import CoverSlot, list_cover_slots
from portal.places.contracts import EngagementPlace
from portal.places.mine import MyEngagement, list_engagements_of
from portal.places.organisations import OrganisationPlace
from portal.visits.queries import next_visits
from portal.web.crumbs import breadcrumbs, layout_of
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.words.slot import Side, reader_of

OF_ORGANISATION = "/organisations/{organisation_id:uuid}/insurance"
OF_ENGAGEMENT = "/engagements/{engagement_id:uuid}/insurance"
HOME = [{"text": "Home", "href": "/"}]


@get(OF_ORGANISATION, guards=[Admits(Audience.OWN)], sync_to_thread=True)
def show_insurance(
    request: Request,
    session: NamedDependency[Session],
    organisation_place: NamedDependency[OrganisationPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    """All contracts of a partner, for its own people."""
    place = organisation_place
    engagements = current(list_engagements_of(session, [place.organisation_id]), as_at)
    slots = slots_of(session, engagements, as_at, Side.PARTNER)
    visits = next_visits(session, engagements, as_at.today)
    return page(
        request,
        "insurance/organisation.html",
        {
            "organisation": place,
            "tab": "insurance",
            "as_at": as_at,
            "views": insurance_views(engagements, slots, Side.PARTNER, as_at.on, as_at.today, visits),
            "side": Side.PARTNER,
            "breadcrumbs": HOME,
        },
    )


def current(engagements: tuple[MyEngagement, ...], as_at: AsAt) -> tuple[MyEngagement, ...]:
    """Those that have not ended on the day."""
    return tuple(each for each in engagements if each.ends_on >= as_at.on)


def slots_of(
    session: Session, engagements: tuple[MyEngagement, ...], as_at: AsAt, side: Side
) -> tuple[CoverSlot, ...]:
    drafts = side is Side.PARTNER
    return list_cover_slots(
        session, engagements, as_at.on, today=as_at.today, known=as_at.known, drafts=drafts
    )


@get(
    OF_ENGAGEMENT,
    guards=[Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)],
    sync_to_thread=True,
)
def show_engagement_insurance(
    request: Request,
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    """One engagement: another contract of the partner is nobody's business here."""
    place, reader = engagement_place, reader_of(engagement_place)
    mine = (as_mine(place),)
    slots = slots_of(session, mine, as_at, reader.side)
    visits = next_visits(session, mine, as_at.today)
    return page(
        request,
        "insurance/engagement.html",
        {
            "place": place.contract,
            "engagement": place,
            "reader": reader,
            "as_at": as_at,
            "views": insurance_views(mine, slots, reader.side, as_at.on, as_at.today, visits),
            "side": reader.side,
            "breadcrumbs": breadcrumbs(place, reader, inside=True),
            "layout": layout_of(reader),
            "tab": "partners" if reader.side is Side.LEAD else "",
        },
    )


def as_mine(place: EngagementPlace) -> MyEngagement:
    contract = place.contract
    return MyEngagement(
        place.engagement_id, contract.contract_id, contract.title, contract.lead, place.partner, place.area,
        place.starts_on, place.ends_on, place.partner_id,
    )  # fmt: skip


@get(f"{OF_ORGANISATION}/broker", guards=[Admits(Audience.OWN)], sync_to_thread=True)
def show_letter(
    request: Request,
    session: NamedDependency[Session],
    organisation_place: NamedDependency[OrganisationPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    """For all contracts at once."""
    place = organisation_place
    engagements = current(list_engagements_of(session, [place.organisation_id]), as_at)
    slots = slots_of(session, engagements, as_at, Side.PARTNER)
    back = f"/organisations/{place.organisation_id}/insurance"
    way = [*HOME, {"text": "Insurance", "href": back}]
    frame = {"layout": "layouts/organisation.html", "organisation": place, "tab": "insurance"}
    return letter_page(request, slots, place.name, as_at, way, frame)


@get(f"{OF_ENGAGEMENT}/broker", guards=[Admits(Audience.PARTNER)], sync_to_thread=True)
def show_engagement_letter(
    request: Request,
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    place = engagement_place
    slots = slots_of(session, (as_mine(place),), as_at, Side.PARTNER)
    way = breadcrumbs(place, reader_of(place), inside=True)
    back = f"/engagements/{place.engagement_id}/insurance"
    way = [*way, {"text": "Insurance", "href": back}]
    return letter_page(request, slots, place.partner, as_at, way, {"layout": "layouts/base.html"})


def letter_page(
    request: Request,
    slots: tuple[CoverSlot, ...],
    partner: str,
    as_at: AsAt,
    way: list[dict[str, str]],
    frame: dict[str, Any],
) -> Response:
    """`frame` has the layout and what it needs."""
    letter = broker_letter(slots, partner, as_at.today) if slots else None
    return page(
        request,
        "insurance/broker.html",
        {"letter": letter, "partner": partner, "breadcrumbs": way, "back": way[-1]["href"], **frame},
    )


ROUTES: list[HTTPRouteHandler] = [
    show_insurance,
    show_engagement_insurance,
    show_letter,
    show_engagement_letter,
]
