"""Record that something was carried out that is not the partner's to do, such as the council's due diligence.

A reviewer comes here from the slot, with a date and a result.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.requirement import Requirement
from portal.review.actions.record_carried_out import record_carried_out
from portal.review.forms import read_carried_out
from portal.review.pages.frame import OF_WAIVING
from portal.standing.queries.parts import get_requirement
from portal.web.addresses import CARRIED_OUT, SLOT
from portal.web.at import AtEngagement
from portal.web.crumbs import engagement_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.slot import carried_out_by


@get(CARRIED_OUT, **OF_WAIVING)
def ask_when(at: NamedDependency[AtEngagement], key: FromPath[str]) -> Response:
    requirement = get_requirement(at.session, at.place, key, at.today)
    if requirement.is_the_partners:
        return to_slot(at, key)
    return ask_page(at, requirement, Typed())


@post(CARRIED_OUT, makes=True, **OF_WAIVING)
def record(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], key: FromPath[str]) -> Response:
    requirement = get_requirement(at.session, at.place, key, at.today)
    if requirement.is_the_partners:
        return to_slot(at, key)

    def act() -> Response:
        record_carried_out(at.session, at.viewer, at.place, key, read_carried_out(typed))
        return to_slot(at, key, "recorded")

    return at.try_to(act, lambda problems: ask_page(at, requirement, typed, problems))


def to_slot(at: AtEngagement, key: str, done: str = "") -> Response:
    """Also for what the partner has to see to: of that there is nothing to record here."""
    return at.go(SLOT(at.place.engagement_id, key, done=done))


def ask_page(
    at: AtEngagement, requirement: Requirement, typed: Typed, problems: Problems | None = None
) -> Response:
    back = SLOT(at.place.engagement_id, requirement.key)
    return at.page(
        "review/carried_out.html",
        problems,
        breadcrumbs=engagement_crumbs(at.place, {"text": requirement.title, "href": back}),
        requirement=requirement,
        by=carried_out_by(requirement, at.place),
        typed=typed,
        back=back,
    )


ROUTES: list[HTTPRouteHandler] = [ask_when, record]
