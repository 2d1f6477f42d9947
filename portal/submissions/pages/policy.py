"""Say what the insurance is: insurer, policy, insured name, amount, basis, and whether it is one of several.

Somebody comes with the certificate or schedule before them and copies what it says.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.submissions.forms.policy import layer_as_typed, read_policy
from portal.submissions.pages.frame import AtDraft, Draft, of_question
from portal.submissions.pages.questions import AMOUNT
from portal.web.addresses import DRAFT_AMOUNT
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

OF_AMOUNT = of_question(AMOUNT)


@get(DRAFT_AMOUNT, **OF_AMOUNT)
def ask_amount(at: NamedDependency[AtDraft]) -> Response:
    return amount_page(at, policy_as_typed(at.draft))


def policy_as_typed(draft: Draft) -> Typed:
    """What is known of the policy; a form that nobody has filled in yet has the partner's legal name."""
    answers = draft.answers
    said = {name: answers.details.get(name) or "" for name in ("insurer", "policy_number", "insured_name")}
    said["insured_name"] = said["insured_name"] or draft.place.engagement.partner
    said |= {"amount": f"{answers.amount:,}" if answers.amount else "", "basis": answers.basis or ""}
    return Typed({name: [value] for name, value in said.items()} | layers_as_typed(draft))


def layers_as_typed(draft: Draft) -> dict[str, list[str]]:
    """Nothing is chosen before it was answered once."""
    return layer_as_typed(draft.answers.details.get("layer")) if draft.answers.amount else {}


@post(DRAFT_AMOUNT, **OF_AMOUNT)
def take_amount(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    return at.keep(typed, lambda: read_policy(typed), lambda problems: amount_page(at, typed, problems))


def amount_page(at: AtDraft, typed: Typed, problems: Problems | None = None) -> Response:
    return at.question(typed, problems, cover=at.requirement.cover(at.place.part_key))


ROUTES: list[HTTPRouteHandler] = [ask_amount, take_amount]
