"""Go on with a draft. Somebody left off half-way, and wants to be where she left off."""

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.submissions.actions.send_submission import unanswered
from portal.submissions.pages.frame import OF_DRAFT, AtDraft
from portal.submissions.pages.questions import ANSWERS, page_of, question_address
from portal.web.addresses import SUBMISSION
from portal.web.assessment_addresses import ASSESSMENT
from portal.web.http import Response


@get(SUBMISSION, **OF_DRAFT)
def go_on(at: NamedDependency[AtDraft]) -> Response:
    """To the first question that must be answered and is not; where all are, to check and send."""
    if at.is_written:
        return at.go(ASSESSMENT(at.submission_id))
    return at.go(question_address(at.submission_id, first_open(at)))


def first_open(at: AtDraft) -> str:
    """The page of the first open question; `answers` where none is open."""
    return next(map(page_of, unanswered(at.requirement, at.draft.answers, at.place.is_received)), ANSWERS)


ROUTES: list[HTTPRouteHandler] = [go_on]
