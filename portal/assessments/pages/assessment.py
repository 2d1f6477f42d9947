"""An assessment, written in the portal or given as an own document.

A manager of a small organisation comes here in the evening with half an hour: to choose how, to see how far
it is, to write a piece, and to come back tomorrow.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.assessing import Way
from portal.access import Audience, Viewer
from portal.acting.refused import CannotDo
from portal.assessments.actions.write_assessment import choose_way, start_from_earlier
from portal.assessments.pages.frame import PAGE, Form, assessment_draft, form_page, get_form, to_reading
from portal.assessments.presenters.assessment import assessment_view, page_address, tasks_of
from portal.places.contracts import SubmissionPlace, get_submission_place
from portal.submissions.actions.check_assessment import wanting_pages
from portal.submissions.actions.send_submission import send_submission
from portal.submissions.pages.frame import Draft, draft_address, to_list, to_receipt
from portal.submissions.queries.assessments import find_assessment, find_earlier
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed

PARTNER = Admits(Audience.PARTNER)
HOW = "Choose how you give this assessment."


@get(PAGE, guards=[PARTNER], sync_to_thread=True)
def show_list(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    """How far each page is; before anything was chosen, how it is given."""
    if submission_place.is_sent:
        return to_reading(submission_place)
    draft = assessment_draft(session, submission_place)
    written = find_assessment(session, submission_place)
    if written is None or not written.is_form or "how" in request.query_params:
        return ways_page(request, session, draft)
    form = Form(draft, written)
    tasks = tasks_of(draft.requirement, written, draft.answers)
    return form_page(request, form, "list", Typed(), tasks=tasks)


def ways_page(
    request: Request, session: Session, draft: Draft, problems: dict[str, str] | None = None
) -> Response:
    return page(
        request,
        "assessments/ways.html",
        {
            "draft": draft,
            "requirement": draft.requirement,
            "earlier": find_earlier(session, draft.place),
            "written": find_assessment(session, draft.place),
            "problems": problems or {},
        },
        status=422 if problems else 200,
    )


@post(PAGE, guards=[PARTNER], sync_to_thread=True)
def take_way(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    typed: NamedDependency[Typed],
) -> Response:
    if submission_place.is_sent:
        return to_reading(submission_place)
    draft = assessment_draft(session, submission_place)
    match typed.first("way"):
        case "earlier":
            start_from_earlier(session, submission_place)
        case Way.FORM:
            choose_way(session, submission_place, Way.FORM)
        case Way.DOCUMENT:
            choose_way(session, submission_place, Way.DOCUMENT)
            return Redirect(f"{draft_address(submission_place.submission_id)}/files", status_code=303)
        case _:
            return ways_page(request, session, draft, {"way": HOW})
    return to_list(submission_place)


@get(f"{PAGE}/check", guards=[PARTNER], sync_to_thread=True)
def check(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    return check_page(request, get_form(session, submission_place))


def check_page(request: Request, form: Form, problems: dict[str, str] | None = None) -> Response:
    """Everything as the reviewer will read it, with what is still wanting."""
    wanting = dict(wanting_pages(form.requirement, form.written, form.draft.answers))
    missing = [(sentence, f"{form.address}/{page_address(key)}") for key, sentence in wanting.items()]
    view = assessment_view(form.requirement, form.written, form.draft.answers)
    return form_page(request, form, "check", Typed(), problems, view=view, missing=missing)


@post(f"{PAGE}/check", guards=[PARTNER], sync_to_thread=True)
def send(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    get_form(session, submission_place)
    try:
        send_submission(session, viewer.person_id, submission_place, as_at.today)
    except CannotDo as refused:
        session.rollback()
        place = get_submission_place(session, viewer, submission_place.submission_id, {Audience.PARTNER})
        if place.is_sent:  # clicked twice: the other click has sent it
            return to_receipt(place)
        return check_page(request, get_form(session, place), refused.problems)
    return to_receipt(submission_place)


ROUTES: list[HTTPRouteHandler] = [show_list, take_way, check, send]
