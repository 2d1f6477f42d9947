"""The agenda of a meeting: what is open, what is due before it, what has changed, and its topics.

Somebody of the lead comes to prepare it, and opens it when it begins.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.findings.presenters.view import action_views
from portal.findings.queries.actions import ActionLine, list_of_meeting, list_open_before
from portal.findings.queries.terms import AtVisit, get_at_visit
from portal.meetings.presenters.changes import by_topic
from portal.meetings.queries.minutes import Agenda, load_agenda
from portal.overview.presenters.changes import Naming, Section, sections_of
from portal.overview.queries.changes import Between, Cut
from portal.overview.queries.come_and_gone import find_changes
from portal.overview.queries.versions import titles_of
from portal.standing.queries.as_known import When
from portal.visits.queries.held import Before, find_meeting_before
from portal.visits.queries.taking_part import PartnerThere, list_partners_of
from portal.web.addresses import (
    CALENDAR,
    CHANGES,
    FINDINGS,
    MEETING,
    MINUTES,
    MINUTES_FILE,
    NEW_DECISION,
    VISIT,
)
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response
from portal.words import labels
from portal.words.wording import day

FIRST = Cut(limit=10, by_key=True)
"""What of each requirement is shown at most: the rest is a page of its own."""

FOR_THE_DESK = of_contract(Audience.REVIEWER, Audience.MANAGER)
DONE = {
    "kept": "The minutes are kept.",
    "decided": "The action is given. The partner is told.",
    "decided-own": "The action is kept. Nobody is told of what you do yourselves, or reminded of it.",
}


def title_of(meeting: AtVisit) -> str:
    return f"{labels.VISIT[meeting.kind]} of {day(meeting.on_date)}"


def frame(at: AtContract, meeting: AtVisit, *, inside: bool = False) -> dict[str, object]:
    contract_id, visit_id = at.place.contract_id, meeting.visit_id
    way = [
        {"text": "Calendar", "href": CALENDAR(contract_id)},
        {"text": title_of(meeting), "href": VISIT(contract_id, visit_id)},
        *([{"text": "Agenda and minutes", "href": MEETING(contract_id, visit_id)}] if inside else []),
    ]
    return {
        "tab": "calendar",
        "breadcrumbs": contract_crumbs(at.place, *way),
        "title": title_of(meeting),
        "agenda_href": MEETING(contract_id, visit_id),
    }


@get(MEETING, **FOR_THE_DESK)
def show_agenda(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    place = at.place
    meeting = get_at_visit(at.session, place, visit_id)
    agenda = agenda_of(at, meeting)
    partners, ahead = list_partners_of(at.session, visit_id), meeting.on_date > at.today
    only = frozenset(each.engagement_id for each in partners)
    before = find_meeting_before(at.session, place, meeting.on_date, meeting.kind, only)
    since = before.on_date if before else place.starts_on
    decided = list_of_meeting(at.session, place, visit_id)
    sections = changed_since(at, since, meeting.on_date, only)
    filled = by_topic([each.topic for each in agenda.topics], sections, agenda.groups)
    return at.page(
        "meetings/agenda.html",
        done=DONE.get(at.asked("done"), ""),
        is_ahead=ahead,
        open_actions=action_views(
            open_before(at, meeting, partners), place.lead, min(meeting.on_date, at.today)
        ),
        is_over=meeting.on_date < at.today,
        decided=action_views(decided, place.lead, at.today),
        due=[
            {"title": each.title, "on": day(each.due_on), "is_late": each.is_late(at.today)}
            for each in agenda.due
        ],
        topics=agenda.topics,
        since_what=since_words(before, len(partners)),
        with_whom=[each.called for each in partners],
        changed=filled.under,
        others=filled.others,
        changes_href=changes_address(at, since, meeting, is_with_some=bool(partners)),
        minutes_href="" if ahead else MINUTES(place.contract_id, visit_id),
        decision_href="" if ahead else NEW_DECISION(place.contract_id, visit_id),
        findings_href="" if ahead else FINDINGS(place.contract_id, visit_id),
        file_href=MINUTES_FILE(place.contract_id, visit_id),
        is_written=any(each.words for each in agenda.topics) or bool(decided),
        **frame(at, meeting),
    )


def agenda_of(at: AtContract, meeting: AtVisit) -> Agenda:
    return load_agenda(at.session, at.place, meeting.visit_id, meeting.kind, meeting.on_date)


def open_before(at: AtContract, meeting: AtVisit, partners: Sequence[PartnerThere]) -> list[ActionLine]:
    """What is open when it begins: of the partners that it is with, and the lead's own; not what comes of it.
    Of one that has been, as it was on its day."""
    those = {each.engagement_id for each in partners}
    return [
        each
        for each in list_open_before(at.session, at.place, meeting.on_date)
        if not those or each.engagement_id is None or each.engagement_id in those
    ]


def since_words(before: Before | None, partners: int) -> str:
    """The day alone, where it was not the last one with each of them."""
    if before is None:
        return "the contract began"
    if not before.is_one_day:
        return day(before.on_date)
    whose = " with each of them" if partners > 1 else " with them" if partners else ""
    return f"the last {'one' if before.is_of_kind else 'visit or meeting'}{whose}, {day(before.on_date)}"


def changes_address(at: AtContract, since: date, meeting: AtVisit, *, is_with_some: bool) -> str:
    """Where all of it stands, up to the same day, of the same partners."""
    until = meeting.on_date if meeting.on_date < at.today else ""
    visit = meeting.visit_id if is_with_some else ""
    return CHANGES(at.place.contract_id, since=since, on=until, known=until, visit=visit)


def changed_since(at: AtContract, since: date, on: date, only: frozenset[UUID]) -> list[Section]:
    """In numbers and as a list, up to the meeting or to today where it is to come, of the partners that it is
    with; without what has not changed."""
    until = min(on, at.today)
    if since >= until:
        return []
    naming = Naming(at.place, titles_of(at.session, at.place, None), {}, True)
    known = until if until < at.today else None
    then, now = When(since, since, since), When(until, known, known)
    found = find_changes(Between(at.session, at.place, then, now, at.today, only), FIRST)
    return [each for each in sections_of(found, naming) if each.number]


ROUTES: list[HTTPRouteHandler] = [show_agenda]
