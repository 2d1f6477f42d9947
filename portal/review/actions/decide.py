"""Decide: accept or return a submission, waive a slot, correct an earlier decision. Append-only."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from checklists import facts
from checklists.deciding import problems
from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.vocabulary import Basis, Force, Outcome
from portal import clock
from portal.access import Audience, NotAllowed, NotHere, Viewer, require
from portal.acting.record_event import record_event
from portal.acting.refused import CannotDo
from portal.details import rule_fields
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.records import Decision
from portal.review.actions.decision_fields import field_of
from portal.review.actions.require_reason import require_reason_for_name
from portal.review.actions.require_record import require_not_taken_back
from portal.standing.actions.rewrite_standing import rewrite_standing
from portal.standing.queries.decision_facts import check_as_sent
from portal.standing.queries.parts import get_requirement, require_part
from portal.standing.queries.submissions import SubmissionAnswers, get_submission

RETURN_REASONS = (
    "wrong-document", "out-of-date", "not-signed", "incomplete", "unreadable", "amount-too-low",
    "wrong-basis", "wrong-name", "not-as-asked", "other",
)  # fmt: skip
"""Why something is returned. Keys are stored; presenters have the labels."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reviewer says. An acceptance has the facts that were sent, unless the reviewer read otherwise.

    `details` are those that the reviewer read otherwise, by name. `reason` is one of RETURN_REASONS for a
    return, empty otherwise; `words` go to the partner.
    """

    outcome: Outcome
    until_on: date | None = None
    from_on: date | None = None
    amount: int | None = None
    basis: Basis | None = None
    reason: str = ""
    words: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def decide_submission(
    session: Session,
    viewer: Viewer,
    place: SubmissionPlace,
    verdict: Verdict,
    corrects: uuid.UUID | None = None,
) -> uuid.UUID:
    """Accept or return what was sent, or correct the decision on it; the decision's id.

    Raises NotAllowed, NotHere or CannotDo.
    """
    require_other_side(viewer, place.engagement)
    if not place.is_sent:
        raise NotHere
    require_not_taken_back(session, place, verdict.outcome)
    answers = get_submission(session, place)
    made_on = clock.today()
    requirement = get_requirement(session, place.engagement, place.requirement_key, made_on)
    check_words(verdict)
    verdict = with_what_was_sent(verdict, answers, requirement)
    row = decision_row(
        place.engagement, place.requirement_key, place.part_key, verdict, viewer.person_id, made_on
    )
    row |= {"submission_id": place.submission_id, "corrects_id": corrects}
    if corrects and not is_latest(session, place, corrects):
        raise CannotDo({"": "Somebody has corrected that decision already. Look at the page again."})
    refuse(requirement, verdict, problems(requirement, as_rule_fact(row, answers)))
    require_reason_for_name(session, place.engagement, requirement, row)
    return append(session, place.engagement, row, event_name(verdict.outcome, corrects), viewer.person_id)


def waive_slot(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    part_key: str,
    verdict: Verdict,
) -> uuid.UUID:
    """Waive a slot, or one part of it, until a day, with a reason in words; the decision's id. Of what is
    only preferred this is an exception: without a day it lasts as long as the engagement.

    Raises NotAllowed, NotHere or CannotDo.
    """
    require_other_side(viewer, place)
    made_on = clock.today()
    requirement = require_part(session, place, requirement_key, part_key, made_on)
    check_words(verdict)
    is_exception = requirement.force is Force.SHOULD
    if is_exception and verdict.until_on is None:
        verdict = replace(verdict, until_on=place.ends_on)
    row = decision_row(place, requirement_key, part_key, verdict, viewer.person_id, made_on)
    refuse(requirement, verdict, problems(requirement, as_rule_fact(row, None)))
    event = "exception-recorded" if is_exception else "requirement-waived"
    return append(session, place, row, event, viewer.person_id)


def require_other_side(viewer: Viewer, place: EngagementPlace) -> None:
    """Reviewers decide, and the submitter's organisation never on its own submission."""
    require(place.audiences, Audience.REVIEWER, "Only the lead provider's reviewers and managers decide.")
    if place.partner_id in viewer.organisations:
        raise NotAllowed("You belong to the organisation that sent this, so somebody else has to decide.")


def with_what_was_sent(verdict: Verdict, answers: SubmissionAnswers, requirement: Requirement) -> Verdict:
    """What nobody read otherwise is as it was sent; a last day only where the kind of evidence has one."""
    if verdict.outcome is not Outcome.ACCEPT:
        return verdict
    return replace(
        verdict,
        from_on=verdict.from_on or answers.from_on,
        until_on=(verdict.until_on or answers.until_on) if rules_for(requirement).has_end else None,
        amount=verdict.amount or answers.amount,
        basis=verdict.basis or (Basis(answers.basis) if answers.basis else None),
        details={**answers.details, **verdict.details},
    )


def check_words(verdict: Verdict) -> None:
    if verdict.outcome is Outcome.RETURN and verdict.reason not in RETURN_REASONS:
        raise CannotDo({"reason": "Choose why it needs a change."})
    if verdict.outcome is not Outcome.ACCEPT and not verdict.words.strip():
        raise CannotDo({"words": "Say in a sentence or two what the partner needs to know."})


def decision_row(
    place: EngagementPlace, key: str, part: str, verdict: Verdict, person_id: uuid.UUID, made_on: date
) -> dict[str, Any]:
    return {
        "id": uuid.uuid4(),
        "engagement_id": place.engagement_id,
        "requirement_key": key,
        "part_key": part,
        "submission_id": None,
        "outcome": verdict.outcome.value,
        "from_on": verdict.from_on,
        "until_on": verdict.until_on,
        "amount": verdict.amount,
        "basis": verdict.basis.value if verdict.basis else None,
        "details": dict(verdict.details),
        "reason": verdict.reason,
        "words": verdict.words.strip(),
        "corrects_id": None,
        "made_by": person_id,
        "made_at": clock.now(),
        "made_on": made_on,
    }


def as_rule_fact(row: dict[str, Any], answers: SubmissionAnswers | None) -> facts.Decision:
    return facts.Decision(
        key=str(row["id"]),
        outcome=Outcome(row["outcome"]),
        made_on=row["made_on"],
        part=row["part_key"],
        from_on=row["from_on"],
        until_on=row["until_on"],
        amount=row["amount"],
        basis=Basis(row["basis"]) if row["basis"] else None,
        check=check_as_sent(answers) if answers else None,
        reasoned=bool(row["words"]),
        **rule_fields(row["details"]),
    )


def refuse(requirement: Requirement, verdict: Verdict, sentences: Sequence[str]) -> None:
    if sentences:
        raise CannotDo({field_of(requirement, verdict.outcome, verdict.details): " ".join(sentences)})


def is_latest(session: Session, place: SubmissionPlace, decision_id: uuid.UUID) -> bool:
    latest = session.scalar(
        sa.select(Decision.id)
        .where(Decision.submission_id == place.submission_id)
        .order_by(Decision.made_at.desc())
        .limit(1)
    )
    return latest == decision_id


def event_name(outcome: Outcome, corrects: uuid.UUID | None) -> str:
    if corrects:
        return "decision-corrected"
    return "evidence-accepted" if outcome is Outcome.ACCEPT else "evidence-returned"


def append(
    session: Session, place: EngagementPlace, row: dict[str, Any], event: str, person_id: uuid.UUID | None
) -> uuid.UUID:
    """One transaction: the decision, the standing that follows from it, and the event."""
    try:
        session.execute(sa.insert(Decision).values(**row))
    except IntegrityError:
        session.rollback()
        raise CannotDo({"": "Somebody has decided on this already. Look at the page again."}) from None
    rewrite_standing(session, [place.engagement_id])
    record_event(
        session,
        event,
        person_id,
        contract_id=place.contract.contract_id,
        engagement_id=place.engagement_id,
        requirement_key=row["requirement_key"],
        data=event_data(row),
    )
    session.commit()
    decision_id: uuid.UUID = row["id"]
    return decision_id


def event_data(row: dict[str, Any]) -> dict[str, Any]:
    """What the event says of a decision."""
    return {
        "decision": str(row["id"]),
        "part": row["part_key"],
        "outcome": row["outcome"],
        "until": row["until_on"].isoformat() if row["until_on"] else None,
        "reason": row["reason"],
        "submission": str(row["submission_id"]) if row["submission_id"] else None,
    }
