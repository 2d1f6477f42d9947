"""Start to send something, and say from when until when it counts.

Somebody comes with the document before them and copies what it says.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.kinds import rules_for
from checklists.vocabulary import Kind
from portal.access import Audience, NotHere, Viewer
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.standing.queries.parts import get_requirement
from portal.submissions.actions.draft import answer_draft, start_draft
from portal.submissions.forms.dates import date_questions, read_dates
from portal.submissions.pages.frame import (
    Draft,
    draft_address,
    get_draft,
    onwards,
    question,
    then_of,
    to_receipt,
)
from portal.submissions.pages.questions import pages_of
from portal.web.dates import day_as_typed
from portal.web.dependencies import AsAt
from portal.web.guards import Admits
from portal.web.http import Request, Response
from portal.web.typed import Typed

PARTNER = Admits(Audience.PARTNER)


@post("/engagements/{engagement_id:uuid}/requirements/{key:str}/start", guards=[PARTNER], sync_to_thread=True)
def start(
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    engagement_place: NamedDependency[EngagementPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
    key: FromPath[str],
) -> Response:
    """The draft that is open for the part, else a new one, at its first question."""
    part = typed.first("part")
    requirement = get_requirement(session, engagement_place, key, as_at.today)
    if requirement.kind in {Kind.ISSUED, Kind.REGISTER} or not rules_for(requirement).has_part(
        requirement, part
    ):
        raise NotHere
    submission_id = start_draft(session, viewer.person_id, engagement_place, key, part, as_at.today)
    first = "assessment" if requirement.kind is Kind.ASSESSMENT else pages_of(requirement)[0]
    return Redirect(f"{draft_address(submission_id)}/{first}", status_code=303)


@get("/submissions/{submission_id:uuid}/dates", guards=[PARTNER], sync_to_thread=True)
def ask_dates(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "dates")
    kept = day_as_typed("from_on", draft.answers.from_on) | day_as_typed("until_on", draft.answers.until_on)
    return dates_page(request, draft, Typed(kept))


def dates_page(
    request: Request, draft: Draft, typed: Typed, problems: dict[str, str] | None = None
) -> Response:
    return question(request, draft, "dates", typed, problems, questions=date_questions(draft.requirement))


@post("/submissions/{submission_id:uuid}/dates", guards=[PARTNER], sync_to_thread=True)
def take_dates(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, "dates")
    read = read_dates(typed, draft.requirement, as_at.today)
    if read.problems:
        return dates_page(request, draft, typed, read.problems)
    answer_draft(session, submission_place, read.answers)
    return onwards(draft, "dates", then_of(request, typed))


ROUTES: list[HTTPRouteHandler] = [start, ask_dates, take_dates]
