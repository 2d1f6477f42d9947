"""Review: the document beside the requirement, then accept or return, then straight to the next."""

from functools import partial
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.requirement import Checklist
from portal.review.actions.assign_review import assign_review
from portal.review.actions.decide import begin_deciding, decide
from portal.review.actions.note_open import note_open
from portal.review.forms import read_id, read_verdict, read_wanted
from portal.review.pages.frame import OF_REVIEW, AtReview
from portal.review.pages.page import review_page
from portal.review.queries.following import find_next
from portal.submissions.queries.against import days_against
from portal.web.addresses import GIVE_REVIEW, QUEUE, REVIEW
from portal.web.http import Response
from portal.web.opening import opens, record_look
from portal.web.typed import Typed


@get(REVIEW, **OF_REVIEW)
def show_review(at: NamedDependency[AtReview]) -> Response:
    """What is opened by a reviewer can no longer be taken back; of what was, the queue has nothing more."""
    if not opens(at):
        return at.go(QUEUE(at.engagement.contract.contract_id))
    record_look(at, lambda session: note_open(session, at.viewer, at.place))
    return review_page(at)


@post(GIVE_REVIEW, once=True, **OF_REVIEW)
def give(at: NamedDependency[AtReview], typed: NamedDependency[Typed]) -> Response:
    """To a colleague, or to nobody again."""

    def act() -> Response:
        person_id = read_id(typed.first("colleague"))
        assign_review(at.session, at.viewer, at.place, person_id)
        return at.go(REVIEW(at.place.submission_id, **read_wanted(at.asked, at.viewer, at.today).given))

    return at.try_to(act, lambda problems: review_page(at, typed, problems))


@post(REVIEW, once=True, **OF_REVIEW)
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
    """Where one goes after deciding: the next of what was asked for, or the queue where that was the last;
    after correcting, here."""
    contract, decided = at.engagement.contract, at.place.submission_id
    queue = read_wanted(at.asked, at.viewer, at.today)
    shown = decided if corrects else find_next(at.session, contract, at.viewer, asked, decided, queue.wanted)
    if shown:
        return REVIEW(shown, after=decided, **queue.given)
    return QUEUE(contract.contract_id, after=decided, **queue.given)


ROUTES: list[HTTPRouteHandler] = [show_review, decide_review, give]
