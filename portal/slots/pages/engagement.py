"""An engagement on a day.

A partner comes to see all of it at once before a visit, and to print it; the lead to see one partner; the
commissioner to see the same without names, files or ways into it.
"""

from collections.abc import Iterable
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from checklists.vocabulary import Kind
from portal.access import Audience
from portal.assessments.presenters.incident import standing_days
from portal.assessments.queries import list_incidents
from portal.places.contracts import EngagementPlace
from portal.register.queries.standing import in_date_by_register, register_parts
from portal.slots.presenters.engagement import engagement_view, in_date_words
from portal.slots.queries.engagement import list_filed, list_slots, list_visits
from portal.standing.queries.slots import SlotLine
from portal.web.crumbs import breadcrumbs, layout_of
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.rendering import page
from portal.words.slot import Reader, Side, reader_of


@get(
    "/engagements/{engagement_id:uuid}",
    guards=[Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)],
    sync_to_thread=True,
)
def show_engagement(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
) -> Response[str]:
    place = engagement_place
    reader = reader_of(place)
    lines = list_slots(session, place, as_at.on, today=as_at.today, known=as_at.known)
    visits = list_visits(session, place, as_at.today)
    counts = people_in_date(session, place, reader, lines, as_at)
    return page(
        request,
        "slots/engagement.html",
        {
            "place": place.contract,
            "engagement": place,
            "reader": reader,
            "as_at": as_at,
            "view": engagement_view(place, reader, lines, visits, as_at.on, list_filed(session, place)),
            "in_date": in_date_words(counts),
            "insures": any(line.slot.requirement.kind is Kind.COVER for line in lines),
            "incidents": incident_days(session, place, reader),
            "breadcrumbs": breadcrumbs(place, reader),
            "layout": layout_of(reader),
            "tab": "partners" if reader.side is Side.LEAD else "",
        },
    )


def incident_days(session: Session, place: EngagementPlace, reader: Reader) -> tuple[str, ...] | None:
    """The days of incidents that stand; None for the commissioner, who only sees what follows from them."""
    if reader.side is Side.COMMISSIONER:
        return None
    return standing_days(list_incidents(session, place))


def people_in_date(
    session: Session, place: EngagementPlace, reader: Reader, lines: Iterable[SlotLine], as_at: AsAt
) -> dict[str, tuple[int, int]]:
    """By register, for those who look at a partner: how many people are in date, of how many."""
    has_register = any(line.slot.requirement.kind is Kind.REGISTER for line in lines)
    if reader.side is Side.PARTNER or as_at.known or not has_register:
        return {}
    asked = {place.engagement_id: (place.contract.contract_id, place.span)}
    return in_date_by_register(register_parts(session, asked, as_at.on, with_work=False))


ROUTES: list[HTTPRouteHandler] = [show_engagement]
