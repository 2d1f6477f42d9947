"""A slot.

A partner comes to learn what exactly is wanted, whether what was sent was taken, and if not, why not; then to
send it. A reviewer comes to see what has been said about it so far.
"""

from dataclasses import replace
from datetime import date

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.calendar import Span, in_words
from checklists.likeness import SHARED_BETWEEN_CONTRACTS
from checklists.vocabulary import Kind, Stage, State
from portal.access import Audience
from portal.conditions.presenters import depends_words, doubt_words
from portal.conditions.queries import volunteers_unsaid
from portal.history.presenters.events import event_view
from portal.insurance.queries.waiting import list_waiting
from portal.places.contracts import EngagementPlace
from portal.slots.pages.assessment import assessment_notes
from portal.slots.presenters.accounts import accounts_view
from portal.slots.presenters.gaps import gaps_by_cover
from portal.slots.presenters.issued import editions_view, is_to_be_acknowledged
from portal.slots.presenters.page import PartView, mends_nothing, parts_in_words, signed_anew
from portal.slots.presenters.people import SlotPeople, slot_people
from portal.slots.presenters.picture import Picture, picture
from portal.slots.presenters.sent import Promise, sent_in_words, waivers_in_words
from portal.slots.queries.elsewhere import has_sent_elsewhere
from portal.slots.queries.engagement import list_visits
from portal.slots.queries.history import find_history
from portal.slots.queries.slot import SlotPage, get_asked_requirement, get_slot_page
from portal.standing.queries.apart import apart_words
from portal.standing.queries.confirmations import Signed, find_signed
from portal.standing.queries.promises import find_promise
from portal.standing.queries.slots import SlotLine, span_known
from portal.submissions.actions.keep_draft import is_sent_by_itself
from portal.web.addresses import FINDING, SLOT, SLOT_HISTORY, WAIVE
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.ahead import looked_ahead
from portal.words.event_groups import GROUPS
from portal.words.slot import Reader, Side, carried_out_by, standing_of, waiver_reason, why
from portal.words.waived import waive_words, waived_word

DONE = {
    "waived": "It is kept. What follows from it stands below.",
    "corrected": "The correction is kept. What follows from it stands below.",
    "recorded": "It is recorded.",
}
OF_BOTH_SIDES = of_engagement(Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER)


@get(SLOT, **OF_BOTH_SIDES)
def show_slot(at: NamedDependency[AtEngagement], key: FromPath[str]) -> Response:
    return slot_page(at, key)


def slot_page(
    at: AtEngagement, key: str, problems: Problems | None = None, typed: Typed | None = None
) -> Response:
    """The slot's page; with what was typed and what will not do where its form is shown again."""
    place, as_at = at.place, at.as_at
    on, span = at.shown_on, span_known(at.session, place, as_at.known)
    is_partner, then = at.reader.side is Side.PARTNER, place.on_days(span)
    visits = list_visits(at.session, then, at.today, as_at.known)
    visit_on = visits[0].on_date if visits else None
    slot = get_slot_page(at.session, place, key, on, today=as_at.today, known=as_at.known)
    reader = at.find_reader(is_sent=bool(slot.sent))
    until = visit_on if is_partner and as_at.is_now else None
    if slot.line:
        slot = replace(slot, line=looked_ahead(slot.line, place.span, at.today, until))
    parts = parts_in_words(slot, then, reader, on, until)
    still, editions = find_still(at, slot), editions_view(slot)
    is_held_up = mends_nothing(slot, parts)
    standing = standing_of(slot.line, reader) if slot.line else None
    return at.page(
        "slots/slot.html",
        problems,
        as_at=as_at,
        slot=slot,
        base=SLOT(place.engagement_id, key),
        standing=standing,
        editions=editions,
        to_acknowledge=is_to_be_acknowledged(editions, standing),
        why=(waiver_reason(slot.line, reader) or why_here(slot.line)) if slot.line else "",
        waive_words=waive_words(slot.requirement) if at.today <= place.ends_on else "",
        parts=signed_anew(parts) if still or is_held_up else parts,
        mends_nothing=is_held_up,
        people=people_of(at, slot, then, reader),
        picture=slot_picture(at, slot, span, parts, visit_on),
        accounts=accounts_view(slot, place, reader),
        gaps=gaps_of(at, slot),
        still=still,
        sent=sent_in_words(slot, reader, promise_of(at, slot)),
        waivers=waivers_in_words(slot, reader, WAIVE(place.engagement_id, key)),
        depends_on=depends_words(slot.requirement),
        doubt=doubt_words(volunteers_of(at, slot)),
        apart=apart_words(span, as_at.on) if as_at.on not in span else "",
        carried_out_by=carried_out_by(slot.requirement, place),
        acts=is_partner and as_at.is_now and at.today <= span.until_on,
        may_receive=reader.side is Side.LEAD and as_at.is_now and may_receive(at, slot),
        from_shelf=is_partner and has_shelf_for(at, slot),
        found=found_notes(at, slot),
        done=DONE.get(at.asked("done"), ""),
        **assessment_notes(at, slot.requirement),
        typed=typed or Typed(),
    )


def why_here(line: SlotLine) -> str:
    """What a finding says stands on the page by itself, with the way to it."""
    return "" if line.told.is_by_finding else why(line)


def volunteers_of(at: AtEngagement, slot: SlotPage) -> int:
    """How many volunteers stand on the register where it is not needed, as none are said to take part."""
    is_asked = slot.line is None or slot.line.slot.interval.state is not State.NOT_NEEDED
    if is_asked or not at.as_at.is_now:
        return 0
    return volunteers_unsaid(at.session, at.place, slot.requirement.condition, holds=False, on=at.today)


def may_receive(at: AtEngagement, slot: SlotPage) -> bool:
    """Whether the lead may enter what came for it by post."""
    return is_sent_by_itself(slot.requirement) and at.today <= at.place.ends_on


def found_notes(at: AtEngagement, slot: SlotPage) -> list[dict[str, str]]:
    """That findings say it is not in order on the day, from when to when, and the way to each."""
    return [
        {
            "since": in_words(days.from_on),
            "until": in_words(days.until_on) if each.closed_on else "",
            "href": FINDING(at.place.engagement_id, each.finding),
        }
        for each in slot.found
        if (days := each.days) and at.shown_on in days
    ]


def gaps_of(at: AtEngagement, slot: SlotPage) -> dict[str, tuple[str, ...]]:
    if slot.requirement.kind is not Kind.COVER:
        return {}
    waiting = list_waiting(at.session, at.place, slot.requirement.key) if at.as_at.is_now else ()
    return gaps_by_cover(slot, at.place, waiting, at.today)


def promise_of(at: AtEngagement, slot: SlotPage) -> Promise | None:
    """What the lead has promised; None where nothing waits for that."""
    waits = slot.line and any(work.stage is Stage.WAITING for work in slot.line.work)
    if not (waits and at.as_at.is_now):
        return None
    return Promise(find_promise(at.session, at.place.contract.contract_id), at.today)


def people_of(at: AtEngagement, slot: SlotPage, then: EngagementPlace, reader: Reader) -> SlotPeople | None:
    if slot.requirement.kind is not Kind.REGISTER:
        return None
    return slot_people(slot, then, reader, at.shown_on)


def has_shelf_for(at: AtEngagement, slot: SlotPage) -> bool:
    """A schedule of insurance may serve another cover of the same contract."""
    if slot.requirement.kind not in SHARED_BETWEEN_CONTRACTS:
        return False
    own = slot.requirement.key if slot.requirement.kind is Kind.COVER else ""
    return has_sent_elsewhere(at.session, at.place, own)


def find_still(at: AtEngagement, slot: SlotPage) -> Signed | None:
    """The confirmation to say of that it is still in force, when the time has come to say so."""
    line = slot.line
    if line is None or at.reader.side is not Side.PARTNER or not at.as_at.is_now:
        return None
    is_time = line.is_near_end or line.slot.interval.state is State.EXPIRED
    if not is_time or line.slot.stage is Stage.WAITING:
        return None
    return find_signed(at.session, at.place, slot.requirement, at.today)


def slot_picture(
    at: AtEngagement, slot: SlotPage, span: Span, parts: tuple[PartView, ...], visit_on: date | None
) -> Picture:
    """A lane per part that matters, or one for the whole."""
    titles = {part.key: part.title for part in parts if part.key}
    lanes = [(titles[part.key], part.intervals) for part in slot.parts if part.key in titles]
    return picture(
        slot.requirement.title,
        lanes or [("", slot.intervals)],
        span,
        at.as_at.on,
        at.today,
        visit_on,
        waived_word(slot.requirement),
    )


@get(SLOT_HISTORY, **OF_BOTH_SIDES)
def show_history(at: NamedDependency[AtEngagement], key: FromPath[str]) -> Response:
    requirement = get_asked_requirement(at.session, at.place, key, at.as_at.on)
    slot = {"text": requirement.title, "href": SLOT(at.place.engagement_id, key)}
    found = find_history(at.session, at.place, key, GROUPS["seen"][1])
    return at.page(
        "slots/history.html",
        requirement=requirement,
        events=[
            (event_view(each, {}, with_contract=False), found.words.get(each.number, ""))
            for each in found.happened.lines
        ],
        looked=[event_view(each, {}, with_contract=False) for each in found.looked.lines],
        more_happened=found.happened.is_more,
        more_looked=found.looked.is_more,
        breadcrumbs=at.way(slot),
    )


ROUTES: list[HTTPRouteHandler] = [show_slot, show_history]
