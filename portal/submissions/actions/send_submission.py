"""Send a draft to the lead's reviewers."""

import uuid
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.on_paper import needed_of
from checklists.requirement import Requirement
from checklists.signing import is_same_statement, statement_of
from checklists.vocabulary import Kind
from portal import clock
from portal.acting.after_end import refuse_after_end
from portal.acting.give_files import give_files
from portal.acting.record_event import Happened, record_events
from portal.acting.refused import CannotDo
from portal.files.actions.refuse_harmful import refuse_harmful
from portal.places.contracts import SubmissionPlace
from portal.records import Engagement, StoredFile, Submission, SubmissionFile
from portal.standing.actions.lock_engagements import hold_days
from portal.standing.actions.rewrite_slots import rewrite_all_under_way
from portal.standing.queries.parts import get_requirement
from portal.standing.queries.submissions import SubmissionAnswers, get_submission
from portal.submissions.actions.check_assessment import covers, unwritten
from portal.submissions.actions.keep_draft import require_draft
from portal.submissions.actions.send_schedule import event_of, own_details, send_schedule

POLICY = ("insurer", "policy_number", "insured_name")
"""The details of a policy that must be given."""

PARTIES = ("signed_for_lead", "signed_for_partner", "signed_on")
"""Those of an agreement."""

WANTED = {
    "files": "Add at least one file.",
    "from_on": "Give the date from which it counts.",
    "until_on": "Give its last day.",
    "parties": "Say who has signed for each side, and when the last side did.",
    "assurance": "Say whether the accounts are audited.",
    "policy": "Give the insurer, the policy number and the name of the insured.",
    "amount": "Give the amount insured.",
    "basis": "Say whether the amount is for any one claim or in the aggregate.",
    "statement": "Confirm the statement, as it reads now, and give your name and position.",
    "check": "Enter what the check says.",
}


def hold_draft(session: Session, place: SubmissionPlace) -> SubmissionPlace:
    """Until the transaction ends nobody else answers the draft or sends it, nor ends the engagement. Raises
    CannotDo or NotHere."""
    place = replace(place, engagement=hold_days(session, place.engagement))
    require_draft(session, place)
    return place


def send_submission(session: Session, person_id: uuid.UUID, place: SubmissionPlace, on: date) -> None:
    """From now on it is the lead's turn. Raises CannotDo with what is still missing, by question."""
    engagement_id, key = place.engagement.engagement_id, place.requirement_key
    place = hold_draft(session, place)
    refuse_after_end(place.engagement.ends_on, on)
    requirement = get_requirement(session, place.engagement, key, on)
    answers = get_submission(session, place)
    missing = {question: WANTED[question] for question in unanswered(requirement, answers, place.is_received)}
    if requirement.kind is Kind.ASSESSMENT:
        missing = unwritten(session, place, requirement, answers) or missing
    if missing:
        raise CannotDo(missing)
    refuse_harmful(answers.files)
    sent_at = clock.now()
    together = send_schedule(session, person_id, place, requirement, answers, sent_at)
    sent = session.execute(
        sa.update(Submission)
        .where(Submission.id == place.submission_id, Submission.sent_at.is_(None))
        .values(
            sent_by=person_id,
            sent_at=sent_at,
            from_on=answers.from_on or signed_on(requirement),
            details=details_sent(session, place, requirement, answers),
        )
    )
    if sent.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE gives a CursorResult
        raise CannotDo({"": f"{place.reference} has been sent already."})
    if place.is_received:
        give_to_partner(session, place)
    rewrite_all_under_way(session, engagement_id, [key], None if together else place.part_key)
    came = came_of(answers)
    record_events(session, [with_more(each, came) for each in (was_sent(person_id, place), *together)])
    session.commit()


def was_sent(person_id: uuid.UUID, place: SubmissionPlace) -> Happened:
    return Happened(
        event_of(place),
        person_id,
        place.engagement.contract.contract_id,
        place.engagement.engagement_id,
        place.requirement_key,
        {"submission": str(place.submission_id), "reference": place.reference, "part": place.part_key},
    )


def came_of(answers: SubmissionAnswers) -> dict[str, str]:
    """How and when it came by post, as an event says it; nothing of what was sent here."""
    if answers.received_way is None or answers.received_on is None:
        return {}
    return {"way": answers.received_way, "on": answers.received_on.isoformat()}


def with_more(happened: Happened, data: dict[str, str]) -> Happened:
    return replace(happened, data={**happened.data, **data})


def give_to_partner(session: Session, place: SubmissionPlace) -> None:
    """What the lead entered is the partner's from now on: of who that is by now, while the engagement is
    locked. It may have joined, or been merged, since the page was opened."""
    its = sa.select(SubmissionFile.file_id).where(SubmissionFile.submission_id == place.submission_id)
    partner = sa.select(Engagement.partner_id).where(Engagement.id == place.engagement.engagement_id)
    give_files(session, StoredFile.id.in_(its), session.scalars(partner).one())


def signed_on(requirement: Requirement) -> date | None:
    """The date that a confirmation bears which was signed without a day: today. None for anything else."""
    return clock.today() if requirement.kind is Kind.CONFIRMATION else None


def details_sent(
    session: Session, place: SubmissionPlace, requirement: Requirement, answers: SubmissionAnswers
) -> dict[str, object]:
    """As they were answered; of an assessment that was written in the portal, with what it deals with."""
    covered = covers(session, place, requirement) if requirement.kind is Kind.ASSESSMENT else None
    return {**answers.details, "covers": covered} if covered is not None else own_details(answers)


def is_signed(requirement: Requirement, answers: SubmissionAnswers) -> bool:
    """Whether somebody put a name to the statement as it reads now."""
    by = answers.signed_name and answers.signed_position
    return bool(by) and is_same_statement(answers.statement or "", statement_of(requirement))


def unanswered(requirement: Requirement, answers: SubmissionAnswers, is_received: bool = False) -> list[str]:
    """The questions that must be answered before sending and are not, in the order of asking."""
    given = {
        "files": bool(answers.files),
        "from_on": answers.from_on is not None,
        "until_on": answers.until_on is not None,
        "parties": all(answers.details.get(name) for name in PARTIES),
        "assurance": bool(answers.details.get("assurance")),
        "policy": all(answers.details.get(name) for name in POLICY),
        "amount": answers.amount is not None,
        "basis": answers.basis is not None,
        "statement": is_signed(requirement, answers),
        "check": answers.check is not None,
    }
    needed = needed_of(requirement, is_received)
    return [question for question in WANTED if question in needed and not given[question]]
