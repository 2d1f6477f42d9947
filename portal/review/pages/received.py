"""Something has come by post, by mail or by hand, and the lead enters it for the partner.

A reviewer has the paper before her: she says how it came and when, and then answers what the partner would.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from portal.access import NotHere
from portal.review.forms import read_received
from portal.review.pages.frame import OF_RECEIVING
from portal.review.queries.review import list_parts
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.keep_draft import is_sent_by_itself
from portal.submissions.actions.keep_received import start_received
from portal.submissions.pages.questions import pages_of, question_address
from portal.web.addresses import RECEIVED, SLOT
from portal.web.at import AtEngagement
from portal.web.choices import radios
from portal.web.crumbs import engagement_crumbs
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.received import WAY


@get(RECEIVED, **OF_RECEIVING)
def ask_how(at: NamedDependency[AtEngagement], key: FromPath[str]) -> Response:
    return ask_page(at, key, Typed({"part": [at.asked("part")]}))


@post(RECEIVED, **OF_RECEIVING)
def begin(at: NamedDependency[AtEngagement], typed: NamedDependency[Typed], key: FromPath[str]) -> Response:
    requirement = get_requirement(at.session, at.place, key, at.today)

    def act() -> Response:
        parts = [part for part, _ in list_parts(at.session, at.place, requirement)]
        came = read_received(typed, parts, at.today)
        draft_id = start_received(at.session, at.viewer, at.place, requirement, came.part, came.way, came.on)
        return at.go(question_address(draft_id, pages_of(requirement, is_received=True)[0]))

    return at.try_to(act, lambda problems: ask_page(at, key, typed, problems))


def ask_page(at: AtEngagement, key: str, typed: Typed, problems: Problems | None = None) -> Response:
    requirement = get_requirement(at.session, at.place, key, at.today)
    if not is_sent_by_itself(requirement):
        raise NotHere
    slot = SLOT(at.place.engagement_id, key)
    parts = list_parts(at.session, at.place, requirement)
    return at.page(
        "review/received.html",
        problems,
        breadcrumbs=engagement_crumbs(at.place, {"text": requirement.title, "href": slot}),
        requirement=requirement,
        parts=radios(dict(parts), typed.first("part")) if parts else [],
        ways=radios(WAY, typed.first("way")),
        typed=typed,
        back=slot,
    )


ROUTES: list[HTTPRouteHandler] = [ask_how, begin]
