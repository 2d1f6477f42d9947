"""What the pages of a submission share: its requirement, its answers so far, and the way forth and back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from sqlalchemy.orm import Session

from checklists.reasons import part_title
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from portal.access import Audience, NotHere, Viewer
from portal.places.contracts import EngagementPlace, SubmissionPlace, get_engagement_place, writer_of
from portal.places.mine import MyEngagement, list_my_engagements
from portal.standing.queries.parts import get_requirement
from portal.standing.queries.submissions import SubmissionAnswers, get_submission
from portal.submissions.actions.keep_draft import Answers, answer_draft, require_draft
from portal.submissions.pages.change import ChangeAsked, change_asked
from portal.submissions.pages.questions import (
    ANSWERS,
    FILES,
    page_after,
    page_before,
    page_of,
    pages_of,
    question_address,
)
from portal.submissions.presenters.answers import answer_rows
from portal.submissions.presenters.changes import NO_CHANGES, Changes, changes_of
from portal.submissions.queries.assessments import is_own_document
from portal.submissions.queries.decided import is_decided
from portal.submissions.queries.returned import find_returned
from portal.submissions.queries.shelf import Document, list_shelf_of
from portal.web.addresses import DRAFT_ANSWERS, RECEIPT, SLOT, SUBMISSION
from portal.web.asked import asked, asked_id
from portal.web.at import AtSubmission, Enter, GoTo, at_submission, family
from portal.web.between import Questions, opened, settle
from portal.web.dependencies import AsAt
from portal.web.fields import Problems
from portal.web.http import Request, Response, RouteOptions
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.received import came_words


@dataclass(frozen=True, slots=True)
class Draft:
    """A submission with its requirement; `part` is what its part is called, empty for the whole."""

    place: SubmissionPlace
    requirement: Requirement
    answers: SubmissionAnswers
    part: str

    @property
    def address(self) -> str:
        return SUBMISSION(self.place.submission_id)

    @property
    def slot_address(self) -> str:
        return SLOT(self.place.engagement.engagement_id, self.requirement.key)


class AtEvidence(AtSubmission):
    """Somebody at a submission. What is asked and what was answered is read once, when a page wants it."""

    @property
    def submission_id(self) -> UUID:
        return self.place.submission_id

    @cached_property
    def requirement(self) -> Requirement:
        """Raises NotHere where the checklist has ceased to ask for it."""
        return get_requirement(self.session, self.place.engagement, self.place.requirement_key, self.today)

    @cached_property
    def draft(self) -> Draft:
        answers = get_submission(self.session, self.place)
        part = answers.worker or part_words(self.requirement, self.place.part_key)
        return Draft(self.place, self.requirement, answers, part)

    @property
    def title(self) -> str:
        """The requirement, with its part where it has one."""
        return ": ".join(each for each in (self.requirement.title, self.draft.part) if each)

    @property
    def shown(self) -> Typed:
        """What is looked over before it is sent: by what it is called, what was answered."""
        rows = answer_rows(self.requirement, self.draft.answers, page_of)
        files = [str(each.file_id) for each in self.draft.answers.files]
        return Typed({row.label: list(row.words) for row in rows} | {"Files": files})

    def frame(self) -> dict[str, object]:
        return {**AtSubmission.frame(self), "received": came_words(self.draft.answers)}

    def to_receipt(self) -> Response:
        return self.go(RECEIPT(self.submission_id))

    def not_taken(self, questions: Questions, typed: Typed, now: Typed) -> Response:
        """What was typed about something that was sent meanwhile, where it is not what was sent; else the
        receipt. Nothing of it is taken, since its page is gone: 409 (RFC 9110, 15.5.10); but a page like any
        other where it was kept before, and is only shown again."""
        untaken = questions.untaken(typed, now)
        if not untaken:
            return self.to_receipt()
        own = {"draft": self.draft, "requirement": self.requirement, "untaken": untaken}
        shown = {**self.frame(), **own, "receipt": RECEIPT(self.submission_id)}
        return page(self.request, "submissions/not_taken.html", shown, 200 if self.is_shown_again else 409)


def find_change(
    session: Session, place: EngagementPlace, requirement: Requirement, part: str
) -> ChangeAsked | None:
    returned = find_returned(session, place, requirement.key, part)
    return change_asked(requirement, returned) if returned else None


def part_words(requirement: Requirement, part: str) -> str:
    return part_title(requirement, part) if part and requirement.kind is not Kind.REGISTER else ""


@dataclass(frozen=True)
class AtDraft(AtEvidence):
    """A partner at a draft, or the lead at one for what came by post, on the page of its questions that
    `asks` names."""

    asks: str = ANSWERS

    def frame(self) -> dict[str, object]:
        own = {"draft": self.draft, "requirement": self.requirement, "change": self.change}
        return {**AtEvidence.frame(self), **own}

    @cached_property
    def change(self) -> ChangeAsked | None:
        """What the reviewer asked the partner for, where what was sent before came back."""
        if self.place.is_received:
            return None
        return find_change(self.session, self.place.engagement, self.requirement, self.place.part_key)

    @property
    def pages(self) -> tuple[str, ...]:
        return pages_of(self.requirement, self.place.is_received)

    @property
    def is_written(self) -> bool:
        """Whether it is an assessment that is written in the portal, on pages of its own."""
        if self.requirement.kind is not Kind.ASSESSMENT or self.place.is_received:
            return False
        return not is_own_document(self.session, self.place)

    def question(self, typed: Typed, problems: Problems | None = None, **context: object) -> Response:
        """The page of the question, with what stands in its fields."""
        then, pages = self.then(typed), self.pages
        return self.page(
            f"submissions/{self.asks}.html",
            problems,
            typed=typed,
            then=then,
            back=self.way_back(then),
            step=pages.index(self.asks) + 1,
            steps=len(pages),
            **context,
        )

    def then(self, typed: Typed) -> str:
        """`answers` for somebody who came from checking their answers and wants to go back there."""
        wanted = typed.first("then") or self.asked("then")
        return ANSWERS if wanted == ANSWERS else ""

    def way_back(self, then: str) -> str:
        before = then or page_before(self.pages, self.asks)
        return question_address(self.submission_id, before) if before else self.draft.slot_address

    def onwards(self, typed: Typed) -> Response:
        """To the next question, or back to the answers where one came from."""
        following = self.then(typed) or page_after(self.pages, self.asks)
        return self.go(question_address(self.submission_id, following))

    def opened(self, answered: "Answered") -> Typed:
        """What the fields show of the answers that there are."""
        return opened(answered.questions, answered.as_typed(self))

    def keep(
        self,
        answered: "Answered",
        typed: Typed,
        read: Callable[[], Answers],
        otherwise: Callable[[Problems], Response],
    ) -> Response:
        """What was answered is kept and the next question asked, or this one again. Raises ChangedBetween
        where a colleague has answered it meanwhile. Of what was sent by then nothing is answered."""
        if self.place.is_sent:
            return self.not_taken(answered.questions, typed, answered.as_typed(self))

        def act() -> Response:
            require_draft(self.session, self.place)
            settle(answered.questions, typed, answered.as_typed(replace(self)))
            answer_draft(self.session, self.place, read())
            return self.onwards(typed)

        return self.try_to(act, otherwise)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a page asks of a draft, as it is called, and the answers that there are as its fields."""

    questions: Questions
    as_typed: Callable[[AtDraft], Typed]


class AtSent(AtEvidence):
    """A partner at something that it has sent, or the lead at what it has entered. The partner's shelf is
    read once, when a page wants it."""

    @cached_property
    def changes(self) -> Changes:
        """What the viewer may still do about it."""
        if writer_of(self.place.is_received) not in self.place.engagement.audiences:
            return NO_CHANGES
        decided = is_decided(self.session, self.place)
        return changes_of(self.requirement, self.draft.answers, is_decided=decided)

    @cached_property
    def engagements(self) -> tuple[MyEngagement, ...]:
        """Those of the same partner that have not ended: to them it may be sent too."""
        return tuple(
            each
            for each in list_my_engagements(self.session, self.viewer)
            if each.partner_id == self.place.engagement.partner_id and each.ends_on >= self.today
        )

    @cached_property
    def shelf(self) -> tuple[Document, ...]:
        return list_shelf_of(self.session, self.place, self.today)


def asked_number(at: AtSent, name: str) -> int:
    """A number in the address; none where it is no small one."""
    text = at.asked(name)
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def at_draft(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtDraft:
    """Raises GoTo for what has been sent already: nothing of it can be changed, and nothing is lost."""
    place = at_submission(request, session, viewer, as_at).place
    if place.is_sent:
        raise GoTo(RECEIPT(place.submission_id))
    return AtDraft(request, session, viewer, as_at, place)


def at_discarding(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtDraft:
    """Of a draft that is gone nothing is kept, so the form's address says where it was: whoever presses
    twice comes to where the first press led."""
    try:
        return at_draft(request, session, viewer, as_at)
    except NotHere:
        if (engagement_id := asked_id(request, "engagement")) is None:
            raise
        writer = writer_of(asked(request, "received") == "yes")
        place = get_engagement_place(session, viewer, engagement_id, (writer,))
        key = asked(request, "requirement")
        raise GoTo(SLOT(place.engagement_id, key)) from None


def at_question(question: str) -> Enter[AtDraft]:
    """How one comes to the page of a question, also to answer what was sent meanwhile: that is said there.
    It raises NotHere where the requirement does not ask it, and GoTo for a file that comes too late."""

    def enter(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtDraft:
        place = at_submission(request, session, viewer, as_at).place
        if place.is_sent and (request.method != "POST" or question == FILES):
            raise GoTo(RECEIPT(place.submission_id, late="yes" if request.method == "POST" else ""))
        at = AtDraft(request, session, viewer, as_at, place, question)
        if question not in at.pages:
            raise NotHere
        return at

    return enter


def at_sent(request: Request, session: Session, viewer: Viewer, as_at: AsAt) -> AtSent:
    """Raises GoTo for a draft, which is sent for its own contract first."""
    place = at_submission(request, session, viewer, as_at).place
    if not place.is_sent:
        raise GoTo(DRAFT_ANSWERS(place.submission_id))
    return AtSent(request, session, viewer, as_at, place)


OF_DRAFT = family(at_draft, Audience.WRITER)
OF_DISCARDING = family(at_discarding, Audience.WRITER)
OF_RECEIPT = family(at_sent, Audience.PARTNER, Audience.WRITER)
OF_TAKING_BACK = family(at_sent, Audience.WRITER)
OF_SENT = family(at_sent, Audience.PARTNER)


def of_question(asked: str) -> RouteOptions:
    return family(at_question(asked), Audience.WRITER)
