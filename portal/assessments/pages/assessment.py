"""An assessment, written in the portal or given as an own document.

A manager of a small organisation comes here in the evening with half an hour: to choose how, to see how far
it is, to write a piece, and to come back tomorrow.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.assessing import Way
from portal.assessments.actions.write_assessment import choose_way, start_from_earlier
from portal.assessments.pages.frame import OF_ASSESSMENT, OF_CHECK, AtAssessment, at_check
from portal.assessments.presenters.assessment import assessment_view, page_address, tasks_of
from portal.submissions.actions.check_assessment import wanting_pages
from portal.submissions.pages.send import send_or_show, shown_now
from portal.submissions.queries.assessments import find_earlier
from portal.web.addresses import DRAFT_FILES
from portal.web.assessment_addresses import ASSESSMENT, ASSESSMENT_CHECK
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

HOW = "Choose how you give this assessment."


@get(ASSESSMENT, **OF_ASSESSMENT)
def show_list(at: NamedDependency[AtAssessment]) -> Response:
    """How far each page is; before anything was chosen, how it is given."""
    if not at.is_written or at.is_asked("how"):
        return ways_page(at)
    form = at.form
    return at.form_page("list", Typed(), tasks=tasks_of(form.requirement, form.written, form.draft.answers))


def ways_page(at: AtAssessment, problems: Problems | None = None) -> Response:
    earlier = find_earlier(at.session, at.place)
    return at.page("assessments/ways.html", problems, earlier=earlier, written=at.written)


@post(ASSESSMENT, **OF_ASSESSMENT)
def take_way(at: NamedDependency[AtAssessment], typed: NamedDependency[Typed]) -> Response:
    match typed.first("way"):
        case "earlier":
            start_from_earlier(at.session, at.place)
        case Way.FORM:
            choose_way(at.session, at.place, Way.FORM)
        case Way.DOCUMENT:
            choose_way(at.session, at.place, Way.DOCUMENT)
            return at.go(DRAFT_FILES(at.submission_id))
        case _:
            return ways_page(at, {"way": HOW})
    return at.to_list()


@get(ASSESSMENT_CHECK, **OF_CHECK)
def check(at: NamedDependency[AtAssessment]) -> Response:
    return check_page(at)


@post(ASSESSMENT_CHECK, **OF_CHECK)
def send(at: NamedDependency[AtAssessment], typed: NamedDependency[Typed]) -> Response:
    return send_or_show(at, typed, at_check, check_page)


def check_page(at: AtAssessment, problems: Problems | None = None) -> Response:
    """Everything as the reviewer will read it, with what is still wanting."""
    form = at.form
    wanting = dict(wanting_pages(form.requirement, form.written, form.draft.answers))
    missing = [(sentence, page_address(at.submission_id, page)) for page, sentence in wanting.items()]
    odd = [each.sentence for each in at.against.odd(form.draft.answers.from_on)]
    view = assessment_view(form.requirement, form.written, form.draft.answers)
    shown = shown_now(at.shown)
    return at.form_page("check", Typed(), problems, view=view, missing=missing, odd=odd, shown=shown)


ROUTES: list[HTTPRouteHandler] = [show_list, take_way, check, send]
