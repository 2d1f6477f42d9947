"""What goes out for a contract, and what went out.

Managers and reviewers come before a visit, to see whether anybody must be rung up, to hold what would only
annoy, and to look whether a mail came.
"""

from datetime import date, timedelta

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.working_days import working_day_from
from portal import clock
from portal.access import Audience
from portal.acting.bank_holidays import bank_holidays
from portal.notices.actions.set_wishes import set_wishes
from portal.notices.forms import read_wishes
from portal.notices.presenters.outgoing import (
    effect_views,
    ladder_fields,
    next_views,
    own_views,
    sent_view,
    silent_view,
    wishes_as_typed,
)
from portal.notices.queries.engagements import count_current, some_current
from portal.notices.queries.outgoing import count_effects, count_sent, list_sent
from portal.notices.queries.planning import plan_some
from portal.notices.queries.wishes import wishes_by_contract
from portal.notices.queries.year_due import own_of
from portal.standing.actions.lock_engagements import lock_contract
from portal.web.addresses import OUTGOING, REMINDER_WISHES, SENT_NOTICES
from portal.web.at import AtContract, of_contract
from portal.web.between import Questions, opened, settle
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.pagination import paging
from portal.web.typed import Typed

A_PAGE, PARTNERS_A_PAGE = 50, 50

WISHES = Questions(
    {
        **{each.name: each.label for each in ladder_fields()},
        "promise_days": "Within how many working days do you answer?",
        "line": "A line of your own in the mails",
    }
)


def next_round(today: date, *, is_done: bool) -> date:
    """The next working day on which mails go out: today's have gone where they have."""
    return working_day_from(today + timedelta(days=is_done), bank_holidays(today.year))


@get(OUTGOING, **of_contract(Audience.REVIEWER))
def show_next(at: NamedDependency[AtContract]) -> Response:
    is_done = clock.now().astimezone(clock.LONDON).hour >= SENT_FROM
    on = next_round(at.today, is_done=is_done)
    contract_id = at.place.contract_id
    here = paging(at.asked("page"), count_current(at.session, contract_id, on), PARTNERS_A_PAGE)
    some = some_current(at.session, contract_id, on, here.start, PARTNERS_A_PAGE)
    plan = plan_some(at.session, some, on)
    return outgoing_page(
        at,
        "notices/next.html",
        on=on,
        partners=next_views(plan, on),
        own=own_views(own_of(at.session, on, contract_id), on) if here.start == 0 else [],
        silent=[silent_view(each, on) for each in plan.silences],
        done=at.asked("done"),
        pagination=here.links(at.request.url.path),
    )


@get(SENT_NOTICES, **of_contract(Audience.REVIEWER))
def show_sent(at: NamedDependency[AtContract]) -> Response:
    now = clock.now()
    here = paging(at.asked("page"), count_sent(at.session, at.place, now), A_PAGE)
    lines = list_sent(at.session, at.place, now, here.start, A_PAGE)
    return outgoing_page(
        at,
        "notices/sent.html",
        lines=[sent_view(line) for line in lines],
        effects=effect_views(count_effects(at.session, at.place, at.today)),
        found=here.words("notice", "notices"),
        pagination=here.links(at.request.url.path),
    )


@get(REMINDER_WISHES, **of_contract(Audience.MANAGER))
def ask_how(at: NamedDependency[AtContract]) -> Response:
    return how_page(at, opened(WISHES, kept_wishes(at)))


def kept_wishes(at: AtContract) -> Typed:
    contract_id = at.place.contract_id
    return wishes_as_typed(wishes_by_contract(at.session, [contract_id])[contract_id])


@post(REMINDER_WISHES, once=True, **of_contract(Audience.MANAGER))
def say_how(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        lock_contract(at.session, at.place.contract_id)
        settle(WISHES, typed, kept_wishes(at))
        set_wishes(at.session, at.viewer, at.place, read_wishes(typed))
        return at.go(REMINDER_WISHES(at.place.contract_id, done=1))

    return at.try_to(act, lambda problems: how_page(at, typed, problems))


def how_page(at: AtContract, typed: Typed, problems: Problems | None = None) -> Response:
    return outgoing_page(
        at, "notices/how.html", problems, typed=typed, ladders=ladder_fields(), done=at.asked("done")
    )


def outgoing_page(
    at: AtContract, template: str, problems: Problems | None = None, **context: object
) -> Response:
    contract_id = at.place.contract_id
    links = {
        "next": OUTGOING(contract_id),
        "sent": SENT_NOTICES(contract_id),
        "how": REMINDER_WISHES(contract_id) if Audience.MANAGER in at.place.audiences else "",
    }
    crumbs = contract_crumbs(at.place)
    return at.page(template, problems, links=links, tab="notices", breadcrumbs=crumbs, **context)


SENT_FROM = 7
"""The hour in the United Kingdom from which the mails of a day go out."""

ROUTES: list[HTTPRouteHandler] = [show_next, show_sent, ask_how, say_how]
