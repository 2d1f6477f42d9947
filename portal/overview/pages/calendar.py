"""The calendar of a contract: its visits and meetings, what is due of actions and returns, and whether the
year is on course."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.calendar import Span
from portal.access import Audience
from portal.acting.bank_holidays import bank_holidays
from portal.findings.queries.actions import list_open_of_contract
from portal.occurrences.queries.occurrences import list_open
from portal.overview.presenters.due import (
    Due,
    in_turn,
    of_actions,
    of_occurrences,
    of_returns,
)
from portal.overview.presenters.month_days import month_days
from portal.returns.queries import due as returns_due
from portal.standing.actions.lock_engagements import lock_contract
from portal.visits.actions.set_meetings import set_meetings
from portal.visits.forms import read_meetings
from portal.visits.pages.booking import in_calendar
from portal.visits.presenters.course import course_views
from portal.visits.presenters.few_a_day import MOST_A_DAY
from portal.visits.presenters.lines import visit_views
from portal.visits.presenters.month import last_of, month_view, read_month
from portal.visits.queries.booked import VisitLine, list_unsaid, list_visits
from portal.visits.queries.by_day import count_by_day, list_on_day, list_some_a_day
from portal.visits.queries.course import list_asked, list_course
from portal.web.addresses import CALENDAR, MEETINGS_ASKED
from portal.web.asked import asked_day
from portal.web.at import AtContract, of_contract
from portal.web.between import Questions, opened, settle
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.pagination import pagination, paging
from portal.web.typed import Typed
from portal.words import labels

AHEAD, UNSAID = 30, 12
"""So many are listed; of more it is said that there are."""
SOON = timedelta(days=92)
"""So far ahead what is due is listed; the month has it on its day, however far."""

WITH_WHOM = {"each": "with each partner", "all": "with all together"}
A_YEAR = Questions(labels.VISIT, dict.fromkeys(labels.VISIT, WITH_WHOM))

DONE = {
    "cancelled": "It is no longer booked. Those who were to take part are told.",
    "not-held": "It is recorded that it did not take place. Nobody is told of that.",
    "gone": "It is no longer booked.",
    "a-year": "What a year asks for is kept.",
}


@get(CALENDAR, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_calendar(at: NamedDependency[AtContract]) -> Response:
    place, today = at.place, at.today
    is_desk = Audience.REVIEWER in place.audiences
    on = asked_day(at.request, "day")
    first = on.replace(day=1) if on else read_month(at.asked("month"), today)
    ahead = list_visits(at.session, place, today, AHEAD + 1)
    days, soon_on = Span(first, last_of(first)), today + SOON
    due = list_due(at, lambda each: each <= soon_on or each in days)
    counted = count_by_day(at.session, place, days)
    shown = month_days(
        list_some_a_day(at.session, place, days, MOST_A_DAY),
        counted,
        (each for each in due if each.on in days),
        place.contract_id,
        lambda each: CALENDAR(place.contract_id, day=each) + "#day",
    )
    visits_shown = [each for each in shown.shown if isinstance(each, VisitLine)]
    due_soon = [each for each in due if each.on <= soon_on]
    yesterday = today - timedelta(days=1)
    unsaid = list_unsaid(at.session, place, yesterday, UNSAID + 1) if is_desk else []
    return at.page(
        "overview/calendar.html",
        **{
            **in_calendar(at),
            "breadcrumbs": contract_crumbs(place)[: None if is_desk else 1],
            "is_desk": is_desk,
            "done": DONE.get(at.asked("done"), ""),
            "month": month_view(
                first,
                shown.entries,
                today,
                bank_holidays(max(first.year, today.year)),
                lambda month: CALENDAR(place.contract_id, month=month) + "#month",
            ),
            "due": due_soon[:AHEAD],
            "more_due": max(len(due_soon) - AHEAD, 0),
            "soon_on": soon_on,
            "due_shown": [each for each in shown.shown if isinstance(each, Due)],
            "shown": visit_views(visits_shown, place.contract_id, today),
            "more_of_days": shown.more,
            **(day_of(at, on, counted.get(on, 0), due) if on else {"day": None}),
            "ahead": visit_views(ahead[:AHEAD], place.contract_id, today),
            "more_ahead": len(ahead) > AHEAD,
            "unsaid": visit_views(unsaid[:UNSAID], place.contract_id, today),
            "more_unsaid": len(unsaid) > UNSAID,
            "course": course_views(list_course(at.session, place, today), today),
        },
    )


def day_of(at: AtContract, on: date, number: int, due: Iterable[Due]) -> dict[str, object]:
    """All that one day has, its visits page by page."""
    place, given = at.place, {"day": on.isoformat()}
    its = paging(at.asked("page"), number)
    visits = list_on_day(at.session, place, on, its.at_once, its.start)
    return {
        "day": on,
        "day_due": [each for each in due if each.on == on],
        "day_visits": visit_views(visits, place.contract_id, at.today),
        "day_pages": pagination(CALENDAR(place.contract_id), given, its.number, number),
    }


def list_due(at: AtContract, wanted: Callable[[date], bool]) -> list[Due]:
    """By day: actions that are open, and, for the lead, returns that lie with a partner and are due on a day
    that is `wanted`, and what is to be told or forwarded."""
    place, is_desk = at.place, Audience.REVIEWER in at.place.audiences
    due = of_actions(list_open_of_contract(at.session, place), place.lead, at.today, is_link=is_desk)
    if is_desk:
        returns = returns_due.list_due(at.session, place, wanted)
        due += of_returns(place.contract_id, returns, at.today)
        due += of_occurrences(list_open(at.session, place), place.lead, at.today)
    return in_turn(due)


@get(MEETINGS_ASKED, **of_contract(Audience.MANAGER))
def ask_for_meetings(at: NamedDependency[AtContract]) -> Response:
    return meetings_page(at, opened(A_YEAR, kept_meetings(at)))


def kept_meetings(at: AtContract) -> Typed:
    typed = Typed()
    for kind, each in list_asked(at.session, at.place).items():
        typed[f"{kind}-a_year"] = [str(each.a_year)]
        typed[f"{kind}-with"] = ["each" if each.with_each else "all"]
    return typed


@post(MEETINGS_ASKED, once=True, **of_contract(Audience.MANAGER))
def keep_meetings(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract_id)
        settle(A_YEAR, typed, kept_meetings(at))
        set_meetings(at.session, at.viewer, at.place, read_meetings(typed, labels.VISIT))
        return at.go(CALENDAR(at.place.contract_id, done="a-year"))

    return at.try_to(act, lambda problems: meetings_page(at, typed, problems))


def meetings_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    return at.page("visits/a_year.html", problems, typed=typed, kinds=labels.VISIT, **in_calendar(at))


ROUTES: list[HTTPRouteHandler] = [show_calendar, ask_for_meetings, keep_meetings]
