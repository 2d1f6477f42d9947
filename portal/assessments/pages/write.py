"""The pages of an assessment that are written on, a piece each.

Whatever can be kept is kept as soon as a button is pressed, also where something is still wanting: nobody
types an evening's work twice.
"""

from collections.abc import Callable

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from checklists.assessing import findings_asked
from portal.access import NotHere
from portal.assessments.actions.write_assessment import keep_about, keep_actions, keep_finding, keep_signature
from portal.assessments.forms import assessment as forms
from portal.assessments.pages.frame import OF_FORM, AtAssessment
from portal.submissions.actions.check_assessment import title_of
from portal.submissions.actions.keep_draft import require_draft
from portal.web.assessment_addresses import (
    ASSESSMENT_ABOUT,
    ASSESSMENT_ACTIONS,
    ASSESSMENT_CHECK,
    ASSESSMENT_FINDING,
    ASSESSMENT_SIGNATURE,
)
from portal.web.between import Questions, opened, settle
from portal.web.fields import Fields, Problems
from portal.web.http import Response
from portal.web.keeping import note_kept
from portal.web.typed import Typed


def keep_page(
    at: AtAssessment,
    fields: Fields,
    keep: Callable[[], None],
    following: str,
    otherwise: Callable[[Problems], Response],
) -> Response:
    """What was read is kept, whatever is missing, unless something in it cannot be; then on to what follows.

    Whoever stops here goes to the list, and is only told of what cannot be kept.
    """
    if at.is_shown_again:
        return otherwise({})
    stops_here = fields.typed.first("go") == "later"
    if not fields.unread:
        keep()
        note_kept(at.request.scope)
    if problems := fields.unread if stops_here else fields.problems:
        return otherwise(problems)
    return at.to_list() if stops_here else at.go(following)


def held(at: AtAssessment) -> AtAssessment:
    """The assessment as it is by now: until the transaction ends no colleague writes on it."""
    require_draft(at.session, at.place)
    return AtAssessment(at.request, at.session, at.viewer, at.as_at, at.place)


def settled(
    at: AtAssessment, questions: Questions, typed: Typed, as_typed: Callable[[AtAssessment], Typed]
) -> Fields:
    """What was typed, with what was chosen where a colleague has written the same page meanwhile. Raises
    ChangedBetween."""
    if not at.is_shown_again:
        settle(questions, typed, as_typed(held(at)))
    return Fields(typed)


def about_typed(at: AtAssessment) -> Typed:
    return forms.about_as_typed(at.form.written, at.draft.answers)


@get(ASSESSMENT_ABOUT, **OF_FORM)
def ask_about(at: NamedDependency[AtAssessment]) -> Response:
    return about_page(at, opened(forms.ABOUT, about_typed(at)))


def about_page(at: AtAssessment, typed: Typed, problems: Problems | None = None) -> Response:
    return at.form_page("about", typed, problems, odd=forms.odd_in(typed, at.against))


@post(ASSESSMENT_ABOUT, **OF_FORM)
def take_about(at: NamedDependency[AtAssessment], typed: NamedDependency[Typed]) -> Response:
    if at.place.is_sent:
        return at.not_taken(forms.ABOUT, typed, about_typed(at))
    fields = settled(at, forms.ABOUT, typed, about_typed)
    about = forms.read_about(fields, at.against)
    return keep_page(
        at,
        fields,
        lambda: keep_about(at.session, at.place, *about),
        ASSESSMENT_FINDING(at.submission_id, 1),
        lambda problems: about_page(at, typed, problems),
    )


@get(ASSESSMENT_FINDING, **OF_FORM)
def ask_finding(at: NamedDependency[AtAssessment], number: FromPath[str]) -> Response:
    place, name = finding_of(at, number)
    return finding_page(at, place, opened(forms.FINDING, finding_typed(name)(at)))


def finding_typed(name: str) -> Callable[[AtAssessment], Typed]:
    return lambda at: forms.finding_as_typed(at.form.written.finding(name))


def finding_of(at: AtAssessment, number: str) -> tuple[int, str]:
    """The place, from 1, and the name of what is asked; raises NotHere for any other number."""
    names = findings_asked(at.requirement)
    if not number.isascii() or not number.isdigit() or not 1 <= int(number[:4]) <= len(names):
        raise NotHere
    return int(number[:4]), names[int(number[:4]) - 1]


def finding_page(at: AtAssessment, place: int, typed: Typed, problems: Problems | None = None) -> Response:
    names = findings_asked(at.requirement)
    return at.form_page(
        "finding",
        typed,
        problems,
        name=title_of(names[place - 1]),
        place=place,
        many=len(names),
        asks_impact=bool(at.requirement.characteristics),
    )


@post(ASSESSMENT_FINDING, **OF_FORM)
def take_finding(
    at: NamedDependency[AtAssessment], typed: NamedDependency[Typed], number: FromPath[str]
) -> Response:
    place, name = finding_of(at, number)
    if at.place.is_sent:
        return at.not_taken(forms.FINDING, typed, finding_typed(name)(at))
    fields = settled(at, forms.FINDING, typed, finding_typed(name))
    finding = forms.read_finding(fields, at.requirement, name)
    is_last = place == len(findings_asked(at.requirement))
    return keep_page(
        at,
        fields,
        lambda: keep_finding(at.session, at.place, at.requirement, finding),
        ASSESSMENT_ACTIONS(at.submission_id) if is_last else ASSESSMENT_FINDING(at.submission_id, place + 1),
        lambda problems: finding_page(at, place, typed, problems),
    )


@get(ASSESSMENT_ACTIONS, **OF_FORM)
def ask_actions(at: NamedDependency[AtAssessment]) -> Response:
    return actions_page(at, opened(forms.ACTIONS, actions_typed(at)))


def actions_typed(at: AtAssessment) -> Typed:
    return forms.actions_as_typed(at.form.written.actions)


def actions_page(at: AtAssessment, typed: Typed, problems: Problems | None = None) -> Response:
    """With an empty row below those that are there."""
    rows = min(forms.rows_typed(typed) + (0 if problems else 1), forms.MOST_ACTIONS)
    return at.form_page("actions", typed, problems, rows=max(rows, 1))


@post(ASSESSMENT_ACTIONS, **OF_FORM)
def take_actions(at: NamedDependency[AtAssessment], typed: NamedDependency[Typed]) -> Response:
    if at.place.is_sent:
        return at.not_taken(forms.ACTIONS, typed, actions_typed(at))
    fields = settled(at, forms.ACTIONS, typed, actions_typed)
    actions = forms.read_actions(fields)
    looked_at = typed.first("go") != "later"
    following = ASSESSMENT_ACTIONS if typed.first("go") == "more" else ASSESSMENT_SIGNATURE
    return keep_page(
        at,
        fields,
        lambda: keep_actions(at.session, at.place, actions, looked_at=looked_at),
        following(at.submission_id),
        lambda problems: actions_page(at, typed, problems),
    )


@get(ASSESSMENT_SIGNATURE, **OF_FORM)
def ask_signature(at: NamedDependency[AtAssessment]) -> Response:
    return at.form_page("signature", opened(forms.SIGNATURE, signature_typed(at)))


def signature_typed(at: AtAssessment) -> Typed:
    return forms.signature_as_typed(at.form.written, at.draft.answers, at.viewer.name, at.today)


@post(ASSESSMENT_SIGNATURE, **OF_FORM)
def take_signature(at: NamedDependency[AtAssessment], typed: NamedDependency[Typed]) -> Response:
    if at.place.is_sent:
        return at.not_taken(forms.SIGNATURE, typed, signature_typed(at))
    fields = settled(at, forms.SIGNATURE, typed, signature_typed)
    signature = forms.read_signature(fields, at.today, at.draft.answers.from_on)
    return keep_page(
        at,
        fields,
        lambda: keep_signature(at.session, at.place, *signature),
        ASSESSMENT_CHECK(at.submission_id),
        lambda problems: at.form_page("signature", typed, problems),
    )


ROUTES: list[HTTPRouteHandler] = [
    ask_about,
    take_about,
    ask_finding,
    take_finding,
    ask_actions,
    take_actions,
    ask_signature,
    take_signature,
]
