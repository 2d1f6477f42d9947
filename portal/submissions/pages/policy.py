"""Say what the insurance is: insurer, policy, insured name, amount, basis, and whether it is one of several.

Somebody comes with the certificate or schedule before them and copies what it says.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler

from checklists.programme import next_layer
from portal.insurance.queries.waiting import list_waiting
from portal.submissions.forms.policy import (
    ALONE,
    EXCESS,
    LAYERS_ASKED,
    PRIMARY,
    layer_as_typed,
    read_policy,
)
from portal.submissions.forms.schedule import AlsoCover, also_as_typed
from portal.submissions.pages.frame import Answered, AtDraft, of_question
from portal.submissions.pages.questions import AMOUNT
from portal.submissions.queries.schedule import parts_in_draft
from portal.web.addresses import DRAFT_AMOUNT
from portal.web.between import Questions
from portal.web.fields import Problems
from portal.web.http import Response
from portal.web.typed import Typed
from portal.words.labels import BASIS

OF_AMOUNT = of_question(AMOUNT)
LAYERS = {ALONE: "The only one", PRIMARY: "The primary policy of several", EXCESS: "An excess policy"}


@get(DRAFT_AMOUNT, **OF_AMOUNT)
def ask_amount(at: NamedDependency[AtDraft]) -> Response:
    """A form that nobody has filled in yet has the partner's legal name."""
    offered = {"insured_name": [at.place.engagement.partner]} | usual_layers(at)
    return amount_page(at, Typed(offered | at.opened(POLICY)))


def policy_as_typed(at: AtDraft) -> Typed:
    """What is known of the policy."""
    answers = at.draft.answers
    said = {name: answers.details.get(name) for name in ("insurer", "policy_number", "insured_name")}
    said |= {"amount": f"{answers.amount:,}" if answers.amount else "", "basis": answers.basis}
    return Typed(
        {name: [value] for name, value in said.items() if value}
        | (layer_as_typed(answers.details.get("layer")) if answers.amount else {})
        | also_as_typed(answers.details.get("also") or ())
    )


POLICY = Answered(
    Questions(
        {
            "insurer": "Insurer",
            "policy_number": "Policy number",
            "insured_name": "Name of the insured",
            "amount": "Limit of indemnity",
            "basis": "What is that amount for?",
            "layers": "Is it your only policy for this?",
            "excess": "Which excess policy is it, counted from the primary one?",
            "also": "What else does the same schedule insure?",
        },
        {"basis": BASIS, "layers": LAYERS},
    ),
    policy_as_typed,
)


def usual_layers(at: AtDraft) -> dict[str, list[str]]:
    """Most have one policy for a cover. Above a layer that waits goes the next one; where another policy
    waits, nothing is chosen before it was answered once."""
    waiting = list_waiting(at.session, at.place.engagement, at.place.requirement_key)
    if layer := next_layer(at.place.part_key, waiting):
        return layer_as_typed(layer) if layer in LAYERS_ASKED else {}
    with_lead = any(each.part == at.place.part_key for each in waiting)
    return {} if with_lead else layer_as_typed(None)


@post(DRAFT_AMOUNT, **OF_AMOUNT)
def take_amount(at: NamedDependency[AtDraft], typed: NamedDependency[Typed]) -> Response:
    return at.keep(
        POLICY,
        typed,
        lambda: read_policy(typed, also_offered(at)),
        lambda problems: amount_page(at, typed, problems),
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
