"""Confirm a statement. Somebody comes to put their name to one sentence."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.places.contracts import SubmissionPlace
from portal.submissions.actions.draft import answer_draft
from portal.submissions.forms.statement import read_statement
from portal.submissions.pages.dates import PARTNER
from portal.submissions.pages.frame import get_draft, onwards, question, then_of, to_receipt
from portal.web.http import Request, Response
from portal.web.typed import Typed


@get("/submissions/{submission_id:uuid}/statement", guards=[PARTNER], sync_to_thread=True)
def ask_statement(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "statement")
    kept = Typed(
        {
            "confirm": ["yes" if draft.answers.statement else ""],
            "signed_name": [draft.answers.signed_name or viewer.name],
            "signed_position": [draft.answers.signed_position or ""],
        }
    )
    return question(request, draft, "statement", kept)


@post("/submissions/{submission_id:uuid}/statement", guards=[PARTNER], sync_to_thread=True)
def take_statement(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    typed: NamedDependency[Typed],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "statement")
    read = read_statement(typed, draft.requirement.statement or draft.requirement.asks)
    if read.problems:
        return question(request, draft, "statement", typed, read.problems)
    answer_draft(session, submission_place, read.answers)
    return onwards(draft, "statement", then_of(request, typed))


ROUTES: list[HTTPRouteHandler] = [ask_statement, take_statement]
