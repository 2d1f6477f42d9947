"""Review: the document beside the requirement, then accept or return, then straight to the next."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.vocabulary import Outcome
from evidence.store import Store
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import SubmissionPlace
from portal.review.actions.decide import Verdict, decide_submission, require_other_side
from portal.review.forms import DecideForm
from portal.review.pages.page import review_page
from portal.review.queries.queue import find_next
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.typed import Typed

REVIEWERS = Admits(Audience.REVIEWER, Audience.MANAGER)
ADDRESS = "/submissions/{submission_id:uuid}/review"


@get(ADDRESS, guards=[REVIEWERS], sync_to_thread=True)
def show_review(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    store: NamedDependency[Store],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
) -> Response[str]:
    require_other_side(viewer, submission_place.engagement)
    return review_page(request, session, store, viewer, submission_place, as_at.today)


@post(ADDRESS, guards=[REVIEWERS], sync_to_thread=True)
def decide_review(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    store: NamedDependency[Store],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
) -> Response[Any]:
    require_other_side(viewer, submission_place.engagement)
    form, corrects = DecideForm(typed), read_id(typed.first("corrects"))
    verdict = form.verdict()
    if verdict and corrects:
        require_words(verdict, form)
    if verdict and not form.problems:
        try:
            decide_submission(session, viewer, submission_place, verdict, corrects)
            return Redirect(following(session, viewer, submission_place, corrects), status_code=303)
        except CannotDo as refused:
            form.problems |= refused.problems
    session.rollback()
    return review_page(request, session, store, viewer, submission_place, as_at.today, form)


def require_words(verdict: Verdict, form: DecideForm) -> None:
    """A correction says why, also where it accepts."""
    if verdict.outcome is Outcome.ACCEPT and not verdict.words:
        form.problems["accept_words"] = "Say why the decision is corrected."


def following(session: Session, viewer: Viewer, place: SubmissionPlace, corrects: UUID | None) -> str:
    """Where one goes after deciding: the next in the queue or the empty queue; after correcting, here."""
    after = f"?after={place.submission_id}"
    if corrects:
        return f"/submissions/{place.submission_id}/review{after}"
    contract = place.engagement.contract
    waiting = find_next(session, contract, viewer, place.submission_id)
    return (
        f"/submissions/{waiting}/review{after}"
        if waiting
        else f"/contracts/{contract.contract_id}/queue{after}"
    )


def read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


ROUTES = [show_review, decide_review]
