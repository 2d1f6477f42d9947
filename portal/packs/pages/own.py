"""Packs that a partner makes of its own part: for a visit, or for its own trustees."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.on_the_day.queries.reports import list_reports
from portal.packs.actions.create_pack import create_own_pack
from portal.packs.forms import read_choice
from portal.packs.pages.asking import asked_first
from portal.packs.presenters.page import day_choices, pack_view
from portal.packs.queries.packs import A_PAGE, count_own_packs, get_own_pack, list_own_packs
from portal.packs.queries.versions import find_version
from portal.packs.queries.visits import list_to_choose_of
from portal.visits.queries.booked import VisitLine
from portal.web.addresses import OWN_PACK, OWN_PACK_FILE, OWN_PACKS, VISIT_REPORT
from portal.web.at import AtEngagement, of_engagement
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.pagination import paging
from portal.web.typed import Typed
from portal.words.labels import VISIT as KINDS
from portal.words.wording import day

FOR_PARTNER = of_engagement(Audience.PARTNER)


@get(OWN_PACKS, **FOR_PARTNER)
def show_own_packs(at: NamedDependency[AtEngagement]) -> Response:
    visits = visits_of(at, at.asked("visit"))
    return asking_page(at, visits, asked_first(at, visits))


@post(OWN_PACKS, **FOR_PARTNER)
def make_own(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        visits = {each.visit_id: each for each in visits_of(at, typed.first("when"))}
        choice = read_choice(typed, visits, None)
        visit = visits[choice.visit_id] if choice.visit_id else None
        on = visit.on_date if visit else choice.on or at.today
        pack_id = create_own_pack(at.session, at.viewer, at.place, on, visit)
        return at.go(OWN_PACK(at.place.engagement_id, pack_id))

    def otherwise(problems: Problems) -> Response:
        return asking_page(at, visits_of(at, typed.first("when")), typed, problems)

    return at.try_to(act, otherwise)


def visits_of(at: AtEngagement, named: str) -> list[VisitLine]:
    return list_to_choose_of(at.session, at.place, at.today, named)


def asking_page(
    at: AtEngagement, visits: list[VisitLine], typed: Typed, problems: Problems | None = None
) -> Response:
    own = at.place.engagement_id
    its = paging(at.asked("page"), count_own_packs(at.session, at.place), A_PAGE)
    packs = list_own_packs(at.session, at.place, its.start)
    return at.page(
        "packs/own.html",
        problems,
        packs=[pack_view(each, OWN_PACK(at.place.engagement_id, each.pack_id)) for each in packs],
        days=day_choices(visits, typed.first("when"), is_own=True),
        reports=[
            {"text": f"{KINDS[each.kind]} on {day(each.on_date)}", "href": VISIT_REPORT(own, each.visit_id)}
            for each in list_reports(at.session, at.place)
        ],
        typed=typed,
        pagination=its.links(OWN_PACKS(own)),
    )


@get(OWN_PACK, **FOR_PARTNER)
def show_own_pack(at: NamedDependency[AtEngagement], pack_id: FromPath[UUID]) -> Response:
    pack, engagement_id = get_own_pack(at.session, at.place, pack_id), at.place.engagement_id
    version = find_version(at.session, pack.checklist_version_id)
    return at.page(
        "packs/pack.html",
        breadcrumbs=at.way({"text": "Packs", "href": OWN_PACKS(engagement_id)}),
        pack=pack_view(pack, OWN_PACK(engagement_id, pack_id), version),
        file_href=OWN_PACK_FILE(engagement_id, pack_id),
        packs_href=OWN_PACKS(engagement_id),
        may_share=False,
        needs_other=False,
        done="",
    )


ROUTES: list[HTTPRouteHandler] = [show_own_packs, make_own, show_own_pack]
