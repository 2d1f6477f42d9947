"""A slot.

A partner comes to learn what exactly is wanted, whether what was sent was taken, and if not, why not; then to
send it. A reviewer comes to see what has been said about it so far.
"""

from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from checklists.vocabulary import Kind
from portal.access import Audience
from portal.forms.typed import Typed
from portal.pages.dependencies import AsAt
from portal.pages.engagement import breadcrumbs, layout_of
from portal.pages.guards import Admits
from portal.pages.rendering import page
from portal.presenters.slot import Reader, Side, reader_of, standing_of, why
from portal.presenters.slot_page import PartView, parts_in_words
from portal.presenters.slot_picture import Picture, picture
from portal.presenters.slot_sent import sent_in_words, waivers_in_words
from portal.queries.engagement_page import VisitLine, list_visits
from portal.queries.places import EngagementPlace
from portal.queries.slot_page import SlotPage, get_slot_page
from portal.queries.slot_page_history import list_events

SEES_SLOTS = Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)


@get("/engagements/{engagement_id:uuid}/requirements/{key:str}", guards=[SEES_SLOTS], sync_to_thread=True)
def show_slot(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    key: FromPath[str],
) -> Response[str]:
    return slot_response(request, session, engagement_place, as_at, key)


def slot_response(
    request: Request[Any, Any, Any],
    session: Session,
    place: EngagementPlace,
    as_at: AsAt,
    key: FromPath[str],
    problems: dict[str, str] | None = None,
    typed: Typed | None = None,
) -> Response[str]:
    """The slot's page; with what was typed and what will not do where its form is shown again."""
    slot = get_slot_page(session, place, key, as_at.on, today=as_at.today, known=as_at.known)
    reader = reader_of(place)
    parts = parts_in_words(slot, place, reader, as_at.on)
    return page(
        request,
        "slot/show.html",
        {
            "place": place.contract,
            "engagement": place,
            "reader": reader,
            "as_at": as_at,
            "slot": slot,
            "base": slot_address(place, key),
            "standing": standing_of(slot.line, reader) if slot.line else None,
            "why": why(slot.line) if slot.line else "",
            "parts": parts,
            "people": {each.key: each for each in parts} if slot.requirement.kind is Kind.REGISTER else {},
            "picture": slot_picture(slot, place, as_at, parts, list_visits(session, place, as_at.today)),
            "sent": sent_in_words(slot, reader),
            "waivers": waivers_in_words(slot, reader),
            "acts": reader.side is Side.PARTNER and as_at.is_now,
            "problems": problems or {},
            "typed": typed or Typed(),
            "breadcrumbs": breadcrumbs(place, reader, inside=True),
            "layout": layout_of(reader),
            "tab": "partners" if reader.side is Side.LEAD else "",
        },
        status=422 if problems else 200,
    )


def slot_address(place: EngagementPlace, key: str) -> str:
    return f"/engagements/{place.engagement_id}/requirements/{key}"


def slot_picture(
    slot: SlotPage,
    place: EngagementPlace,
    as_at: AsAt,
    parts: tuple[PartView, ...],
    visits: tuple[VisitLine, ...],
) -> Picture:
    """A lane per part that matters, or one for the whole."""
    titles = {part.key: part.title for part in parts if part.key}
    lanes = [(titles[part.key], part.intervals) for part in slot.parts if part.key in titles]
    next_visit = visits[0].on_date if visits else None
    return picture(
        slot.requirement.title, lanes or [("", slot.intervals)], place.span, as_at.on, as_at.today, next_visit
    )


@get(
    "/engagements/{engagement_id:uuid}/requirements/{key:str}/history",
    guards=[SEES_SLOTS],
    sync_to_thread=True,
)
def show_history(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    key: FromPath[str],
) -> Response[str]:
    place = engagement_place
    slot = get_slot_page(session, place, key, as_at.on, today=as_at.today, known=None)
    reader: Reader = reader_of(place)
    way = breadcrumbs(place, reader, inside=True)
    return page(
        request,
        "slot/history.html",
        {
            "place": place.contract,
            "engagement": place,
            "reader": reader,
            "requirement": slot.requirement,
            "events": list_events(session, place, key),
            "breadcrumbs": [*way, {"text": slot.requirement.title, "href": slot_address(place, key)}],
            "layout": layout_of(reader),
            "tab": "partners" if reader.side is Side.LEAD else "",
        },
    )


ROUTES: list[HTTPRouteHandler] = [show_slot, show_history]
