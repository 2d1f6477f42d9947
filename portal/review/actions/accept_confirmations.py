"""Accept several confirmations of one partner in one go: each has its own decision and its own event."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from checklists.deciding import problems
from checklists.requirement import Checklist
from checklists.slots import version_on
from checklists.vocabulary import Outcome
from portal import clock
from portal.access import Viewer
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace, SubmissionPlace
from portal.review.actions.append_decisions import append_decisions
from portal.review.actions.decide import (
    Verdict,
    decision_row,
    fact_of,
    get_versions,
    with_what_was_sent,
)
from portal.review.actions.require_other_side import require_other_side
from portal.review.queries.confirmations import WaitingConfirmation, list_waiting_confirmations
from portal.review.queries.sent import get_sent_facts
from portal.standing.actions.lock_engagements import hold_days
from portal.standing.queries.parts import worded_in


@dataclass(frozen=True, slots=True)
class AcceptedTogether:
    """How many were accepted, and which of those asked for were not: decided or taken back meanwhile, or
    sent by whoever accepts. `other` were signed in other words than are asked for."""

    accepted: int
    left_out: tuple[uuid.UUID, ...]
    other: tuple[uuid.UUID, ...] = ()


def accept_confirmations(
    session: Session,
    viewer: Viewer,
    place: EngagementPlace,
    submission_ids: Collection[uuid.UUID],
    *,
    only_as_asked: bool = False,
) -> AcceptedTogether:
    """Where one that waits cannot be accepted nothing is; `only_as_asked` leaves out what would not count, as
    it was signed in other words. Raises NotAllowed, NotHere or CannotDo."""
    require_other_side(viewer, place)
    today = clock.today()
    place = hold_days(session, place)
    versions = get_versions(session, place)
    asked = version_on(versions, place.asked_on(today))
    waiting = {each.submission_id: each for each in list_waiting_confirmations(session, viewer, place, asked)}
    wanted = dict.fromkeys(submission_ids)
    there = [waiting[each] for each in wanted if each in waiting]
    other = [each for each in there if only_as_asked and not each.is_as_asked(asked)]
    rows = [accepted_row(session, viewer, place, asked, each) for each in there if each not in other]
    if rows:
        append_decisions(session, place, rows, "evidence-accepted", viewer.person_id, versions)
    left_out = tuple(each for each in wanted if each not in waiting)
    return AcceptedTogether(len(rows), left_out, tuple(each.submission_id for each in other))


def accepted_row(
    session: Session, viewer: Viewer, place: EngagementPlace, asked: Checklist, one: WaitingConfirmation
) -> dict[str, object]:
    """The decision that accepts it as it was sent, as one alone would be."""
    requirement = worded_in(asked, one.requirement_key)
    of_it = SubmissionPlace(
        place, one.submission_id, one.reference, one.requirement_key, one.part_key, is_sent=True
    )
    verdict = with_what_was_sent(Verdict(Outcome.ACCEPT), get_sent_facts(session, of_it), requirement)
    row = decision_row(place, requirement.key, one.part_key, verdict, viewer.person_id, clock.today())
    row |= {"submission_id": one.submission_id}
    if sentences := problems(requirement, fact_of(row)):
        raise CannotDo({"accept": f"{requirement.title}: {' '.join(sentences)}"})
    return row
