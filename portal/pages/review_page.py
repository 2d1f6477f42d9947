"""The review page as it is shown, before and after something was typed into it."""

from datetime import date
from typing import Any

from litestar import Request, Response
from sqlalchemy.orm import Session

from checklists.kinds import rules_for
from checklists.requirement import Requirement
from evidence.store import Store
from portal.access import Viewer
from portal.actions.decide import RETURN_REASONS
from portal.forms.decide import DecideForm
from portal.forms.typed import Typed
from portal.pages.contract_crumbs import contract_crumbs
from portal.pages.queue import notice_after
from portal.pages.rendering import page
from portal.pages.review_documents import list_documents
from portal.presenters import review as presenter
from portal.presenters.parts_words import part_words
from portal.queries.parts import get_requirement
from portal.queries.places import SubmissionPlace
from portal.queries.queue import find_next
from portal.queries.review import list_decisions
from portal.queries.submissions import SubmissionAnswers, get_submission


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
    sent = presenter.as_sent(place, answers, today)
    typed = presenter.first_typed(requirement, place, sent)
    if form:
        typed |= form.typed
    waiting = find_next(session, engagement.contract, viewer, answers.sent_at, place.submission_id)
    context = {
        "place": engagement.contract,
        "engagement": engagement,
        "tab": "queue",
        "breadcrumbs": crumbs(place),
        "notice": notice_after(request, session, engagement.contract),
        "title": part_words(requirement, place.part_key, answers.worker),
        "shortfalls": presenter.shortfalls(requirement, sent),
        "documents": list_documents(session, store, place, answers.files),
        "decision": here,
        "corrects": standing.decision_id if standing else None,
        "previous": others,
        "next_href": f"/submissions/{waiting}/review" if waiting else "",
        "typed": typed,
        "problems": form.problems if form else {},
        "waive_href": f"/engagements/{engagement.engagement_id}/requirements/{requirement.key}/waive",
        **asked_and_sent(requirement, place, answers, typed),
    }
    return page(request, "review/review.html", context, 422 if form else 200)


def asked_and_sent(
    requirement: Requirement, place: SubmissionPlace, answers: SubmissionAnswers, typed: Typed
) -> dict[str, Any]:
    return {
        "requirement": requirement,
        "asked": presenter.asked_rows(requirement, place.part_key),
        "facts": presenter.fact_rows(requirement, answers),
        "questions": rules_for(requirement).questions,
        "asks_until": presenter.asks_until(requirement),
        "reasons": presenter.reason_options(typed, RETURN_REASONS),
    }


def crumbs(place: SubmissionPlace) -> list[dict[str, str]]:
    contract = place.engagement.contract
    return contract_crumbs(
        contract, {"text": "To review", "href": f"/contracts/{contract.contract_id}/queue"}
    )
