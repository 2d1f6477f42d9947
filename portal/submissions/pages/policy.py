"""Say what the insurance is: insurer, policy, insured name, amount, basis, and whether it is one of several.

Somebody comes with the certificate or schedule before them and copies what it says.
"""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlalchemy.orm import Session

from portal.places.contracts import SubmissionPlace
from portal.submissions.actions.draft import answer_draft
from portal.submissions.forms.policy import layer_as_typed, read_policy
from portal.submissions.pages.dates import PARTNER
from portal.submissions.pages.frame import Draft, get_draft, onwards, question, then_of, to_receipt
from portal.web.http import Request, Response
from portal.web.typed import Typed

PAGE = "amount"


@get("/submissions/{submission_id:uuid}/amount", guards=[PARTNER], sync_to_thread=True)
def ask_amount(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, PAGE)
    return amount_page(request, draft, policy_as_typed(draft))


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


def amount_page(
    request: Request, draft: Draft, typed: Typed, problems: dict[str, str] | None = None
) -> Response:
    cover = draft.requirement.cover(draft.place.part_key)
    return question(request, draft, PAGE, typed, problems, cover=cover)


@post("/submissions/{submission_id:uuid}/amount", guards=[PARTNER], sync_to_thread=True)
def take_amount(
    request: Request,
    session: NamedDependency[Session],
    submission_place: NamedDependency[SubmissionPlace],
    typed: NamedDependency[Typed],
) -> Response:
    if submission_place.is_sent:
        return to_receipt(submission_place)
    draft = get_draft(session, submission_place, PAGE)
    read = read_policy(typed)
    if read.problems:
        return amount_page(request, draft, typed, read.problems)
    answer_draft(session, submission_place, read.answers)
    return onwards(draft, PAGE, then_of(request, typed))


ROUTES: list[HTTPRouteHandler] = [ask_amount, take_amount]
