"""Review: the document beside the requirement, then accept or return, then straight to the next."""

from functools import partial
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.requirement import Checklist
from portal.review.actions.decide import begin_deciding, decide
from portal.review.forms import read_id, read_verdict
from portal.review.pages.frame import OF_REVIEW, AtReview
from portal.review.pages.page import review_page
from portal.review.queries.queue import find_next
from portal.submissions.queries.against import days_against
from portal.web.addresses import QUEUE, REVIEW
from portal.web.http import Response
from portal.web.opening import opens
from portal.web.typed import Typed


@get(REVIEW, **OF_REVIEW)
def show_review(at: NamedDependency[AtReview]) -> Response:
    """What is opened by a reviewer can no longer be taken back; of what was, the queue has nothing more."""
    if not opens(at):
        return at.go(QUEUE(at.engagement.contract.contract_id))
    return review_page(at)


@post(REVIEW, **OF_REVIEW)
def decide_review(at: NamedDependency[AtReview], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        corrects = read_id(typed.first("corrects"))
        deciding = begin_deciding(at.session, at.viewer, at.place)
        against = partial(days_against, at.session, at.place, deciding.requirement, at.today)
        verdict = read_verdict(typed, deciding.sent, against, is_correction=corrects is not None)
        address = following(
            at, deciding.asked, corrects
        )  # in the same transaction: what waits besides stays as it is
        decide(at.session, at.viewer, deciding, verdict, corrects)
        return at.go(address)

    return at.try_to(act, lambda problems: review_page(at, typed, problems))


def following(at: AtReview, asked: Checklist, corrects: UUID | None) -> str:
    """Where one goes after deciding: the next in the queue or the empty queue; after correcting, here."""
    contract, decided = at.engagement.contract, at.place.submission_id
    shown = decided if corrects else find_next(at.session, contract, at.viewer, asked, decided)
    return REVIEW(shown, after=decided) if shown else QUEUE(contract.contract_id, after=decided)


ROUTES: list[HTTPRouteHandler] = [show_review, decide_review]
