"""Say what the insurance is: insurer, policy, insured name, amount, basis, and whether it is one of several.

Somebody comes with the certificate or schedule before them and copies what it says.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from portal.submissions.forms.policy import layer_as_typed, read_policy
from portal.submissions.forms.schedule import AlsoCover, also_as_typed
from portal.submissions.pages.frame import AtDraft, of_question
from portal.submissions.pages.questions import AMOUNT
from portal.submissions.queries.schedule import has_policy_with_lead, parts_in_draft
from portal.web.addresses import DRAFT_AMOUNT
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed

OF_AMOUNT = of_question(AMOUNT)


@get(DRAFT_AMOUNT, **OF_AMOUNT)
def ask_amount(at: NamedDependency[AtDraft]) -> Response:
    return amount_page(at, policy_as_typed(at))


def policy_as_typed(at: AtDraft) -> Typed:
    """What is known of the policy; a form that nobody has filled in yet has the partner's legal name."""
    draft, answers = at.draft, at.draft.answers
    said = {name: answers.details.get(name) or "" for name in ("insurer", "policy_number", "insured_name")}
    said["insured_name"] = said["insured_name"] or draft.place.engagement.partner
    said |= {"amount": f"{answers.amount:,}" if answers.amount else "", "basis": answers.basis or ""}
    return Typed(
        {name: [value] for name, value in said.items()}
        | layers_as_typed(at)
        | also_as_typed(answers.details.get("also") or ())
    )


def layers_as_typed(at: AtDraft) -> dict[str, list[str]]:
    """Most have one policy for a cover. Where the lead has one already, nothing is chosen before it was
    answered once."""
    answers, place = at.draft.answers, at.place
    if answers.amount:
        return layer_as_typed(answers.details.get("layer"))
    with_lead = has_policy_with_lead(at.session, place.engagement, place.requirement_key, place.part_key)
    return {} if with_lead else layer_as_typed(None)


@post(DRAFT_AMOUNT, **OF_AMOUNT)
def take_amount(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    return at.keep(
        typed, lambda: read_policy(typed, also_offered(at)), lambda problems: amount_page(at, typed, problems)
    )


def amount_page(at: AtDraft, typed: Typed, problems: Problems | None = None) -> Response:
    cover = at.requirement.cover(at.place.part_key)
    return at.question(typed, problems, cover=cover, also=also_offered(at))


def also_offered(at: AtDraft) -> tuple[AlsoCover, ...]:
    """The other covers that are asked for."""
    others = [each for each in at.requirement.parts if each.key != at.place.part_key]
    begun = parts_in_draft(at.session, at.place) if others else frozenset()
    return tuple(AlsoCover(each, each.key in begun) for each in others)


ROUTES: list[HTTPRouteHandler] = [ask_amount, take_amount]
