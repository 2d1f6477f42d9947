"""Review: the document beside the requirement, then accept or return, then straight to the next."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.facts import Decision
from checklists.odd_days import Against
from portal.review.actions.decide import decide_submission
from portal.review.forms import read_id, read_verdict
from portal.review.pages.frame import OF_REVIEW, AtReview
from portal.review.pages.page import review_page
from portal.review.queries.queue import find_next
from portal.standing.queries.decision_facts import fact_as_sent
from portal.standing.queries.parts import get_requirement
from portal.standing.queries.submissions import get_submission
from portal.submissions.queries.against import days_against
from portal.web.addresses import QUEUE, REVIEW
from portal.web.http import Response
from portal.web.typed import Typed


@get(REVIEW, **OF_REVIEW)
def show_review(at: NamedDependency[AtReview]) -> Response:
    return review_page(at)


@post(REVIEW, **OF_REVIEW)
def decide_review(at: NamedDependency[AtReview], typed: NamedDependency[Typed]) -> Response:
    def act() -> Response:
        corrects = read_id(typed.first("corrects"))
        sent, against = said_of(at)
        verdict = read_verdict(typed, sent, against, is_correction=corrects is not None)
        decide_submission(at.session, at.viewer, at.place, verdict, corrects)
        return at.go(following(at, corrects))

    return at.try_to(act, lambda problems: review_page(at, typed, problems))


def said_of(at: AtReview) -> tuple[Decision, Against]:
    """What the partner said, and what its days are held against."""
    requirement = get_requirement(at.session, at.engagement, at.place.requirement_key, at.today)
    sent = fact_as_sent(get_submission(at.session, at.place), at.today)
    return sent, days_against(at.session, at.place, requirement, at.today)


def following(at: AtReview, corrects: UUID | None) -> str:
    """Where one goes after deciding: the next in the queue or the empty queue; after correcting, here."""
    contract, decided = at.engagement.contract, at.place.submission_id
    shown = decided if corrects else find_next(at.session, contract, at.viewer, decided)
    return REVIEW(shown, after=decided) if shown else QUEUE(contract.contract_id, after=decided)


ROUTES: list[HTTPRouteHandler] = [show_review, decide_review]
