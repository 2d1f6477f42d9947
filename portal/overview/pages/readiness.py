"""Readiness on a day: what the lead and the council read before a visit or meeting."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.calendar import Span
from checklists.vocabulary import Level, Stage
from portal.access import Audience
from portal.overview.forms import Filters, read_filters
from portal.overview.pages.filtering import asked_here, names_here, people_here
from portal.overview.pages.links import actions_link
from portal.overview.presenters import readiness as presenter
from portal.overview.presenters.filters import filters_view
from portal.overview.presenters.here import here_view
from portal.overview.presenters.unmended import unmended_view
from portal.overview.queries.here import find_here
from portal.overview.queries.overview import Levels, count_levels
from portal.overview.queries.partners import A_PAGE, Wanted, count_partners
from portal.overview.queries.readiness import PartnerReadiness, list_readiness
from portal.overview.queries.unmended import list_unmended
from portal.standing.queries.in_force import get_checklist
from portal.standing.queries.own_sent import slots_of_own
from portal.standing.queries.promises import find_promise
from portal.standing.queries.told import Shown, ToldBySlot, naming_of, tell
from portal.visits.queries.booked import SHOWN, VisitLine, list_visits
from portal.web.addresses import BRIEFING, CALENDAR, PACKS, READINESS, READINESS_SHEET, READINESS_WORD
from portal.web.as_at import as_at_given
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.http import Response
from portal.web.pagination import page_number, pagination, query_of, shown_words
from portal.words.ready import Ahead

MOST_UNMENDED = 50
ALL = 100_000
"""Partners of one contract: more than there are."""


@get(READINESS, **of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER))
def show_readiness(at: NamedDependency[AtContract]) -> Response:
    place, as_at, number = at.place, at.as_at, page_number(at.asked("page"))
    requirements, people = asked_here(at), people_here(at)
    filters = read_filters(at.asked, requirements, people, in_the_way=True)
    wanted = wanted_of(filters, number)
    levels = count_levels(at.session, place, [as_at.on], as_at.known)[as_at.on]
    cards = list_readiness(at.session, place, as_at.when, wanted, levels)
    told, own = tell_points(at, cards), own_here(at, cards)
    cards = [each.with_told(told) for each in cards]
    total = count_found(at, filters, wanted, levels)
    here = here_view(
        find_here(at.session, place, as_at.when), place, levels.all_partners, as_at.on, as_at_given(as_at)
    )
    visits = list_visits(at.session, place, min(as_at.on, as_at.today), SHOWN + 1, as_at.known)
    when, path, ahead = as_at_given(as_at), READINESS(place.contract_id), find_ahead(at, as_at.on)
    on_the_day = visits_on_the_day(at, visits)
    way, everyone = contract_crumbs(place), READINESS(place.contract_id, **when)
    return at.page(
        "overview/readiness.html",
        tab="readiness",
        breadcrumbs=way if presenter.is_lead(place) else way[:1],
        as_at=as_at,
        when=when,
        hidden=filters.along,
        visits=presenter.visits(visits[:SHOWN], place, as_at.on, as_at.today),
        later_href=CALENDAR(place.contract_id) if len(visits) > SHOWN else "",
        today_href=path,
        pack_href=pack_address(at, on_the_day),
        briefing_href=briefing_address(at),
        visit_here=presenter.visit_label(on_the_day[0]) if on_the_day else "",
        here=here,
        summary=presenter.summary(levels, place, here.areas),
        shares=presenter.shares(levels),
        levels=levels,
        level=filters.level,
        filters=filters_view(filters, names_here(at, requirements, people), everyone, with_levels=True),
        figures=presenter.figures(levels, place, level_addresses(at, filters.level)),
        found=found_words(number, total, "" if filters.is_narrowed else here.areas, filters.is_whole),
        **unmended_here(at),
        actions=actions_link(at),
        cards=[presenter.card(each, place, when, told, ahead, filters.narrow, own) for each in cards],
        query=query_of(when),
        **ways_on(at, filters, number, total),
    )


def visits_on_the_day(at: AtContract, near: Sequence[VisitLine]) -> Sequence[VisitLine]:
    """Of the day that is asked about, also where it lies behind the next ones, which alone are read."""
    on = at.as_at.on
    is_behind = bool(near) and near[-1].on_date < on
    those = list_visits(at.session, at.place, on, 1, at.as_at.known) if is_behind else near
    return [each for each in those if each.on_date == on]


def own_here(at: AtContract, cards: Iterable[PartnerReadiness]) -> frozenset[tuple[UUID, str]]:
    """The slots of these partners in which a colleague decides on what the viewer sent, as it is today."""
    ids = {
        each.line.engagement_id
        for each in cards
        if any(one.slot.stage is Stage.WAITING for one in each.blockers + each.warnings)
    }
    if not ids or not presenter.is_lead(at.place) or at.as_at.when.evening:
        return frozenset()
    return slots_of_own(at.session, at.viewer, ids)


def wanted_of(filters: Filters, number: int) -> Wanted:
    """All of them where all are to be on one page."""
    start, limit = (0, ALL) if filters.is_whole else ((number - 1) * A_PAGE, A_PAGE)
    return Wanted(level=filters.level, sort="level", start=start, limit=limit, narrow=filters.narrow)


def count_found(at: AtContract, filters: Filters, wanted: Wanted, levels: Levels) -> int:
    """Of a level alone they are counted already."""
    if filters.narrow:
        return count_partners(at.session, at.place, at.as_at.when, wanted)
    return levels.partners.get(filters.level, 0) if filters.level else levels.all_partners


def ways_on(at: AtContract, filters: Filters, number: int, total: int) -> dict[str, object]:
    """To the other pages of what is shown, to all of it on one, and away with it."""
    contract_id, given = at.place.contract_id, {**as_at_given(at.as_at), **filters.given}
    is_long, is_whole = total > A_PAGE, filters.is_whole
    return {
        "sheet_href": READINESS_SHEET(contract_id, **given),
        "word_href": READINESS_WORD(contract_id, **given),
        "whole": READINESS(contract_id, **given, all="yes") if is_long and not is_whole else None,
        "by_page": READINESS(contract_id, **given) if is_long and is_whole else None,
        "pagination": None if is_whole else pagination(READINESS(contract_id), given, number, total),
    }


def find_ahead(at: AtContract, on: date) -> Ahead | None:
    """What sentences about a day to come stand on; None for any other day, and for what was known once."""
    if on <= at.today or at.as_at.known:
        return None
    days = find_promise(at.session, at.place.contract_id)
    return Ahead(on, at.today, days, at.place.lead, presenter.is_lead(at.place))


def briefing_address(at: AtContract) -> str:
    """Of the same day; empty where it is asked what was known on an evening: the briefing tells no such."""
    if at.as_at.known is not None:
        return ""
    return BRIEFING(at.place.contract_id, on="" if at.as_at.is_now else at.as_at.on)


def pack_address(at: AtContract, on_the_day: Sequence[VisitLine]) -> str:
    """Where a pack of the day is made; empty for the council."""
    if not presenter.is_lead(at.place):
        return ""
    visit = on_the_day[0].visit_id if on_the_day else ""
    return PACKS(at.place.contract_id, visit=visit, on="" if visit else at.as_at.on)


def unmended_here(at: AtContract) -> dict[str, object]:
    """Said of today alone: what was reminded of on another day is nobody's question."""
    found = list_unmended(at.session, at.place, at.today) if at.as_at.is_now else []
    titles = titles_of(at) if found else {}
    shown = [unmended_view(each, titles.get(each.requirement_key, "")) for each in found[:MOST_UNMENDED]]
    return {"unmended": shown, "more_unmended": len(found) - len(shown)}


def titles_of(at: AtContract) -> dict[str, str]:
    checklist = get_checklist(at.session, at.place.contract_id, at.today)
    return {each.key: each.title for each in checklist.requirements}


def found_words(number: int, total: int, areas: str, is_whole: bool = False) -> str:
    """How much of how much is shown: of areas, where partners work in several."""
    at_once = max(total, A_PAGE) if is_whole else A_PAGE
    if not areas:
        return shown_words(number, total, "partner", at_once)
    shown = shown_words(number, total, "partner or area", many="partners or areas")
    return f"{shown} ({areas})" if total > at_once else areas


def tell_points(at: AtContract, cards: Iterable[PartnerReadiness], on: date | None = None) -> ToldBySlot:
    """What there is to say of what is in the way of the partners shown; the council reads no names."""
    contract_id = at.place.contract_id
    shown = [
        Shown(line.engagement_id, contract_id, Span(line.starts_on, line.ends_on), point.slot)
        for each in cards
        for line in [each.line]
        for point in (*each.blockers, *each.warnings)
    ]
    return tell(at.session, shown, on or at.as_at.on, at.as_at.known, naming_of(at.place.audiences))


def level_addresses(at: AtContract, chosen: Level | None) -> dict[Level, str]:
    """By level, the list of the partners that have it; of the chosen one, the list of all."""
    when = as_at_given(at.as_at)
    return {
        each: READINESS(at.place.contract_id, **when, level=None if each is chosen else each)
        for each in Level
    }


ROUTES: list[HTTPRouteHandler] = [show_readiness]
