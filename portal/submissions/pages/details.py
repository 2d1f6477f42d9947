"""Say what came with the accounts; say who has signed the agreement.

Somebody comes with the accounts before them and looks for the auditor's or the examiner's report; or with
the last page of an agreement, to copy two names.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.places.contracts import SubmissionPlace
from portal.submissions.actions.draft import answer_draft
from portal.submissions.forms.details import read_assurance, read_parties
from portal.submissions.pages.dates import PARTNER
from portal.submissions.pages.frame import Draft, get_draft, onwards, question, then_of, to_receipt
from portal.web.fields import Read
from portal.web.http import Request, Response
from portal.web.typed import Typed


@get("/submissions/{submission_id:uuid}/assurance", guards=[PARTNER], sync_to_thread=True)
def ask_assurance(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    return ask(request, session, submission_place, "assurance")


@post("/submissions/{submission_id:uuid}/assurance", guards=[PARTNER], sync_to_thread=True)
def take_assurance(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    typed: NamedDependency[Typed],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "assurance")
    return take(request, session, draft, "assurance", typed, read_assurance(typed))


@get("/submissions/{submission_id:uuid}/parties", guards=[PARTNER], sync_to_thread=True)
def ask_parties(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    return ask(request, session, submission_place, "parties")


@post("/submissions/{submission_id:uuid}/parties", guards=[PARTNER], sync_to_thread=True)
def take_parties(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    typed: NamedDependency[Typed],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "parties")
    engagement = draft.place.engagement
    read = read_parties(typed, engagement.contract.lead, engagement.partner)
    return take(request, session, draft, "parties", typed, read)


def ask(request: Request, session: Session, place: SubmissionPlace, asked: str) -> Response:
    """The question with what was answered before."""
    if place.is_sent:
        return to_receipt(place)
    draft = get_draft(session, place, asked)
    kept = {name: [value] for name, value in draft.answers.details.items() if isinstance(value, str)}
    return question(request, draft, asked, Typed(kept))


def take(request: Request, session: Session, draft: Draft, asked: str, typed: Typed, read: Read) -> Response:
    """Kept beside the details that there are, or asked again."""
    if read.problems:
        return question(request, draft, asked, typed, read.problems)
    answer_draft(session, draft.place, {"details": {**draft.answers.details, **read.answers}})
    return onwards(draft, asked, then_of(request, typed))


ROUTES: list[HTTPRouteHandler] = [ask_assurance, take_assurance, ask_parties, take_parties]
