"""What the pages of a draft share: its requirement, its answers so far, and the way forth and back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar.response import Redirect
from sqlalchemy.orm import Session

from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal import clock
from portal.access import NotHere
from portal.places.contracts import SubmissionPlace
from portal.standing.queries.parts import get_requirement
from portal.standing.queries.submissions import SubmissionAnswers, get_submission
from portal.submissions.pages.questions import ANSWERS, page_after, page_before, pages_of
from portal.web.http import Request, Response
from portal.web.rendering import page
from portal.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Draft:
    """A submission with its requirement; `part` is what its part is called, empty for the whole."""

    place: SubmissionPlace
    requirement: Requirement
    answers: SubmissionAnswers
    part: str

    @property
    def address(self) -> str:
        return draft_address(self.place.submission_id)

    @property
    def slot_address(self) -> str:
        return f"/engagements/{self.place.engagement.engagement_id}/requirements/{self.requirement.key}"


def draft_address(submission_id: UUID) -> str:
    return f"/submissions/{submission_id}"


def get_draft(session: Session, place: SubmissionPlace, asked: str = ANSWERS) -> Draft:
    """The draft of the place; raises NotHere where its requirement does not ask what is `asked` for."""
    requirement = get_requirement(session, place.engagement, place.requirement_key, clock.today())
    if asked not in pages_of(requirement):
        raise NotHere
    answers = get_submission(session, place)
    return Draft(place, requirement, answers, answers.worker or part_words(requirement, place.part_key))


def part_words(requirement: Requirement, part: str) -> str:
    return part_title(requirement, part) if part and requirement.kind is not Kind.REGISTER else ""


def to_receipt(place: SubmissionPlace) -> Response:
    """Where a draft leads that has been sent already: nothing of it can be changed, and nothing is lost."""
    return Redirect(f"{draft_address(place.submission_id)}/receipt", status_code=303)


def question(
    request: Request,
    draft: Draft,
    asked: str,
    typed: Typed,
    problems: dict[str, str] | None = None,
    **context: Any,
) -> Response:
    """The page of a question, with what stands in its fields; 422 where something will not do."""
    return page(
        request,
        f"submissions/{asked}.html",
        {
            "draft": draft,
            "requirement": draft.requirement,
            "typed": typed,
            "problems": problems or {},
            "then": then_of(request, typed),
            "back": way_back(draft, asked, then_of(request, typed)),
            "step": pages_of(draft.requirement).index(asked) + 1,
            "steps": len(pages_of(draft.requirement)),
            **context,
        },
        status=422 if problems else 200,
    )


def then_of(request: Request, typed: Typed) -> str:
    """`answers` for somebody who came from checking their answers and wants to go back there."""
    wanted = typed.first("then") or request.query_params.get("then", "")
    return ANSWERS if wanted == ANSWERS else ""


def way_back(draft: Draft, asked: str, then: str) -> str:
    if then:
        return f"{draft.address}/{then}"
    before = page_before(draft.requirement, asked)
    return f"{draft.address}/{before}" if before else draft.slot_address


def onwards(draft: Draft, asked: str, then: str) -> Response:
    """To the next question, or back to the answers where one came from."""
    return Redirect(f"{draft.address}/{then or page_after(draft.requirement, asked)}", status_code=303)


def assessment_address(place: SubmissionPlace) -> str:
    return f"{draft_address(place.submission_id)}/assessment"


def to_list(place: SubmissionPlace) -> Response:
    return Redirect(assessment_address(place), status_code=303)
