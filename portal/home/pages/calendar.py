"""Somebody's own calendar: a page, and the address under which a calendar program reads the same."""

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
from portal.home.presenters.calendar import Item, entries, items_of
from portal.home.presenters.feed import feed
from portal.home.queries.actions import list_my_actions
from portal.home.queries.ahead import list_my_lapses, list_my_promises, list_my_visits
from portal.home.queries.feed import find_feed_viewer, find_made_at
from portal.home.queries.occurrences import list_my_occurrences
from portal.home.queries.returns import due_between, list_my_returns
from portal.outcomes.queries.reviews import list_to_rate
from portal.places.mine import list_my_engagements
from portal.visits.presenters.month import last_of, month_view, read_month
from portal.web.addresses import CALENDAR_ADDRESS, END_CALENDAR_ADDRESS, FEED, MY_CALENDAR
from portal.web.at import AtDoor, AtPortal, of_door, of_portal
from portal.web.downloads import kept_apart
from portal.web.http import Response

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


def calendar_page(at: AtPortal, address: str = "") -> Response:
    today = at.today
    first = read_month(at.asked("month"), today)
    days = Span(min(first, today), max(last_of(first), today + AHEAD))
    items = items_between(at.session, at.viewer, days)
    shown = [each for each in items if each.on in Span(first, last_of(first))]
    ahead = [each for each in items if each.on >= today]
    return at.page(
        "home/calendar.html",
        month=month_view(
            first,
            entries(shown),
            today,
            bank_holidays(max(first.year, today.year)),
            lambda month: MY_CALENDAR(month=month) + "#month",
        ),
        shown=shown,
        ahead=ahead[:SHOWN],
        more_ahead=max(len(ahead) - SHOWN, 0),
        address=address,
        made_at=find_made_at(at.session, at.viewer),
        is_ended=at.asked("done") == "ended",
    )


def items_between(session: Session, viewer: Viewer, days: Span) -> list[Item]:
    engagements = list_my_engagements(session, viewer)
    mine = [each.engagement_id for each in engagements]
    today = clock.today()
    promised = list_owed(session, viewer, mine, today) if mine else []
    promised += list_own_owed(session, viewer, today)
    ratings = list_to_rate(session, viewer, today)
    promises = [each for each in list_my_promises(session, viewer, today) if each.on_date in days]
    return items_of(
        list_my_visits(session, viewer, engagements, days),
        list_my_lapses(session, engagements, lapsing(days)),
        promises,
        due_between(list_my_returns(session, engagements, days.from_on), days),
        list_my_actions(session, viewer, engagements, days),
        list_my_occurrences(session, viewer, engagements, days),
        [each for each in promised if each.due_on in days],
        [each for each in ratings if (due_on := each[1].asked.owed.due_on) and due_on in days],
    )


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
