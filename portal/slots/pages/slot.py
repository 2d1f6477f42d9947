"""A slot.

A partner comes to learn what exactly is wanted, whether what was sent was taken, and if not, why not; then to
send it. A reviewer comes to see what has been said about it so far.
"""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from checklists.likeness import SHARED_BETWEEN_CONTRACTS
from checklists.vocabulary import Kind, Stage, State
from portal.access import Audience
from portal.conditions.presenters import depends_words
from portal.places.contracts import EngagementPlace
from portal.slots.pages.assessment import assessment_notes
from portal.slots.presenters.accounts import accounts_view
from portal.slots.presenters.gaps import gaps_by_cover
from portal.slots.presenters.page import PartView, parts_in_words, signed_anew
from portal.slots.presenters.people import SlotPeople, slot_people
from portal.slots.presenters.picture import Picture, picture
from portal.slots.presenters.sent import sent_in_words, waivers_in_words
from portal.slots.queries.elsewhere import has_sent_elsewhere
from portal.slots.queries.engagement import VisitLine, list_visits
from portal.slots.queries.history import list_events
from portal.slots.queries.slot import SlotPage, get_slot_page
from portal.standing.queries.confirmations import Signed, find_signed
from portal.web.crumbs import breadcrumbs, layout_of, slot_address
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.slot import Reader, Side, exception_reason, reader_of, standing_of, why
from portal.words.waived import waive_words, waived_word

SEES_SLOTS = Admits(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)


@get("/engagements/{engagement_id:uuid}/requirements/{key:str}", guards=[SEES_SLOTS], sync_to_thread=True)
def show_slot(
    request: Request,
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    key: FromPath[str],
) -> Response:
    return slot_response(request, session, engagement_place, as_at, key)


def slot_response(
    request: Request,
    session: Session,
    place: EngagementPlace,
    as_at: AsAt,
    key: FromPath[str],
    problems: dict[str, str] | None = None,
    typed: Typed | None = None,
) -> Response:
    """The slot's page; with what was typed and what will not do where its form is shown again."""
    slot = get_slot_page(session, place, key, as_at.on, today=as_at.today, known=as_at.known)
    reader = reader_of(place)
    parts = parts_in_words(slot, place, reader, as_at.on)
    still = find_still(session, place, slot, as_at, reader)
    return page(
        request,
        "slots/slot.html",
        {
            "place": place.contract,
            "engagement": place,
            "reader": reader,
            "as_at": as_at,
            "slot": slot,
            "base": slot_address(place, key),
            "standing": standing_of(slot.line, reader) if slot.line else None,
            "why": (exception_reason(slot.line, reader) or why(slot.line)) if slot.line else "",
            "waive_words": waive_words(slot.requirement),
            "parts": signed_anew(parts) if still else parts,
            "people": people_of(slot, place, reader, as_at),
            "picture": slot_picture(slot, place, as_at, parts, list_visits(session, place, as_at.today)),
            "accounts": accounts_view(slot, place, reader),
            "gaps": gaps_by_cover(slot, place) if slot.requirement.kind is Kind.COVER else {},
            "still": still,
            "sent": sent_in_words(slot, reader),
            "waivers": waivers_in_words(slot, reader),
            "depends_on": depends_words(slot.requirement),
            "acts": reader.side is Side.PARTNER and as_at.is_now,
            "from_shelf": reader.side is Side.PARTNER and has_shelf_for(session, place, slot),
            **assessment_notes(session, place, slot.requirement),
            "problems": problems or {},
            "typed": typed or Typed(),
            "breadcrumbs": breadcrumbs(place, reader, inside=True),
            "layout": layout_of(reader),
            "tab": "partners" if reader.side is Side.LEAD else "",
        },
        status=422 if problems else 200,
    )


def people_of(slot: SlotPage, place: EngagementPlace, reader: Reader, as_at: AsAt) -> SlotPeople | None:
    return slot_people(slot, place, reader, as_at.on) if slot.requirement.kind is Kind.REGISTER else None


def has_shelf_for(session: Session, place: EngagementPlace, slot: SlotPage) -> bool:
    return slot.requirement.kind in SHARED_BETWEEN_CONTRACTS and has_sent_elsewhere(session, place)


def find_still(
    session: Session, place: EngagementPlace, slot: SlotPage, as_at: AsAt, reader: Reader
) -> Signed | None:
    """The confirmation to say of that it is still in force, when the time has come to say so."""
    line = slot.line
    if line is None or reader.side is not Side.PARTNER or not as_at.is_now:
        return None
    is_time = line.is_near_end or line.slot.interval.state is State.EXPIRED
    if not is_time or line.slot.stage is Stage.WAITING:
        return None
    return find_signed(session, place, slot.requirement, as_at.today)


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
    waived = waived_word(slot.requirement)
    return picture(
        slot.requirement.title, lanes or [("", slot.intervals)], place.span, as_at.on, as_at.today,
        next_visit, waived,
    )  # fmt: skip


@get(
    "/engagements/{engagement_id:uuid}/requirements/{key:str}/history",
    guards=[SEES_SLOTS],
    sync_to_thread=True,
)
def show_history(
    request: Request,
    session: NamedDependency[Session],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    key: FromPath[str],
) -> Response:
    place = engagement_place
    slot = get_slot_page(session, place, key, as_at.on, today=as_at.today, known=None)
    reader: Reader = reader_of(place)
    way = breadcrumbs(place, reader, inside=True)
    return page(
        request,
        "slots/history.html",
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
