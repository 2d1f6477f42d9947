"""A page to read before a meeting: how everybody stands on its day, what has changed, what is in the way."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.access import Audience
from portal.commitments.presenters import counts
from portal.commitments.queries.promised import list_promised
from portal.findings.presenters.view import action_views, counted_words
from portal.findings.queries.actions import list_open_of_contract
from portal.findings.queries.counted import count_open
from portal.overview.pages.changes import known_then
from portal.overview.pages.readiness import find_ahead, own_here, tell_points
from portal.overview.presenters import changes as changes_presenter
from portal.overview.presenters import readiness as readiness_presenter
from portal.overview.presenters.changes import Naming
from portal.overview.presenters.readiness import is_lead
from portal.overview.queries.changes import NUMBERS_ALONE, Between
from portal.overview.queries.come_and_gone import find_changes
from portal.overview.queries.here import count_organisations
from portal.overview.queries.overview import count_levels
from portal.overview.queries.partners import A_PAGE, Wanted
from portal.overview.queries.readiness import PartnerReadiness, list_readiness
from portal.packs.presenters.briefing import by_requirement, duty_view, waived_view
from portal.packs.presenters.page import pack_view
from portal.packs.queries.briefing import list_duties, list_waived
from portal.packs.queries.packs import list_shared
from portal.standing.queries.as_known import When, when_asked
from portal.standing.queries.in_force import forms_asked, get_checklist
from portal.visits.queries.booked import VisitLine, get_visit, list_visits
from portal.visits.queries.by_day import list_on_day
from portal.visits.queries.held import find_last_held, list_held_before
from portal.visits.queries.taking_part import list_partners_of
from portal.web.addresses import ACTIONS, BRIEFING, CALENDAR, CHANGES, PACK, PACKS, READINESS, VISIT
from portal.web.asked import asked_id
from portal.web.at import AtContract, of_contract
from portal.web.commitment_addresses import CONTRACT_COMMITMENTS
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response
from portal.web.pagination import query_of
from portal.words.labels import VISIT as KINDS
from portal.words.wording import areas_words, day, when_words

MOST = 2000
"""Partners whose blockers are counted by requirement."""

MEETINGS, MOST_ON_A_DAY = 6, 200
"""Meetings to come that can be chosen, and visits of one day among which its meeting is looked for."""


@get(BRIEFING, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_briefing(at: NamedDependency[AtContract]) -> Response:
    """For the next meeting, or for the visit or the day that the address asks about. Of a visit with some
    partners it is about them alone."""
    place, coming = at.place, list_visits(at.session, at.place, at.today, MEETINGS + 1)
    meeting = meeting_asked(at, coming)
    on = meeting.on_date if meeting else at.as_at.on
    those = list_partners_of(at.session, meeting.visit_id) if meeting else []
    only = frozenset(each.engagement_id for each in those)
    when, given = when_asked(on, at.today, None), {"on": on.isoformat()}
    levels = count_levels(at.session, place, [on], only=[*only] or None)[on]
    partners = None if only else count_organisations(at.session, place, when)
    wanted = Wanted(sort="level", limit=MOST, only=only)
    found = [each for each in list_readiness(at.session, place, when, wanted, levels) if each.blockers]
    checklist = get_checklist(at.session, place.contract_id, on)
    titles = {each.key: each for each in checklist.requirements}
    way = contract_crumbs(place)
    return at.page(
        "packs/briefing.html",
        tab="briefing",
        breadcrumbs=way if is_lead(place) else way[:1],
        title=title_of(meeting, on),
        on=on,
        with_whom=[each.called for each in those],
        everybody_href=BRIEFING(place.contract_id, **given),
        meetings=[choice(each, place.contract_id, meeting) for each in coming[:MEETINGS]],
        later_href=CALENDAR(place.contract_id) if len(coming) > MEETINGS else "",
        summary=readiness_presenter.summary(levels, place, areas_words(partners, levels.all_partners)),
        shares=readiness_presenter.shares(levels),
        readiness_href=READINESS(place.contract_id, **given),
        cards=cards_of(at, found[:A_PAGE], on),
        query=query_of(given),
        more=max(len(found) - A_PAGE, 0),
        by_requirement=by_requirement(found),
        waived=[waived_view(each, titles) for each in list_waived(at.session, place, checklist, when, only)],
        duties=[
            duty_view(each, place.lead) for each in list_duties(at.session, place, checklist, when, only)
        ],
        packs=packs_of(at, only),
        packs_href=PACKS(place.contract_id),
        forms=forms_asked(at.session, place.contract_id),
        is_desk=is_lead(place),
        promised=promised_words(at, only, when),
        promised_href=CONTRACT_COMMITMENTS(place.contract_id, **given),
        **actions_of(at, only, when),
        **changed(at, on, only, meeting),
    )


def meeting_asked(at: AtContract, coming: list[VisitLine]) -> VisitLine | None:
    """The one that the address names, or the next; of a day that it asks about the one with all partners.
    Raises NotHere where it names none of the contract's."""
    if visit_id := asked_id(at.request, "visit"):
        return get_visit(at.session, at.place, visit_id)
    if not at.is_asked("on"):
        return coming[0] if coming else None
    on = at.as_at.on
    is_behind = bool(coming) and coming[-1].on_date <= on
    those = list_on_day(at.session, at.place, on, MOST_ON_A_DAY, 0) if is_behind else coming
    return next((each for each in those if each.on_date == on and not each.partners), None)


def title_of(meeting: VisitLine | None, on: date) -> str:
    return (
        f"Before the {KINDS[meeting.kind].lower()} on {day(on)}"
        if meeting
        else f"How things stand on {day(on)}"
    )


def choice(each: VisitLine, contract_id: object, shown: VisitLine | None) -> dict[str, object]:
    words = f"{KINDS[each.kind]}, {each.partner}" if each.partner else KINDS[each.kind]
    return {
        "words": f"{words}, {when_words(each.on_date, each.at_time)}",
        "href": BRIEFING(contract_id, visit=each.visit_id)
        if each.partners
        else BRIEFING(contract_id, on=each.on_date),
        "visit_href": VISIT(contract_id, each.visit_id),
        "is_shown": shown is not None and each.visit_id == shown.visit_id,
    }


def cards_of(at: AtContract, found: list[PartnerReadiness], on: date) -> list[object]:
    """Without what is near to lapsing: here only what is in the way counts."""
    told, ahead = tell_points(at, found, on), find_ahead(at, on)
    given = {"on": on.isoformat()}
    own, cards = own_here(at, found), [each.with_told(told) for each in found]
    return [readiness_presenter.card(each, at.place, given, told, ahead, own=own) for each in cards]


def changed(at: AtContract, on: date, only: frozenset[UUID], meeting: VisitLine | None) -> dict[str, object]:
    """In numbers, since the last meeting, of `only` some partners since the last one with them; the list is a
    page of its own. Without words where no day of the contract lies before the one that is looked at."""
    place, until = at.place, min(on, at.today)
    held = list_held_before(at.session, place, until, 1, only)
    since = find_last_held(at.session, place, until, only) or place.starts_on
    if since >= until:
        return {"since": since, "since_what": "", "changes_words": "", "changes_href": ""}
    naming = Naming(place, {}, {}, is_lead(place))
    between = Between(at.session, place, known_then(at, since), When(until), at.today, only)
    sections = changes_presenter.sections_of(find_changes(between, NUMBERS_ALONE), naming)
    given = until.isoformat() if until != at.today else ""
    visit = meeting.visit_id if meeting and only else ""
    return {
        "since": since,
        "since_what": KINDS[held[0].kind] if held and held[0].on_date == since else "",
        "changes": [(each.number, each.title) for each in sections],
        "changes_words": changes_presenter.summary(sections),
        "changes_href": CHANGES(place.contract_id, since=since, on=given, visit=visit),
    }


def actions_of(at: AtContract, only: frozenset[UUID], when: When) -> dict[str, object]:
    """What is open after visits and meetings, as it stands today, or stood on the evening of a past day: the
    longest overdue first."""
    is_desk, on = is_lead(at.place), when.evening or at.today
    found = list_open_of_contract(at.session, at.place, when.evening)
    lines = [each for each in found if not only or each.engagement_id in {None, *only}]
    return {
        "actions": action_views(lines[:A_PAGE], at.place.lead, on, is_link=is_desk),
        "actions_words": counted_words(count_open(lines, on), is_desk=is_desk),
        "actions_more": max(len(lines) - A_PAGE, 0),
        "were_open_on": when.evening,
        "actions_href": ACTIONS(at.place.contract_id),
    }


def promised_words(at: AtContract, only: frozenset[UUID], when: When) -> str:
    """How what the tender promised stands on the day, in numbers; empty where nothing is written down."""
    all_of_it = list_promised(at.session, at.place, when.evening)
    found = [each for each in all_of_it if not each.struck and (not only or each.engagement_id in only)]
    return counts(found, when.on) if found else ""


def packs_of(at: AtContract, only: frozenset[UUID]) -> list[Any]:
    """What the council may open today, of the whole contract or of `only` some; the lead reads the same."""
    found = list_shared(at.session, at.place, at.today)
    shared = [each for each in found if not only or each.is_about(only)]
    return [pack_view(each, PACK(at.place.contract_id, each.pack_id)) for each in shared]


ROUTES: list[HTTPRouteHandler] = [show_briefing]
