"""Decide: accept or return a submission, waive a slot, correct an earlier decision. Append-only."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from checklists import facts
from checklists.deciding import problems
from checklists.kinds import rules_for
from checklists.requirement import Checklist, Requirement
from checklists.slots import version_ahead, version_on
from checklists.vocabulary import Basis, Force, Kind, Outcome
from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.after_end import refuse_after_end
from portal.acting.refused import CannotDo
from portal.acting.wording import refuse_problems
from portal.files.queries import has_held_files
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.review.actions.append_decisions import append_decisions
from portal.review.actions.name_field import field_of
from portal.review.actions.require_other_side import require_another, require_other_side
from portal.review.actions.require_reason import require_reason_for_name
from portal.review.queries.sent import SentFacts, get_sent_facts, is_latest
from portal.review.queries.waivers import find_standing_waiver
from portal.standing.actions.lock_engagements import hold_days, hold_engagement
from portal.standing.queries.decision_facts import make_fact
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.parts import check_part, worded_in

RETURN_REASONS = (
    "wrong-document",
    "out-of-date",
    "not-signed",
    "incomplete",
    "unreadable",
    "amount-too-low",
    "wrong-basis",
    "wrong-name",
    "not-as-asked",
    "other",
)
"""Why something is returned. Keys are stored; presenters have the labels."""

NO_WORDS = "Say in a sentence or two what the partner needs to know."
TAKEN_BACK = "The partner has taken this back, so it can no longer be accepted."

REPLACED = (
    "The partner has taken this back, or put another in its place, so nothing is decided on it."
    " Go to the queue: what takes its place stands there."
)

NOT_READ = (
    "A file of this cannot be opened: it is still being checked for viruses, or was found to be harmful."
    " Accept it when you have read it, or return it."
)


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
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deciding:
    """A submission that is being decided on, whose engagement nobody else changes meanwhile: what was sent,
    what is asked, and the versions of the checklist."""

    place: SubmissionPlace
    sent: SentFacts
    requirement: Requirement
    versions: tuple[Checklist, ...]
    made_on: date

    @property
    def asked(self) -> Checklist:
        """All that may wait on the day."""
        return version_ahead(self.versions, self.made_on)


def begin_deciding(session: Session, viewer: Viewer, place: SubmissionPlace) -> Deciding:
    """What is read once, for the form and for the decision. Raises NotAllowed or NotHere."""
    require_other_side(viewer, place.engagement)
    if not place.is_sent:
        raise NotHere
    place = replace(place, engagement=hold_days(session, place.engagement))
    made_on, versions = clock.today(), get_versions(session, place.engagement)
    asked = version_on(versions, place.engagement.asked_on(made_on))
    requirement = worded_in(asked, place.requirement_key)
    sent = get_sent_facts(session, place)
    if not sent.details.get("carried"):
        require_another(viewer, place, requirement)
    return Deciding(place, sent, requirement, versions, made_on)


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
    return decide(session, viewer, begin_deciding(session, viewer, place), verdict, corrects)


def decide(
    session: Session,
    viewer: Viewer,
    deciding: Deciding,
    verdict: Verdict,
    corrects: uuid.UUID | None = None,
) -> uuid.UUID:
    """The same, once it has begun. Raises CannotDo."""
    place, sent, requirement, made_on = deciding.place, deciding.sent, deciding.requirement, deciding.made_on
    engagement = place.engagement
    if sent.is_replaced:
        raise CannotDo({"": REPLACED})
    if sent.is_taken_back and verdict.outcome is Outcome.ACCEPT:
        raise CannotDo({"": TAKEN_BACK})
    if verdict.outcome is Outcome.ACCEPT and has_held_files(session, place.submission_id):
        raise CannotDo({"": NOT_READ})
    said = with_what_was_sent(verdict, sent, requirement)
    row = decision_row(engagement, requirement.key, place.part_key, said, viewer.person_id, made_on)
    row |= {"submission_id": place.submission_id, "corrects_id": corrects}
    if corrects and not is_latest(session, place, corrects):
        raise CannotDo({"": "Somebody has corrected that decision already. Look at the page again."})
    refuse(requirement, said, problems(requirement, fact_of(row, sent.check), engagement.ends_on))
    require_reason_for_name(session, engagement, requirement, row)
    event = event_name(said.outcome, corrects)
    append_decisions(session, engagement, [row], event, viewer.person_id, deciding.versions)
    return row_id(row)


def waive_slot(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    requirement_key: str,
    part_key: str,
    verdict: Verdict,
) -> uuid.UUID:
    """Waive a slot, or one part of it, until a day, with a reason in words; the decision's id. Of what is
    only preferred this is an exception: without a day it lasts as long as the engagement, whatever becomes
    of its last day. Said twice it is one waiver.

    Raises NotAllowed, NotHere or CannotDo.
    """
    require_other_side(viewer, place)
    made_on = clock.today()
    place = hold_engagement(session, place)
    refuse_after_end(place.ends_on, made_on)
    versions = get_versions(session, place)
    requirement = worded_in(version_on(versions, place.asked_on(made_on)), requirement_key)
    check_part(session, place, requirement, part_key)
    is_exception = requirement.force is Force.SHOULD
    row = decision_row(place, requirement_key, part_key, verdict, viewer.person_id, made_on)
    refuse(requirement, verdict, problems(requirement, fact_of(row), place.ends_on))
    if same := find_same_waiver(session, place, row):
        return same
    event = "exception-recorded" if is_exception else "requirement-waived"
    append_decisions(session, place, [row], event, viewer.person_id, versions)
    return row_id(row)


def find_same_waiver(session: Session, place: EngagementPlace, row: dict[str, Any]) -> uuid.UUID | None:
    """The waiver that stands for just these days and says the same. Raises CannotDo where it gives another
    reason."""
    key, part, until_on = row["requirement_key"], row["part_key"], row["until_on"]
    from_on = row["from_on"] or row["made_on"]
    same = find_standing_waiver(session, place, key, part, from_on, until_on)
    if same and same.words != row["words"]:
        raise CannotDo(
            {"words": "It is waived for these days already, with another reason. Correct that one."}
        )
    return same.waiver_id if same else None


def get_versions(session: Session, place: EngagementPlace) -> tuple[Checklist, ...]:
    """Of the contract's checklist. Read once the engagement is locked, they stay the last until the end."""
    return list_versions(session, [place.contract.contract_id])[place.contract.contract_id]


def with_what_was_sent(verdict: Verdict, sent: SentFacts, requirement: Requirement) -> Verdict:
    """What nobody read otherwise is as it was sent; a last day only where the kind of evidence has one."""
    if verdict.outcome is not Outcome.ACCEPT:
        return verdict
    return replace(
        verdict,
        from_on=verdict.from_on or sent.from_on or signed_on(sent, requirement),
        until_on=(verdict.until_on or sent.until_on) if rules_for(requirement).has_end else None,
        amount=verdict.amount or sent.amount,
        basis=verdict.basis or (Basis(sent.basis) if sent.basis else None),
        details={**sent.details, **verdict.details},
    )


def signed_on(sent: SentFacts, requirement: Requirement) -> date | None:
    """The day of a confirmation that bears none: it was signed by the day on which it was sent."""
    return sent.sent_on if requirement.kind is Kind.CONFIRMATION else None


def problems_of_words(verdict: Verdict) -> dict[str, str]:
    """What is not said of a return or a waiver; what is accepted says all by itself."""
    if verdict.outcome is Outcome.ACCEPT:
        return {}
    found = {} if verdict.words.strip() else {"words": NO_WORDS}
    if verdict.outcome is Outcome.RETURN and verdict.reason not in RETURN_REASONS:
        return {"reason": "Choose why it needs a change."} | found
    return found


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


def fact_of(row: dict[str, Any], check: facts.Check | None = None) -> facts.Decision:
    """The row of a decision as the rules take it."""
    return make_fact(
        row["id"],
        row["outcome"],
        row["made_on"],
        row["part_key"],
        from_on=row["from_on"],
        until_on=row["until_on"],
        amount=row["amount"],
        basis=row["basis"],
        details=row["details"],
        check=check,
        reasoned=bool(row["words"]),
    )


def row_id(row: dict[str, Any]) -> uuid.UUID:
    decision_id: uuid.UUID = row["id"]
    return decision_id


def refuse(requirement: Requirement, verdict: Verdict, sentences: Sequence[str]) -> None:
    """Raises CannotDo with all that is wrong, field by field."""
    found = problems_of_words(verdict)
    if sentences:
        field = field_of(requirement, verdict.outcome, verdict.details, sentences)
        found = {field: " ".join(sentences)} | found
    refuse_problems(found)


def event_name(outcome: Outcome, corrects: uuid.UUID | None) -> str:
    if corrects:
        return "decision-corrected"
    return "evidence-accepted" if outcome is Outcome.ACCEPT else "evidence-returned"
