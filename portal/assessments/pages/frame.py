"""What the pages of an assessment share: the draft with what was written of it, and the way on."""

from dataclasses import astuple, dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from checklists.odd_days import Against
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.access import Audience, NotHere, Viewer
from portal.submissions.actions.check_assessment import title_of
from portal.submissions.pages.change import ChangeAsked
from portal.submissions.pages.frame import AtEvidence, Draft, find_change
from portal.submissions.queries.against import days_against
from portal.submissions.queries.assessments import WrittenAssessment, find_assessment
from portal.web.address import Address
from portal.web.addresses import RECEIPT
from portal.web.assessment_addresses import ASSESSMENT, READ_ASSESSMENT
from portal.web.at import Enter, GoTo, at_submission, family
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response
from portal.web.typed import Typed


@dataclass(frozen=True, slots=True)
class Form:
    """A submission to an assessment with what was written of it."""

    draft: Draft
    written: WrittenAssessment

    @property
    def address(self) -> str:
        return ASSESSMENT(self.draft.place.submission_id)

    @property
    def requirement(self) -> Requirement:
        return self.draft.requirement


class AtAssessment(AtEvidence):
    """Somebody at an assessment, sent or not. What was written of it is read once, when a page wants it."""

    @cached_property
    def written(self) -> WrittenAssessment | None:
        return find_assessment(self.session, self.place)

    @cached_property
    def against(self) -> Against:
        """What its day is held against."""
        return days_against(self.session, self.place, self.requirement, self.today)

    @property
    def is_written(self) -> bool:
        """Whether it is written in the portal, and not given as a document."""
        return self.written is not None and self.written.is_form

    @property
    def form(self) -> Form:
        """Raises NotHere where nothing is written in the portal."""
        if self.written is None or not self.written.is_form:
            raise NotHere
        return Form(self.draft, self.written)

    @property
    def shown(self) -> Typed:
        """By its pages, what was written."""
        written, answers = self.form.written, self.draft.answers
        about = [written.about, written.took_part, str(answers.from_on)]
        signed = [answers.signed_name or "", answers.signed_position or "", str(written.signed_on)]
        found = {title_of(each.name): list(map(str, astuple(each))) for each in written.findings}
        actions = [" ".join(map(str, astuple(each))) for each in written.actions]
        return Typed({"What is assessed": about, **found, "What will be done": actions, "Signature": signed})

    def frame(self) -> dict[str, object]:
        own = {"draft": self.draft, "requirement": self.requirement, "change": self.change}
        return {**AtEvidence.frame(self), **own}

    @cached_property
    def change(self) -> ChangeAsked | None:
        """What the reviewer asked for, for the partner who writes it again."""
        engagement = self.place.engagement
        if self.place.is_sent or Audience.PARTNER not in engagement.audiences:
            return None
        return find_change(self.session, engagement, self.requirement, self.place.part_key)

    def form_page(
        self, template: str, typed: Typed, problems: Problems | None = None, **context: object
    ) -> Response:
        return self.page(f"assessments/{template}.html", problems, form=self.form, typed=typed, **context)

    def to_list(self) -> Response:
        return self.go(ASSESSMENT(self.submission_id))


def at_assessment(
    *, once_sent: Address | None, is_written: bool, answers: bool = False
) -> Enter[AtAssessment]:
    """How one comes to an assessment. What was sent leads to the address `once_sent`, where there is one; but
    who `answers` it is told that it was sent meanwhile, with what was typed.

    NotHere is raised where no assessment is asked for, or, of one that `is_written`, where nothing is written
    in the portal.
    """

    def enter(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtAssessment:
        place = at_submission(request, session, viewer, as_at).place
        if once_sent and place.is_sent and not (answers and request.method == "POST"):
            raise GoTo(once_sent(place.submission_id))
        at = AtAssessment(request, session, viewer, as_at, place)
        if at.requirement.kind is not Kind.ASSESSMENT or (is_written and not at.is_written):
            raise NotHere
        return at

    return enter


at_check = at_assessment(once_sent=RECEIPT, is_written=True)

OF_ASSESSMENT = family(at_assessment(once_sent=READ_ASSESSMENT, is_written=False), Audience.PARTNER)
OF_FORM = family(at_assessment(once_sent=READ_ASSESSMENT, is_written=True, answers=True), Audience.PARTNER)
OF_CHECK = family(at_check, Audience.PARTNER)
OF_READING = family(
    at_assessment(once_sent=None, is_written=True), Audience.PARTNER, Audience.REVIEWER, Audience.MANAGER
)
