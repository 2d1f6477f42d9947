"""A visit or a meeting: when, where and who, and what has to happen so that each partner is ready for it."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.findings.queries.findings import count_of_visit
from portal.overview.pages.readiness import find_ahead, found_words, tell_points
from portal.overview.presenters.readiness import card, is_lead
from portal.overview.presenters.visit import people_words
from portal.overview.queries.here import count_organisations
from portal.overview.queries.partners import A_PAGE, Wanted, count_partners
from portal.overview.queries.readiness import list_readiness
from portal.standing.queries.as_known import When
from portal.visits.presenters.lines import visit_view
from portal.visits.queries.booked import VisitLine, get_visit
from portal.visits.queries.held import Before, find_meeting_before
from portal.visits.queries.taking_part import list_partners_of, list_taking_part
from portal.web.addresses import CALENDAR, CHANGES, FINDINGS, MEETING, ON_THE_DAY, PACKS, READINESS, VISIT
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response
from portal.web.pagination import page_number, pagination, query_of
from portal.words.wording import areas_words, counted, day

DONE = {
    "booked": "It is booked. Those who take part are told.",
    "recorded": "It is recorded as one that took place.",
    "changed": "The change is kept. Those who take part are told.",
    "same": "Nothing was changed, so nobody is told.",
    "took-place": "It is recorded that it took place.",
}


@get(VISIT, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_visit(at: NamedDependency[AtContract], visit_id: FromPath[UUID]) -> Response:
    place = at.place
    line = get_visit(at.session, place, visit_id)
    partners = list_partners_of(at.session, visit_id)
    people = list_taking_part(at.session, visit_id)
    only = frozenset(each.engagement_id for each in partners)
    before = find_meeting_before(at.session, place, line.on_date, line.kind, only)
    crumbs = contract_crumbs(place, {"text": "Calendar", "href": CALENDAR(place.contract_id)})
    return at.page(
        "overview/visit.html",
        tab="calendar",
        breadcrumbs=crumbs,
        done=DONE.get(at.asked("done"), ""),
        visit=visit_view(line, place.contract_id, at.today),
        is_desk=is_lead(place),
        with_whom=[each.called for each in partners],
        who=people_words([name for _, name in people], line.also),
        changes=changes_link(at, line, before) if before else None,
        readiness=READINESS(place.contract_id, on=line.on_date),
        pack=pack_address(at, line, only),
        findings=findings_link(at, line),
        agenda=MEETING(place.contract_id, visit_id) if is_lead(place) else "",
        on_the_day=ON_THE_DAY(place.contract_id, visit_id) if is_lead(place) else "",
        as_known=READINESS(place.contract_id, on=line.on_date, known=line.on_date),
        **ready_for(at, line, only),
    )


def findings_link(at: AtContract, line: VisitLine) -> dict[str, str] | None:
    """The way to what it found: for the lead from its day on, for the council where something was sent."""
    if line.on_date > at.today:
        return None
    found = count_of_visit(at.session, at.place, line.visit_id)
    number = found.sent + found.unsent
    if not number and not is_lead(at.place):
        return None
    not_sent = f", {found.unsent} not sent" if found.unsent else ""
    words = f"{counted(number, 'finding')}{not_sent}" if number else "Write down what it found"
    return {"href": FINDINGS(at.place.contract_id, line.visit_id), "text": words}


def pack_address(at: AtContract, line: VisitLine, only: frozenset[UUID]) -> str:
    """Where a pack of it is made; empty for the council. One that has been is no choice there any more: it
    is asked for by its day, and of its partner where it was with one."""
    if not is_lead(at.place):
        return ""
    if line.on_date >= at.today:
        return PACKS(at.place.contract_id, visit=line.visit_id)
    partner = next(iter(only)) if len(only) == 1 else ""
    return PACKS(at.place.contract_id, on=line.on_date, engagement=partner)


def changes_link(at: AtContract, line: VisitLine, before: Before) -> dict[str, str]:
    """Of the partners that it is with alone; since a day, where they had the one before on several."""
    visit, since = line.visit_id if line.partners else "", before.on_date
    words = "the one before" if before.is_one_day else day(since)
    href = CHANGES(at.place.contract_id, since=since, on=given_day(line, at), visit=visit)
    return {"href": href, "text": f"What has changed since {words}"}


def given_day(line: VisitLine, at: AtContract) -> str:
    """The last day of what has changed before the visit: its own where it has been, today where it is to
    come."""
    return line.on_date.isoformat() if line.on_date < at.today else ""


def ready_for(at: AtContract, line: VisitLine, only: frozenset[UUID]) -> dict[str, object]:
    """Each partner that is engaged on the day, the furthest from ready first; nothing of a day that has
    been."""
    ahead = find_ahead(at, line.on_date)
    if ahead is None or line.took_place_at is not None:
        return {"cards": None}
    when, number = When(line.on_date), page_number(at.asked("page"))
    wanted = Wanted(sort="level", start=(number - 1) * A_PAGE, only=only)
    total = count_partners(at.session, at.place, when, wanted)
    partners = count_organisations(at.session, at.place, when)
    listed = list_readiness(at.session, at.place, when, wanted)
    told = tell_points(at, listed, line.on_date)
    given = {"on": line.on_date.isoformat()}
    return {
        "cards": [card(each.with_told(told), at.place, given, told, ahead) for each in listed],
        "found": found_words(number, total, "" if only else areas_words(partners, total)),
        "query": query_of(given),
        "missing": max(len(only) - total, 0),
        "pagination": pagination(VISIT(at.place.contract_id, line.visit_id), {}, number, total),
    }


ROUTES: list[HTTPRouteHandler] = [show_visit]
