"""An engagement on a day.

A partner comes to see all of it at once before a visit, and to print it; the lead to see one partner; the
commissioner to see the same without names, files or ways into it.
"""

from collections.abc import Iterable

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.calendar import Span
from checklists.facts import Engagement
from checklists.readiness import readiness
from checklists.vocabulary import Kind, Stage
from portal.access import Audience
from portal.assessments.presenters.incident import standing_days
from portal.assessments.queries import list_incidents
from portal.findings.presenters.view import counted_words
from portal.findings.queries.counted import count_of_engagement
from portal.register.queries.standing import in_date_by_register, register_parts
from portal.returns.presenters.counted import OF_EACH_PERIOD, returns_words
from portal.returns.queries.period import list_lines
from portal.slots.presenters.apart import ApartPage, apart_page
from portal.slots.presenters.engagement import engagement_view, in_date_words
from portal.slots.queries.engagement import count_contacts, list_filed, list_slots, list_visits
from portal.standing.queries.apart import find_ending
from portal.standing.queries.called import called_then
from portal.standing.queries.in_force import forms_asked
from portal.standing.queries.promises import find_promise
from portal.standing.queries.slots import SlotLine, span_known
from portal.submissions.presenters.next_up import is_of_the_page, rank_of
from portal.web.addresses import ENGAGEMENT, FOUND, PARTNER_PAGE
from portal.web.at import AtEngagement, of_engagement
from portal.web.crumbs import breadcrumbs
from portal.web.http import Response
from portal.words.ahead import looked_ahead
from portal.words.ready import Ahead, ready_words
from portal.words.slot import Side

DONE = {"ended": "Its last day is kept.", "goes-on": "The ending is undone: it goes on."}
EVERYBODY = (Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)


@get(ENGAGEMENT, **of_engagement(*EVERYBODY))
def show_engagement(at: NamedDependency[AtEngagement]) -> Response:
    session, place, as_at = at.session, at.place, at.as_at
    on, span = at.shown_on, span_known(session, place, as_at.known)
    lines = list_slots(session, place, on, today=as_at.today, known=as_at.known)
    visits = list_visits(session, place.on_days(span), as_at.today, as_at.known)
    filed = list_filed(session, place, as_at.known)
    if at.reader.side is Side.PARTNER and as_at.is_now:
        next_on = visits[0].on_date if visits else None
        lines = tuple(looked_ahead(line, place.span, as_at.today, next_on) for line in lines)
    return at.page(
        "slots/engagement.html",
        as_at=as_at,
        view=engagement_view(place, at.find_reader(is_sent=waits(lines)), lines, visits, on, span, filed),
        ready=ready_sentence(at, lines, span),
        span=span,
        apart=find_apart(at, span),
        called=called_then(session, [place.engagement_id], as_at.known).get(place.engagement_id),
        to_confirm=count_to_confirm(at, lines),
        in_date=in_date_words(people_in_date(at, lines)),
        forms=forms_asked(session, place.contract.contract_id),
        insures=any(line.slot.requirement.kind is Kind.COVER for line in lines),
        incidents=incident_days(at),
        contacts=contacts_words(at),
        actions=actions_words(at),
        returns=returns_of(at),
        found_href=FOUND(place.engagement_id),
        partner_href=PARTNER_PAGE(place.engagement_id) if at.reader.side is Side.LEAD else "",
        done=DONE.get(at.asked("done"), ""),
        breadcrumbs=breadcrumbs(place, at.reader),
    )


def waits(lines: Iterable[SlotLine]) -> bool:
    return any(work.stage is Stage.WAITING for line in lines for work in line.work)


def count_to_confirm(at: AtEngagement, lines: Iterable[SlotLine]) -> int:
    """How many statements wait for the partner's name; none for others, or on another day."""
    if at.reader.side is not Side.PARTNER or not at.as_at.is_now or at.place.ends_on < at.today:
        return 0
    ranked = ((line, rank_of(line)) for line in lines)
    return sum(rank is not None and is_of_the_page(line, rank) for line, rank in ranked)


def ready_sentence(at: AtEngagement, lines: Iterable[SlotLine], span: Span) -> str:
    """What has to happen for a day that is to come; empty for any other, and where the engagement has not
    the day."""
    place, on = at.place, at.as_at.on
    if on <= at.today or on not in span or at.as_at.known:
        return ""
    answer = readiness([line.slot for line in lines], Engagement(place.span), on)
    days = find_promise(at.session, place.contract.contract_id)
    is_lead = at.reader.side is Side.LEAD
    return ready_words(answer.blockers, Ahead(on, at.today, days, place.contract.lead, is_lead))


def find_apart(at: AtEngagement, span: Span) -> ApartPage | None:
    """What is said where the engagement does not have the day that is asked about."""
    on, known = at.as_at.on, at.as_at.known
    if on in span:
        return None
    ending = find_ending(at.session, at.place.engagement_id, known) if on > span.until_on else None
    return apart_page(at.place, at.reader, span, on, ending)


def contacts_words(at: AtEngagement) -> str:
    """The words of the link to the contacts, which asks for two, but not of a past day; empty for the
    commissioner."""
    if at.reader.side is Side.COMMISSIONER:
        return ""
    if at.as_at.when.evening:
        return "Contacts"
    missing = 2 - count_contacts(at.session, at.place)
    if missing <= 0 or at.place.ends_on < at.today:
        return "Contacts"
    return "Contacts: name two people" if missing == 2 else "Contacts: name a second person"


def actions_words(at: AtEngagement) -> str:
    """The words of the link to what visits found and what is to be done, with what is open; of a past day
    without, since it leads to what is open now."""
    if at.as_at.when.evening:
        return "Findings and actions"
    counted_up = count_of_engagement(at.session, at.place.engagement_id, at.today)
    is_desk = Audience.REVIEWER in at.place.audiences
    return counted_words(counted_up, is_desk=is_desk) or "Findings and actions"


def returns_of(at: AtEngagement) -> str:
    """The words of the link to the returns, with what is late or to be given; of a past day without, since it
    leads to what is owed now; empty for the commissioner."""
    if at.reader.side is Side.COMMISSIONER:
        return ""
    if at.as_at.when.evening:
        return OF_EACH_PERIOD
    return returns_words(list_lines(at.session, at.place, at.today))


def incident_days(at: AtEngagement) -> tuple[str, ...] | None:
    """The days of incidents that stand, up to the day that is asked about, as far as they were known then;
    None for the commissioner, who only sees what follows from them."""
    if at.reader.side is Side.COMMISSIONER:
        return None
    return standing_days(list_incidents(at.session, at.place), at.as_at.on, at.as_at.known)


def people_in_date(at: AtEngagement, lines: Iterable[SlotLine]) -> dict[str, tuple[int, int]]:
    """By register, for those who look at a partner: how many people are in date, of how many."""
    has_register = any(line.slot.requirement.kind is Kind.REGISTER for line in lines)
    if at.reader.side is Side.PARTNER or at.as_at.known or not has_register:
        return {}
    asked = {at.place.engagement_id: (at.place.contract.contract_id, at.place.span)}
    return in_date_by_register(register_parts(at.session, asked, at.shown_on, with_work=False))


ROUTES: list[HTTPRouteHandler] = [show_engagement]
