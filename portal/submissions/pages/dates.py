"""Start to send something, and say from when until when it counts.

Somebody comes with the document before them and copies what it says.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.odd_days import Against
from checklists.vocabulary import Kind
from portal.submissions.actions.keep_draft import start_draft
from portal.submissions.forms.dates import date_questions, odd_in, read_dates
from portal.submissions.pages.frame import Answered, AtDraft, find_change, of_question
from portal.submissions.pages.questions import ANSWERS, DATES, STATEMENT, pages_of, question_address
from portal.submissions.pages.slot import OF_SLOT, AtSlot
from portal.submissions.queries.against import days_against
from portal.submissions.queries.signed_otherwise import find_signed_otherwise
from portal.web.addresses import DRAFT_DATES, START_DRAFT
from portal.web.assessment_addresses import ASSESSMENT
from portal.web.between import Questions
from portal.web.dates import day_as_typed
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

OF_DATES = of_question(DATES)


@post(START_DRAFT, **OF_SLOT)
def start(at: NamedDependency[AtSlot], typed: NamedDependency[Typed]) -> Response:
    """The draft that is open for the part, else a new one, at its first question; of what came back, at the
    question that it is about, and of what has to be signed anew, at the statement, and from there to check
    and send."""
    part = typed.first("part")
    submission_id = start_draft(at.session, at.viewer.person_id, at.place, at.requirement, part)
    if at.requirement.kind is Kind.ASSESSMENT:
        return at.go(ASSESSMENT(submission_id))
    if change := find_change(at.session, at.place, at.requirement, part):
        then = "" if change.page == ANSWERS else ANSWERS
        return at.go(question_address(submission_id, change.page, then))
    if find_signed_otherwise(at.session, at.place, at.requirement, part, at.today):
        return at.go(question_address(submission_id, STATEMENT, ANSWERS))
    return at.go(question_address(submission_id, pages_of(at.requirement)[0]))


@get(DRAFT_DATES, **OF_DATES)
def ask_dates(at: NamedDependency[AtDraft]) -> Response:
    return dates_page(at, at.opened(dates_of(at)))


def dates_of(at: AtDraft) -> Answered:
    called = {each.name: each.label for each in date_questions(at.requirement)}
    return Answered(Questions(called), dates_as_typed)


def dates_as_typed(at: AtDraft) -> Typed:
    answers = at.draft.answers
    return Typed(day_as_typed("from_on", answers.from_on) | day_as_typed("until_on", answers.until_on))


@post(DRAFT_DATES, **OF_DATES)
def take_dates(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    return at.keep(
        dates_of(at),
        typed,
        lambda: read_dates(typed, against(at)),
        lambda problems: dates_page(at, typed, problems),
    )


def dates_page(at: AtDraft, typed: Typed, problems: Problems | None = None) -> Response:
    return at.question(
        typed, problems, questions=date_questions(at.requirement), odd=odd_in(typed, against(at))
    )


def against(at: AtDraft) -> Against:
    return days_against(at.session, at.place, at.requirement, at.today)


ROUTES: list[HTTPRouteHandler] = [start, ask_dates, take_dates]
