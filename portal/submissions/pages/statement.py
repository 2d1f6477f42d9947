"""Confirm a statement. Somebody comes to put their name to one sentence."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.signing import is_same_statement, statement_of
from checklists.vocabulary import Kind
from portal.submissions.actions.keep_draft import Answers
from portal.submissions.forms.statement import read_paper_signature, read_signature
from portal.submissions.pages.frame import Answered, AtDraft, of_question
from portal.submissions.pages.questions import STATEMENT
from portal.submissions.queries.signing import find_position
from portal.web.addresses import DRAFT_STATEMENT
from portal.web.between import Questions
from portal.web.dates import day_as_typed
from portal.web.http import Response
from portal.web.typed import Typed

OF_STATEMENT = of_question(STATEMENT)


@get(DRAFT_STATEMENT, **OF_STATEMENT)
def ask_statement(at: NamedDependency[AtDraft]) -> Response:
    """What nobody has signed yet is offered in the name of whoever opens it, unless it came on paper."""
    signer = ("", "") if at.place.is_received else (at.viewer.name, remembered(at))
    offered = {"signed_name": [signer[0]], "signed_position": [signer[1]]}
    return at.question(Typed(offered | at.opened(SIGNATURE)))


def signature_as_typed(at: AtDraft) -> Typed:
    answers = at.draft.answers
    kept = {
        "confirm": "yes" if is_same_statement(answers.statement or "", statement_of(at.requirement)) else "",
        "signed_name": answers.signed_name,
        "signed_position": answers.signed_position,
    }
    said = {name: [value] for name, value in kept.items() if value}
    return Typed(said | day_as_typed("from_on", answers.from_on))


SIGNATURE = Answered(
    Questions(
        {
            "confirm": "Is it true?",
            "signed_name": "Name",
            "signed_position": "Position",
            "from_on": "On which day was it signed?",
        },
        {"confirm": {"yes": "It is confirmed"}},
    ),
    signature_as_typed,
)


def remembered(at: AtDraft) -> str:
    return find_position(at.session, at.viewer, at.place.engagement)


@post(DRAFT_STATEMENT, **OF_STATEMENT)
def take_statement(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    return at.keep(SIGNATURE, typed, lambda: signed(at, typed), lambda problems: at.question(typed, problems))


def signed(at: AtDraft, typed: Typed) -> Answers:
    """The statement is kept word for word as it was shown. A confirmation bears the day of its signature."""
    is_confirmation = at.requirement.kind is Kind.CONFIRMATION
    if at.place.is_received:
        signature, signed_on = read_paper_signature(typed, at.today, is_dated=is_confirmation)
    else:
        signature, signed_on = read_signature(typed), at.today
    dated = {"from_on": signed_on} if is_confirmation else {}
    return {
        **dated,
        "statement": statement_of(at.requirement),
        "signed_name": signature.name,
        "signed_position": signature.position,
    }


ROUTES: list[HTTPRouteHandler] = [ask_statement, take_statement]
