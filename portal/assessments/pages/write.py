"""The pages of an assessment that are written on, a piece each.

Whatever can be kept is kept as soon as a button is pressed, also where something is still wanting: nobody
types an evening's work twice.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy.orm import Session

from checklists.assessing import findings_asked
from portal.access import NotHere, Viewer
from portal.assessments.actions.write_assessment import keep_about, keep_actions, keep_finding, keep_signature
from portal.assessments.forms import assessment as forms
from portal.assessments.pages.assessment import PARTNER
from portal.assessments.pages.frame import PAGE, Form, form_page, get_form, problems_now, to_page, to_reading
from portal.places.contracts import SubmissionPlace
from portal.submissions.actions.check_assessment import title_of
from portal.submissions.pages.frame import to_list
from portal.web.dependencies import AsAt
from portal.web.http import Request, Response
from portal.web.typed import Typed


@get(f"{PAGE}/about", guards=[PARTNER], sync_to_thread=True)
def ask_about(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    if submission_place.is_sent:
        return to_reading(submission_place)
    form = get_form(session, submission_place)
    return form_page(request, form, "about", forms.about_as_typed(form.written, form.draft.answers))


@post(f"{PAGE}/about", guards=[PARTNER], sync_to_thread=True)
def take_about(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
) -> Response:
    if submission_place.is_sent:
        return to_reading(submission_place)
    form = get_form(session, submission_place)
    read, about, took_part, completed_on = forms.read_about(typed, as_at.today)
    if not read.unread:
        keep_about(session, submission_place, about, took_part, completed_on)
    if problems := problems_now(read, typed):
        return form_page(request, form, "about", typed, problems)
    return following(submission_place, typed, "findings/1")


@get(f"{PAGE}/findings/{{number:str}}", guards=[PARTNER], sync_to_thread=True)
def ask_finding(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    number: FromPath[str],
) -> Response:
    if submission_place.is_sent:
        return to_reading(submission_place)
    form = get_form(session, submission_place)
    place, name = finding_of(form, number)
    return finding_page(request, form, place, forms.finding_as_typed(form.written.finding(name)))


def finding_page(
    request: Request,
    form: Form,
    place: int,
    typed: Typed,
    problems: dict[str, str] | None = None,
) -> Response:
    names = findings_asked(form.requirement)
    return form_page(
        request,
        form,
        "finding",
        typed,
        problems,
        name=title_of(names[place - 1]),
        place=place,
        many=len(names),
        asks_impact=bool(form.requirement.characteristics),
    )


@post(f"{PAGE}/findings/{{number:str}}", guards=[PARTNER], sync_to_thread=True)
def take_finding(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    typed: NamedDependency[Typed],
    number: FromPath[str],
) -> Response:
    if submission_place.is_sent:
        return to_reading(submission_place)
    form = get_form(session, submission_place)
    place, name = finding_of(form, number)
    read, finding = forms.read_finding(typed, form.requirement, name)
    if not read.unread:
        keep_finding(session, submission_place, form.requirement, finding)
    if problems := problems_now(read, typed):
        return finding_page(request, form, place, typed, problems)
    is_last = place == len(findings_asked(form.requirement))
    return following(submission_place, typed, "actions" if is_last else f"findings/{place + 1}")


def finding_of(form: Form, number: str) -> tuple[int, str]:
    """The place, from 1, and the name of what is asked; raises NotHere for any other number."""
    names = findings_asked(form.requirement)
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:4]) <= len(names):
        raise NotHere
    return int(number[:4]), names[int(number[:4]) - 1]


@get(f"{PAGE}/actions", guards=[PARTNER], sync_to_thread=True)
def ask_actions(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    if submission_place.is_sent:
        return to_reading(submission_place)
    form = get_form(session, submission_place)
    return actions_page(request, form, forms.actions_as_typed(form.written.actions))


def actions_page(
    request: Request, form: Form, typed: Typed, problems: dict[str, str] | None = None
) -> Response:
    """With an empty row below those that are there."""
    rows = min(forms.rows_typed(typed) + (0 if problems else 1), forms.MOST_ACTIONS)
    return form_page(request, form, "actions", typed, problems, rows=max(rows, 1))


@post(f"{PAGE}/actions", guards=[PARTNER], sync_to_thread=True)
def take_actions(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    typed: NamedDependency[Typed],
) -> Response:
    if submission_place.is_sent:
        return to_reading(submission_place)
    form = get_form(session, submission_place)
    read, actions = forms.read_actions(typed)
    if not read.unread:
        keep_actions(session, submission_place, actions, looked_at=typed.first("go") != "later")
    if problems := problems_now(read, typed):
        return actions_page(request, form, typed, problems)
    if typed.first("go") == "more":
        return to_page(submission_place, "actions")
    return following(submission_place, typed, "signature")


@get(f"{PAGE}/signature", guards=[PARTNER], sync_to_thread=True)
def ask_signature(
    request: Request,
    session: NamedDependency[Session],
    viewer: NamedDependency[Viewer],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
) -> Response:
    if submission_place.is_sent:
        return to_reading(submission_place)
    form = get_form(session, submission_place)
    kept = forms.signature_as_typed(form.written, form.draft.answers, viewer.name, as_at.today)
    return form_page(request, form, "signature", kept)


@post(f"{PAGE}/signature", guards=[PARTNER], sync_to_thread=True)
def take_signature(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    as_at: NamedDependency[AsAt],
    typed: NamedDependency[Typed],
) -> Response:
    if submission_place.is_sent:
        return to_reading(submission_place)
    form = get_form(session, submission_place)
    read, name, position, signed_on = forms.read_signature(typed, as_at.today, form.draft.answers.from_on)
    if not read.unread:
        keep_signature(session, submission_place, name, position, signed_on)
    if problems := problems_now(read, typed):
        return form_page(request, form, "signature", typed, problems)
    return following(submission_place, typed, "check")


def following(place: SubmissionPlace, typed: Typed, page: str) -> Response:
    """To the list for whoever stops here, else to the next page."""
    return to_list(place) if typed.first("go") == "later" else to_page(place, page)


ROUTES: list[HTTPRouteHandler] = [
    ask_about, take_about, ask_finding, take_finding, ask_actions, take_actions, ask_signature,
    take_signature,
]  # fmt: skip
