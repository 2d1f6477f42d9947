"""Confirm a statement; say what a DBS certificate says.

Somebody comes to put their name to one sentence; or with a colleague's certificate in hand, to copy five
facts from it and give it back.
"""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.access import Viewer
from portal.actions.draft_submission import answer_check, answer_draft
from portal.forms.dates import day_as_typed
from portal.forms.draft import CLEAR, read_check, read_statement
from portal.forms.typed import Typed
from portal.pages.dependencies import AsAt
from portal.pages.draft import PARTNER
from portal.pages.draft_frame import get_draft, onwards, question, then_of, to_receipt
from portal.queries.places import SubmissionPlace
from portal.queries.submissions import SubmissionAnswers


@get("/submissions/{submission_id:uuid}/statement", guards=[PARTNER], sync_to_thread=True)
def ask_statement(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response[Any]:
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
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    typed: NamedDependency[Typed],
) -> Response[Any]:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "statement")
    read = read_statement(typed, draft.requirement.statement or draft.requirement.asks)
    if read.problems:
        return question(request, draft, "statement", typed, read.problems)
    answer_draft(session, submission_place, read.answers)
    return onwards(draft, "statement", then_of(request, typed))


@get("/submissions/{submission_id:uuid}/check", guards=[PARTNER], sync_to_thread=True)
def ask_check(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response[Any]:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "check")
    return question(request, draft, "check", check_as_typed(draft.answers))


def check_as_typed(answers: SubmissionAnswers) -> Typed:
    check = answers.check
    if check is None:
        return Typed(day_as_typed("from_on", answers.from_on))
    lists = {"adults": check.adults_list, "children": check.childrens_list}
    return Typed(
        {
            "level": [check.level],
            "lists": [name for name, given in lists.items() if given],
            "seen_by": [check.seen_by],
            "clear": [next(word for word, value in CLEAR.items() if value is check.clear)],
        }
        | day_as_typed("from_on", answers.from_on)
        | day_as_typed("seen_on", check.seen_on)
    )


@post("/submissions/{submission_id:uuid}/check", guards=[PARTNER], sync_to_thread=True)
def take_check(
    request: Request[Any, Any, Any],
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
) -> Response[Any]:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "check")
    read = read_check(typed, as_at.today)
    if read.problems:
        return question(request, draft, "check", typed, read.problems)
    answer_draft(session, submission_place, {"from_on": read.answers.pop("from_on")})
    answer_check(session, submission_place, read.answers)
    return onwards(draft, "check", then_of(request, typed))


ROUTES: list[HTTPRouteHandler] = [ask_statement, take_statement, ask_check, take_check]
