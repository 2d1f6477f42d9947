"""What the pages of an assessment share: the draft with what was written of it, and the way on."""

from dataclasses import dataclass
from typing import Any

from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal import clock
from portal.access import NotHere
from portal.assessments.forms.assessment import Pages
from portal.places.contracts import SubmissionPlace
from portal.standing.queries.parts import get_requirement
from portal.standing.queries.submissions import get_submission
from portal.submissions.pages.frame import Draft, assessment_address
from portal.submissions.queries.assessments import WrittenAssessment, find_assessment
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed

PAGE = "/submissions/{submission_id:uuid}/assessment"


@dataclass(frozen=True, slots=True)
class Form:
    """A submission to an assessment with what was written of it."""

    draft: Draft
    written: WrittenAssessment

    @property
    def address(self) -> str:
        return assessment_address(self.draft.place)

    @property
    def requirement(self) -> Requirement:
        return self.draft.requirement


def assessment_draft(session: Session, place: SubmissionPlace) -> Draft:
    """The submission of the place; raises NotHere where no assessment is asked for."""
    requirement = get_requirement(session, place.engagement, place.requirement_key, clock.today())
    if requirement.kind is not Kind.ASSESSMENT:
        raise NotHere
    return Draft(place, requirement, get_submission(session, place), "")


def get_form(session: Session, place: SubmissionPlace) -> Form:
    """The same with what was written in the portal; raises NotHere where nothing is."""
    draft = assessment_draft(session, place)
    written = find_assessment(session, place)
    if written is None or not written.is_form:
        raise NotHere
    return Form(draft, written)


def to_page(place: SubmissionPlace, name: str) -> Response:
    return Redirect(f"{assessment_address(place)}/{name}", status_code=303)


def to_reading(place: SubmissionPlace) -> Response:
    """Where a form leads that was sent already."""
    return to_page(place, "read")


def form_page(
    request: Request,
    form: Form,
    template: str,
    typed: Typed,
    problems: dict[str, str] | None = None,
    **context: Any,
) -> Response:
    """A page of the form; 422 where something will not do."""
    return page(
        request,
        f"assessments/{template}.html",
        {
            "form": form,
            "draft": form.draft,
            "requirement": form.requirement,
            "typed": typed,
            "problems": problems or {},
            **context,
        },
        status=422 if problems else 200,
    )


def problems_now(read: Pages, typed: Typed) -> dict[str, str]:
    """Whoever comes back later is only told of what cannot be kept."""
    return read.unread if typed.first("go") == "later" else read.problems
