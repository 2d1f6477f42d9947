"""The review page as it is shown, before and after something was typed into it."""

from datetime import date
from typing import Any

from litestar import Request, Response
from sqlalchemy.orm import Session

from checklists.facts import Decision
from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.vocabulary import Kind
from evidence.store import Store
from portal.access import Viewer
from portal.insurance.presenters.points import Compared, compared
from portal.insurance.queries.compared import compare_offered
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.review.actions.decide import RETURN_REASONS
from portal.review.forms import DecideForm
from portal.review.pages.assessment import assessment_context
from portal.review.pages.documents import list_documents
from portal.review.pages.queue import notice_after
from portal.review.presenters import review as presenter
from portal.review.queries.queue import find_next
from portal.review.queries.review import list_decisions
from portal.standing.queries.decision_facts import fact_as_sent
from portal.standing.queries.parts import get_requirement
from portal.standing.queries.submissions import SubmissionAnswers, get_submission
from portal.web.crumbs import contract_crumbs
from portal.web.rendering import page
from portal.web.typed import Typed
from portal.words.parts import part_words


def review_page(
    request: Request[Any, Any, Any],
    session: Session,
    store: Store,
    viewer: Viewer,
    place: SubmissionPlace,
    today: date,
    form: DecideForm | None = None,
) -> Response[str]:
    """With a form that was refused: everything typed is still there, and the answer is 422."""
    engagement = place.engagement
    requirement = get_requirement(session, engagement, place.requirement_key, today)
    answers = get_submission(session, place)
    lines = list_decisions(session, engagement, place.requirement_key, place.part_key)
    here, others = presenter.decisions(lines, place.submission_id)
    standing = presenter.standing_decision(lines, place.submission_id)
    sent = fact_as_sent(answers, today)
    typed = presenter.first_typed(requirement, place, sent)
    if form:
        typed |= form.typed
    waiting = find_next(session, engagement.contract, viewer, place.submission_id)
    context = {
        "place": engagement.contract,
        "engagement": engagement,
        "tab": "queue",
        "breadcrumbs": crumbs(place),
        "notice": notice_after(request, session, engagement.contract),
        "title": part_words(requirement, place.part_key, answers.worker),
        "shortfalls": presenter.shortfalls(requirement, sent),
        "compared": compared_with_asked(session, place, requirement, sent, answers),
        "documents": list_documents(session, store, place, answers.files),
        "decision": here,
        "corrects": standing.decision_id if standing else None,
        "previous": others,
        "next_href": f"/submissions/{waiting}/review" if waiting else "",
        "typed": typed,
        "problems": form.problems if form else {},
        "register_href": register_address(engagement, requirement),
        "waive_href": f"/engagements/{engagement.engagement_id}/requirements/{requirement.key}/waive",
        **asked_and_sent(requirement, place, answers, typed),
        **assessment_context(session, place, requirement, answers, sent, typed),
    }
    return page(request, "review/review.html", context, 422 if form else 200)


def register_address(engagement: EngagementPlace, requirement: Requirement) -> str:
    """The page on which a register is reviewed as a whole; empty for anything else."""
    base = f"/engagements/{engagement.engagement_id}/requirements/{requirement.key}"
    return f"{base}/register" if requirement.kind is Kind.REGISTER else ""


def compared_with_asked(
    session: Session,
    place: SubmissionPlace,
    requirement: Requirement,
    sent: Decision,
    answers: SubmissionAnswers,
) -> Compared | None:
    """Of insurance, where the partner said which it is."""
    if requirement.kind is not Kind.COVER or not rules_for(requirement).has_part(requirement, sent.part):
        return None
    return compared(compare_offered(session, place, requirement, sent, answers))


def asked_and_sent(
    requirement: Requirement, place: SubmissionPlace, answers: SubmissionAnswers, typed: Typed
) -> dict[str, Any]:
    return {
        "requirement": requirement,
        "asked": presenter.asked_rows(requirement, place.part_key),
        "facts": presenter.fact_rows(requirement, answers),
        "questions": rules_for(requirement).asks(requirement),
        "asks_until": presenter.asks_until(requirement),
        "reasons": presenter.reason_options(typed, RETURN_REASONS),
    }


def crumbs(place: SubmissionPlace) -> list[dict[str, str]]:
    contract = place.engagement.contract
    return contract_crumbs(
        contract, {"text": "To review", "href": f"/contracts/{contract.contract_id}/queue"}
    )
