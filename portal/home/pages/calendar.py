"""Somebody's own calendar: a page, and the address under which a calendar program reads the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from checklists.calendar import Span
from portal import clock
from portal.access import Audience, NotHere, Viewer
from portal.acting.bank_holidays import bank_holidays
from portal.commitments.queries.owed import list_owed, list_own_owed
from portal.home.actions.keep_address import end_address, keep_address
from portal.home.presenters.calendar import Item, in_turn, items_of, month_of, of_visit, told_apart
from portal.home.presenters.feed import feed
from portal.home.queries.actions import list_my_actions
from portal.home.queries.ahead import list_my_lapses, list_my_promises
from portal.home.queries.feed import find_feed_viewer, find_made_at
from portal.home.queries.occurrences import list_my_occurrences
from portal.home.queries.returns import due_between, list_my_returns
from portal.home.queries.visits import list_my_visits, whose_visits
from portal.home.queries.visits_by_day import count_by_day, find_first, find_some_a_day
from portal.outcomes.queries.reviews import list_to_rate
from portal.places.mine import MyEngagement, list_my_engagements
from portal.visits.presenters.few_a_day import MOST_A_DAY
from portal.visits.presenters.month import last_of, month_view, read_month
from portal.web.addresses import CALENDAR_ADDRESS, END_CALENDAR_ADDRESS, FEED, MY_CALENDAR
from portal.web.asked import asked_day
from portal.web.at import AtDoor, AtPortal, of_door, of_portal
from portal.web.downloads import kept_apart
from portal.web.http import Response
from portal.web.pagination import pagination, paging

BEFORE, AHEAD = timedelta(days=92), timedelta(days=400)
"""What a calendar program is told of: days that have been, and those to come."""
SHOWN = 30
SUFFIX = ".ics"
FOR_EVERYBODY = of_portal(Audience.SIGNED_IN)


@get(MY_CALENDAR, **FOR_EVERYBODY)
def show_my_calendar(at: NamedDependency[AtPortal]) -> Response:
    return calendar_page(at)


@post(CALENDAR_ADDRESS, **FOR_EVERYBODY)
def make_address(at: NamedDependency[AtPortal]) -> Response:
    """The address is shown this once: what is kept cannot show it again."""
    token = keep_address(at.session, at.viewer)
    return calendar_page(at, f"{at.settings.address}{FEED(token + SUFFIX)}")


@post(END_CALENDAR_ADDRESS, **FOR_EVERYBODY)
def end_it(at: NamedDependency[AtPortal]) -> Response:
    end_address(at.session, at.viewer)
    return at.go(MY_CALENDAR(done="ended"))


@dataclass(frozen=True, slots=True)
class Visits:
    """What a page shows of visits: how many each day has, and of a month, of what is ahead, and of one day
    the few that stand there."""

    counted: Mapping[date, int]
    of_month: Sequence[Item]
    ahead: Sequence[Item]
    of_day: Sequence[Item]


def calendar_page(at: AtPortal, address: str = "") -> Response:
    today, on = at.today, asked_day(at.request, "day")
    first = on.replace(day=1) if on else read_month(at.asked("month"), today)
    month = Span(first, last_of(first))
    days = Span(min(first, today), max(month.until_on, today + AHEAD))
    engagements = list_my_engagements(at.session, at.viewer)
    visits = find_visits(at, engagements, days, month, on)
    due = list_due(at.session, at.viewer, engagements, days)
    shown = month_of(
        in_turn([*visits.of_month, *(each for each in due if each.on in month)]),
        visits.of_month,
        visits.counted,
        lambda each: MY_CALENDAR(day=each) + "#day",
    )
    due_ahead = [each for each in due if each.on >= today]
    number = len(due_ahead) + sum(many for each, many in visits.counted.items() if each >= today)
    return at.page(
        "home/calendar.html",
        month=month_view(
            first,
            shown.entries,
            today,
            bank_holidays(max(first.year, today.year)),
            lambda month: MY_CALENDAR(month=month) + "#month",
        ),
        shown=shown.shown,
        more_of_days=shown.more,
        ahead=in_turn([*visits.ahead, *due_ahead])[:SHOWN],
        more_ahead=max(number - SHOWN, 0),
        day=on,
        day_due=[each for each in due if each.on == on],
        day_visits=visits.of_day,
        day_pages=pages_of(at, on, visits.counted) if on else None,
        address=address,
        made_at=find_made_at(at.session, at.viewer),
        is_ended=at.asked("done") == "ended",
    )


def find_visits(
    at: AtPortal, engagements: Sequence[MyEngagement], days: Span, month: Span, on: date | None
) -> Visits:
    """They are chosen first, then told in full: a day may have hundreds."""
    whose = whose_visits(at.session, at.viewer, engagements)
    counted = count_by_day(at.session, whose, days)
    of_month = find_some_a_day(at.session, whose, month, MOST_A_DAY)
    ahead = find_first(at.session, whose, Span(at.today, days.until_on), SHOWN)
    its = paging(at.asked("page"), counted.get(on, 0)) if on else None
    of_day = find_first(at.session, whose, Span(on, on), its.at_once, its.start) if on and its else []
    chosen = list_my_visits(at.session, whose, days, {*of_month, *ahead, *of_day})
    told = {each.item_id: each for each in told_apart(map(of_visit, chosen), engagements)}
    return Visits(
        counted, *([told[each] for each in some if each in told] for some in (of_month, ahead, of_day))
    )


def pages_of(at: AtPortal, on: date, counted: Mapping[date, int]) -> dict[str, object] | None:
    number = counted.get(on, 0)
    its = paging(at.asked("page"), number)
    return pagination(MY_CALENDAR(), {"day": on.isoformat()}, its.number, number)


def items_between(session: Session, viewer: Viewer, days: Span) -> list[Item]:
    """All of them, as a calendar program is told."""
    engagements = list_my_engagements(session, viewer)
    visits = list_my_visits(session, whose_visits(session, viewer, engagements), days)
    told = told_apart(map(of_visit, visits), engagements)
    return in_turn([*told, *list_due(session, viewer, engagements, days)])


def list_due(session: Session, viewer: Viewer, engagements: Sequence[MyEngagement], days: Span) -> list[Item]:
    """What there is beside visits."""
    mine = [each.engagement_id for each in engagements]
    today = clock.today()
    promised = list_owed(session, viewer, mine, today) if mine else []
    promised += list_own_owed(session, viewer, today)
    ratings = list_to_rate(session, viewer, today)
    promises = [each for each in list_my_promises(session, viewer, today) if each.on_date in days]
    found = items_of(
        list_my_lapses(session, engagements, lapsing(days)),
        promises,
        due_between(list_my_returns(session, engagements, days.from_on), days),
        list_my_actions(session, viewer, engagements, days),
        list_my_occurrences(session, viewer, engagements, days),
        [each for each in promised if each.due_on in days],
        [each for each in ratings if (due_on := each[1].asked.owed.due_on) and due_on in days],
    )
    return told_apart(found, engagements)


def lapsing(days: Span) -> Span:
    """Of what has been, only what is ahead still lapses."""
    today = clock.today()
    return Span(today, max(days.until_on, today))


@get(FEED, **of_door())
def read_feed(at: NamedDependency[AtDoor], feed_token: FromPath[str]) -> Response:
    viewer = find_feed_viewer(at.session, feed_token.removesuffix(SUFFIX))
    if viewer is None:
        raise NotHere
    items = items_between(at.session, viewer, feed_days(clock.today()))
    headers = {**kept_apart(), "cache-control": "no-store", "x-content-type-options": "nosniff"}
    content = feed(items, at.settings.address, clock.now())
    return Response(content, media_type="text/calendar", headers=headers)


def feed_days(today: date) -> Span:
    return Span(today - BEFORE, today + AHEAD)


ROUTES: list[HTTPRouteHandler] = [show_my_calendar, make_address, end_it, read_feed]
