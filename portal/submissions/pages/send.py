"""Check your answers, send, and the receipt; or throw the draft away.

Somebody comes to look it over once, press the button, and have something to hold in hand should anybody ask.
"""

from dataclasses import dataclass

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.likeness import SHARED_BETWEEN_CONTRACTS
from checklists.vocabulary import Kind
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.insurance.presenters.points import Compared, compared
from portal.insurance.queries.compared import compare_offered
from portal.places.contracts import SubmissionPlace, get_submission_place
from portal.standing.queries.decision_facts import fact_as_sent
from portal.submissions.actions.draft import discard_draft
from portal.submissions.actions.send_submission import send_submission
from portal.submissions.pages.dates import PARTNER
from portal.submissions.pages.frame import Draft, get_draft, question, to_list, to_receipt
from portal.submissions.pages.questions import ANSWERS, page_of
from portal.submissions.presenters.answers import answer_rows, shortfalls
from portal.submissions.queries.assessments import is_own_document
from portal.submissions.queries.shelf import list_shelf_of, renewals_of
from portal.web.dependencies import AsAt
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.answers import answers_in_words


@get("/submissions/{submission_id:uuid}/answers", guards=[PARTNER], sync_to_thread=True)
def check_answers(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place)
    if draft.requirement.kind is Kind.ASSESSMENT and not is_own_document(session, submission_place):
        return to_list(submission_place)
    return answers_page(request, session, draft, as_at)


@dataclass(frozen=True, slots=True)
class Missing:
    """A question without an answer, and where it is asked."""

    sentence: str
    href: str


def answers_page(
    request: Request,
    session: Session,
    draft: Draft,
    as_at: AsAt,
    problems: dict[str, str] | None = None,
) -> Response:
    missing = [
        Missing(sentence, f"{draft.address}/{page_of(name)}?then={ANSWERS}")
        for name, sentence in (problems or {}).items()
    ]
    return question(
        request,
        draft,
        ANSWERS,
        Typed(),
        problems,
        rows=answer_rows(draft.requirement, draft.answers, page_of),
        short=shortfalls(draft.requirement, draft.answers, as_at.today),
        compared=compared_with_asked(session, draft, as_at),
        missing=missing,
    )


def compared_with_asked(session: Session, draft: Draft, as_at: AsAt) -> Compared | None:
    """Of insurance, once it is known what it is and how long it runs."""
    answers = draft.answers
    if draft.requirement.kind is not Kind.COVER or not (answers.amount and answers.until_on):
        return None
    offered = fact_as_sent(answers, as_at.today)
    return compared(compare_offered(session, draft.place, draft.requirement, offered, answers))


@post("/submissions/{submission_id:uuid}/answers", guards=[PARTNER], sync_to_thread=True)
def send(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    try:
        send_submission(session, viewer.person_id, submission_place, as_at.today)
    except CannotDo as refused:
        session.rollback()
        place = get_submission_place(session, viewer, submission_place.submission_id, {Audience.PARTNER})
        if place.is_sent:  # clicked twice: the other click has sent it
            return to_receipt(place)
        return answers_page(request, session, get_draft(session, place), as_at, refused.problems)
    return to_receipt(submission_place)


@get("/submissions/{submission_id:uuid}/receipt", guards=[PARTNER], sync_to_thread=True)
def show_receipt(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    if not submission_place.is_sent:
        return Redirect(f"/submissions/{submission_place.submission_id}/{ANSWERS}", status_code=303)
    draft = get_draft(session, submission_place)
    shelf = list_shelf_of(session, submission_place) if draft.answers.files else ()
    renewals = renewals_of(shelf, submission_place.submission_id, as_at.today)
    context = {
        "draft": draft,
        "requirement": draft.requirement,
        "said": tuple(answers_in_words(draft.requirement, draft.answers)) if draft.answers.statement else (),
        "renewals": len(renewals),
        "may_go_elsewhere": draft.answers.files and draft.requirement.kind in SHARED_BETWEEN_CONTRACTS,
    }
    return page(request, "submissions/receipt.html", context)


@get("/submissions/{submission_id:uuid}/discard", guards=[PARTNER], sync_to_thread=True)
def ask_discard(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place)
    return page(request, "submissions/discard.html", {"draft": draft, "requirement": draft.requirement})


@post("/submissions/{submission_id:uuid}/discard", guards=[PARTNER], sync_to_thread=True)
def discard(
    session: NamedDependency[Session], submission_place: NamedDependency[SubmissionPlace]
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    key, engagement_id = submission_place.requirement_key, submission_place.engagement.engagement_id
    discard_draft(session, submission_place)
    return Redirect(f"/engagements/{engagement_id}/requirements/{key}", status_code=303)


ROUTES: list[HTTPRouteHandler] = [check_answers, send, show_receipt, ask_discard, discard]
