"""Waive a requirement for a partner, or one part of it, until a day; record an exception from what is only
preferred; correct or end either early. A reviewer comes here from the slot."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.vocabulary import Kind
from portal.review.actions.correct_waiver import correct_waiver
from portal.review.actions.decide import waive_slot
from portal.review.forms import prefilled, read_correction, read_id, read_waiver
from portal.review.pages.frame import OF_WAIVING
from portal.review.presenters.waive import correcting_words, part_choices, words_for
from portal.review.queries.review import list_parts
from portal.review.queries.waivers import Waiver, get_waiver
from portal.standing.queries.parts import get_requirement
from portal.web.addresses import SLOT, WAIVE
from portal.web.at import AtEngagement
from portal.web.crumbs import engagement_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.waived import AS_LONG

WITH_PARTS = {Kind.COVER, Kind.ACCOUNTS, Kind.REGISTER}


@get(WAIVE, **OF_WAIVING)
def show_waive(at: NamedDependency[AtEngagement], key: FromPath[str]) -> Response:
    corrects = read_id(at.asked("corrects"))
    if corrects is None:
        return waive_page(at, key, prefilled({"from_on": at.today}, part=at.asked("part")))
    waiver = get_waiver(at.session, at.place, key, corrects)
    return waive_page(at, key, prefilled({"from_on": waiver.from_on, "until_on": waiver.until_on}), waiver)


@post(WAIVE, **OF_WAIVING)
def waive(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], key: FromPath[str]) -> Response:
    corrects = read_id(typed.first("corrects"))
    waiver = get_waiver(at.session, at.place, key, corrects) if corrects else None

    def act() -> Response:
        if waiver:
            verdict = read_correction(typed, waiver)
            correct_waiver(at.session, at.viewer, at.place, key, waiver.waiver_id, verdict)
        else:
            waive_slot(at.session, at.viewer, at.place, key, typed.first("part"), read_waiver(typed))
        return at.go(SLOT(at.place.engagement_id, key, done="corrected" if waiver else "waived"))

    return at.try_to(act, lambda problems: waive_page(at, key, typed, waiver, problems))


def waive_page(
    at: AtEngagement,
    key: str,
    typed: Typed,
    waiver: Waiver | None = None,
    problems: Problems | None = None,
) -> Response:
    """The form to waive, or to correct that waiver."""
    requirement = get_requirement(at.session, at.place, key, at.today)
    has_parts = requirement.kind in WITH_PARTS and waiver is None
    parts = list_parts(at.session, at.place, requirement) if has_parts else []
    slot = SLOT(at.place.engagement_id, key)
    return at.page(
        "review/waive.html",
        problems,
        breadcrumbs=engagement_crumbs(at.place, {"text": requirement.title, "href": slot}),
        requirement=requirement,
        words=correcting_words(requirement) if waiver else words_for(requirement),
        waiver=waiver,
        as_long=AS_LONG,
        parts=part_choices(requirement, parts, typed.first("part")),
        typed=typed,
        back=slot,
    )


ROUTES: list[HTTPRouteHandler] = [show_waive, waive]
