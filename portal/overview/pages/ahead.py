"""Readiness over the next 12 months: when it falls, and because of what."""

from functools import partial

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.calendar import Span, add_months, day_before
from portal.access import Audience
from portal.overview.presenters.ahead import ahead_picture, step_lines
from portal.overview.presenters.readiness import is_lead
from portal.overview.queries.ahead import Whose, count_ahead, count_steps, list_causes, list_steps
from portal.overview.queries.versions import titles_of
from portal.web.addresses import AHEAD, ENGAGEMENT_AHEAD, READINESS
from portal.web.at import AtContract, AtEngagement, of_contract, of_engagement
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response
from portal.web.pagination import page_number, pagination
from portal.words.levels import level_words
from portal.words.slot import Side

MONTHS, A_PAGE, TALL, LOW = 12, 50, 180, 40
NEAR = (Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)


@get(AHEAD, **of_contract(*NEAR))
def show_ahead(at: NamedDependency[AtContract]) -> Response:
    place, days, whose = at.place, days_ahead(at), Whose(at.place.contract_id)
    number = page_number(at.asked("page"))
    total, address = count_steps(at.session, whose, days), AHEAD(place.contract_id)
    steps = list_steps(at.session, whose, days, (number - 1) * A_PAGE, A_PAGE)
    titles, causes = titles_of(at.session, place), list_causes(at.session, steps)
    says = partial(level_words, lead=place.lead, is_lead=is_lead(place))
    readiness = {"text": "Readiness", "href": READINESS(place.contract_id)}
    return at.page(
        "overview/ahead.html",
        tab="readiness",
        breadcrumbs=contract_crumbs(place, readiness) if is_lead(place) else contract_crumbs(place)[:1],
        days=days,
        picture=ahead_picture(count_ahead(at.session, whose, days), days, TALL, says),
        steps=step_lines(steps, causes, titles, says, to_slots=is_lead(place)),
        total=total,
        pagination=pagination(address, {}, number, total, A_PAGE),
    )


@get(ENGAGEMENT_AHEAD, **of_engagement(*NEAR, Audience.PARTNER))
def show_engagement_ahead(at: NamedDependency[AtEngagement]) -> Response:
    place, days = at.place, days_ahead(at)
    whose = Whose(place.contract.contract_id, place.engagement_id)
    steps = list_steps(at.session, whose, days)
    causes, titles = list_causes(at.session, steps), titles_of(at.session, place.contract)
    says = partial(level_words, lead=at.reader.lead, is_lead=at.reader.side is Side.LEAD)
    return at.page(
        "overview/engagement_ahead.html",
        breadcrumbs=at.way(),
        days=days,
        picture=ahead_picture(count_ahead(at.session, whose, days), days, LOW, says),
        steps=step_lines(steps, causes, titles, says, to_slots=at.reader.side is not Side.COMMISSIONER),
    )


def days_ahead(at: AtContract | AtEngagement) -> Span:
    return Span(at.today, day_before(add_months(at.today, MONTHS)))


ROUTES: list[HTTPRouteHandler] = [show_ahead, show_engagement_ahead]
