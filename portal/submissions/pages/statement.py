"""Confirm a statement. Somebody comes to put their name to one sentence."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.vocabulary import Kind
from portal.submissions.actions.keep_draft import Answers
from portal.submissions.forms.statement import read_signature
from portal.submissions.pages.frame import AtDraft, of_question
from portal.submissions.pages.questions import STATEMENT
from portal.submissions.queries.signing import find_position
from portal.web.addresses import DRAFT_STATEMENT
from portal.web.http import Response
from portal.web.typed import Typed

OF_STATEMENT = of_question(STATEMENT)


@get(DRAFT_STATEMENT, **OF_STATEMENT)
def ask_statement(at: NamedDependency[AtDraft]) -> Response:
    answers = at.draft.answers
    kept = {
        "confirm": ["yes" if answers.statement else ""],
        "signed_name": [answers.signed_name or at.viewer.name],
        "signed_position": [answers.signed_position or remembered(at)],
    }
    return at.question(Typed(kept))


def remembered(at: AtDraft) -> str:
    return find_position(at.session, at.viewer, at.place.engagement)


@post(DRAFT_STATEMENT, **OF_STATEMENT)
def take_statement(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    return at.keep(typed, lambda: signed(at, typed), lambda problems: at.question(typed, problems))


def signed(at: AtDraft, typed: Typed) -> Answers:
    """The statement is kept word for word as it was shown. A confirmation bears the day of its signature."""
    signature = read_signature(typed)
    dated = {"from_on": at.today} if at.requirement.kind is Kind.CONFIRMATION else {}
    return {
        **dated,
        "statement": at.requirement.statement or at.requirement.asks,
        "signed_name": signature.name,
        "signed_position": signature.position,
    }


ROUTES: list[HTTPRouteHandler] = [ask_statement, take_statement]
