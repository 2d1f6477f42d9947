"""Packs of a contract: made, watched and shared by the lead; what is shared is the council's to open."""

from collections.abc import Sequence
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import Audience
from portal.acting.refused import CannotDo
from portal.packs.actions.create_pack import WantedPack, create_pack
from portal.packs.actions.open_share import end_share, open_share
from portal.packs.forms import read_choice, read_days
from portal.packs.pages.asking import asked_first, choices
from portal.packs.presenters.page import PackView, day_choices, pack_view, share_view, shared_view
from portal.packs.queries.packs import (
    A_PAGE,
    PackLine,
    count_packs,
    get_pack,
    get_shared,
    list_packs,
    list_shared,
    list_shares,
    open_until,
)
from portal.packs.queries.versions import VersionLine, find_version
from portal.packs.queries.visits import engagements_of, list_to_choose
from portal.places.contracts import get_engagement_place
from portal.places.partners import list_partner_choices
from portal.standing.queries.alike import tell_apart
from portal.visits.queries.booked import VisitLine
from portal.web.addresses import END_SHARE, PACK, PACK_FILE, PACKS, SHARE_PACK
from portal.web.at import AtContract, of_contract
from portal.web.crumbs import contract_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.pagination import paging
from portal.web.typed import Typed

FOR_LEAD = of_contract(Audience.REVIEWER, Audience.MANAGER)
FOR_LEAD_AND_COUNCIL = of_contract(Audience.REVIEWER, Audience.MANAGER, Audience.COMMISSIONER)
SAID = {
    "shared": "It is shared. The commissioner is told.",
    "ended": "It is no longer shared.",
}
NOT_WITH_IT = "That partner is not part of the visit. Choose one that is, or another day."


@get(PACKS, **FOR_LEAD_AND_COUNCIL)
def show_packs(at: NamedDependency[AtContract]) -> Response:
    if not is_lead(at):
        return packs_page(at, shared_views(at, list_shared(at.session, at.place, at.today)), pagination=None)
    visits = list_to_choose(at.session, at.place, at.today, at.asked("visit"))
    return asking_page(at, visits, asked_first(at, visits))


@post(PACKS, **FOR_LEAD)
def make(at: NamedDependency[AtContract], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        pack_id = create_pack(at.session, at.viewer, at.place, wanted(at, typed))
        return at.go(PACK(at.place.contract_id, pack_id))

    def otherwise(problems: Problems) -> Response:
        return asking_page(at, visits_of(at, typed), typed, problems)

    return at.try_to(act, otherwise)


def visits_of(at: AtContract, typed: Typed) -> list[VisitLine]:
    return list_to_choose(at.session, at.place, at.today, typed.first("when"))


def wanted(at: AtContract, typed: Typed) -> WantedPack:
    """Raises CannotDo. Of a visit with some partners it is of those, unless another is chosen."""
    visits = {each.visit_id: each for each in visits_of(at, typed)}
    partners = [each.engagement_id for each in list_partner_choices(at.session, at.place)]
    choice = read_choice(typed, visits, partners)
    visit = visits[choice.visit_id] if choice.visit_id else None
    engagement_id, some = choice.engagement_id, frozenset[UUID]()
    if visit:
        its = engagements_of(at.session, visit.visit_id)
        if engagement_id and its and engagement_id not in its:
            raise CannotDo({"engagement": NOT_WITH_IT})
        if len(its) == 1:
            (engagement_id,) = its
        elif not engagement_id:
            some = its
    engagement = None
    if engagement_id:
        engagement = get_engagement_place(at.session, at.viewer, engagement_id, [Audience.REVIEWER])
    return WantedPack(
        visit.on_date if visit else choice.on or at.today, visit, engagement, choice.without_names, some
    )


def asking_page(
    at: AtContract, visits: Sequence[VisitLine], typed: Typed, problems: Problems | None = None
) -> Response:
    partners = list_partner_choices(at.session, at.place)
    its = paging(at.asked("page"), count_packs(at.session, at.place), A_PAGE)
    made = list_packs(at.session, at.place, its.start)
    apart = tell_apart(at.session, {each.engagement_id: each.partner for each in partners})
    names = {
        str(each.engagement_id): ", ".join(
            filter(None, (each.partner, each.area, apart.get(each.engagement_id)))
        )
        for each in partners
    }
    return packs_page(
        at,
        [pack_view(each, PACK(at.place.contract_id, each.pack_id)) for each in made],
        problems,
        typed=typed,
        days=day_choices(visits, typed.first("when")),
        pagination=its.links(PACKS(at.place.contract_id)),
        **choices(typed, names),
    )


def packs_page(
    at: AtContract, packs: list[PackView], problems: Problems | None = None, **asked: object
) -> Response:
    way = contract_crumbs(at.place)
    return at.page(
        "packs/packs.html",
        problems,
        tab="packs",
        breadcrumbs=way if is_lead(at) else way[:1],
        packs=packs,
        is_lead=is_lead(at),
        **asked,
    )


@get(PACK, **FOR_LEAD_AND_COUNCIL)
def show_pack(at: NamedDependency[AtContract], pack_id: FromPath[UUID]) -> Response:
    return pack_page(at, pack_id, Typed(days=["14"]))


def pack_page(at: AtContract, pack_id: UUID, typed: Typed, problems: Problems | None = None) -> Response:
    session, place = at.session, at.place
    pack = get_pack(session, place, pack_id) if is_lead(at) else get_shared(session, place, pack_id, at.today)
    version = find_version(session, pack.checklist_version_id)
    shares, here = list_shares(session, pack_id), PACK(place.contract_id, pack_id)
    way = contract_crumbs(place, {"text": "Packs", "href": PACKS(place.contract_id)})
    return at.page(
        "packs/pack.html",
        problems,
        tab="packs",
        layout="layouts/contract.html",
        breadcrumbs=way if is_lead(at) else [*way[:1], *way[-1:]],
        pack=pack_view(pack, here, version) if is_lead(at) else shared_views(at, [pack], version)[0],
        file_href=PACK_FILE(place.contract_id, pack_id),
        packs_href=PACKS(place.contract_id),
        share_href=SHARE_PACK(place.contract_id, pack_id),
        may_share=is_lead(at) and pack.without_names,
        needs_other=is_lead(at) and not pack.without_names,
        shares=[share_view(each, place.contract_id, pack_id, at.today) for each in shares],
        typed=typed,
        done=SAID.get(at.asked("done"), ""),
    )


def shared_views(
    at: AtContract, packs: Sequence[PackLine], version: VersionLine | None = None
) -> list[PackView]:
    until, place = open_until(at.session, at.place, at.today), at.place
    return [
        shared_view(each, PACK(place.contract_id, each.pack_id), place.lead, until.get(each.pack_id), version)
        for each in packs
    ]


@post(SHARE_PACK, **FOR_LEAD)
def share(
    at: NamedDependency[AtContract], pack_id: FromPath[UUID], typed: NamedDependency[Typed]
) -> Response:
    def act() -> Response:
        open_share(at.session, at.viewer, at.place, pack_id, read_days(typed))
        return at.go(PACK(at.place.contract_id, pack_id, done="shared"))

    return at.try_to(act, lambda problems: pack_page(at, pack_id, typed, problems))


@post(END_SHARE, **FOR_LEAD)
def end(at: NamedDependency[AtContract], pack_id: FromPath[UUID], share_id: FromPath[UUID]) -> Response:
    end_share(at.session, at.viewer, at.place, pack_id, share_id)
    return at.go(PACK(at.place.contract_id, pack_id, done="ended"))


def is_lead(at: AtContract) -> bool:
    return Audience.REVIEWER in at.place.audiences


ROUTES: list[HTTPRouteHandler] = [show_packs, make, show_pack, share, end]
