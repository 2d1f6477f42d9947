"""Waive a requirement for a partner, or one part of it, until a day; record an exception from what is only
preferred. A reviewer comes here from the slot."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.vocabulary import Kind
from portal.review.actions.decide import waive_slot
from portal.review.forms import prefilled, read_waiver
from portal.review.pages.frame import OF_WAIVING
from portal.review.presenters.waive import part_choices, words_for
from portal.review.queries.review import list_parts
from portal.standing.queries.parts import get_requirement
from portal.web.addresses import SLOT, WAIVE
from portal.web.at import AtEngagement
from portal.web.crumbs import engagement_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

WITH_PARTS = {Kind.COVER, Kind.ACCOUNTS, Kind.REGISTER}


@get(WAIVE, **OF_WAIVING)
def show_waive(at: NamedDependency[AtEngagement], key: FromPath[str]) -> Response:
    return waive_page(at, key, prefilled({"from_on": at.today}, part=at.asked("part")))


@post(WAIVE, **OF_WAIVING)
def waive(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], key: FromPath[str]) -> Response:
    def act() -> Response:
        waive_slot(at.session, at.viewer, at.place, key, typed.first("part"), read_waiver(typed))
        return at.go(SLOT(at.place.engagement_id, key))

    return at.try_to(act, lambda problems: waive_page(at, key, typed, problems))


def waive_page(at: AtEngagement, key: str, typed: Typed, problems: Problems | None = None) -> Response:
    requirement = get_requirement(at.session, at.place, key, at.today)
    parts = list_parts(at.session, at.place, requirement) if requirement.kind in WITH_PARTS else []
    slot = SLOT(at.place.engagement_id, key)
    return at.page(
        "review/waive.html",
        problems,
        breadcrumbs=engagement_crumbs(at.place, {"text": requirement.title, "href": slot}),
        requirement=requirement,
        words=words_for(requirement),
        parts=part_choices(requirement, parts, typed.first("part")),
        typed=typed,
        back=slot,
    )


ROUTES: list[HTTPRouteHandler] = [show_waive, waive]
