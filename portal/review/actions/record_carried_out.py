"""Record that the lead, or the council, has carried out what is theirs to carry out.

It stands as what the lead has sent and accepted in one: a decision has to be about something, and this was
sent by nobody else.
"""

import uuid
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from checklists.deciding import problems
from checklists.requirement import WHOLE
from checklists.slots import version_on
from checklists.vocabulary import Outcome
from portal import clock
from portal.access import NotHere, Viewer
from portal.acting.references import new_reference
from portal.acting.refused import CannotDo
from portal.places.contracts import EngagementPlace
from portal.records import Decision, Submission
from portal.review.actions.append_decisions import append_decisions
from portal.review.actions.decide import (
    Verdict,
    decision_row,
    fact_of,
    get_versions,
    row_id,
)
from portal.review.actions.require_other_side import require_other_side
from portal.standing.actions.lock_engagements import hold_days
from portal.standing.queries.parts import worded_in


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """The day on which it was completed, and what there is to say of it; the partner reads the words."""

    on: date
    words: str


def record_carried_out(
    session: Session, viewer: Viewer, place: EngagementPlace, requirement_key: str, said: CarriedOut
) -> uuid.UUID:
    """The decision's id; that of the one that says the same, where there is one. Raises NotAllowed, NotHere
    for what the partner has to see to, or CannotDo."""
    require_other_side(viewer, place)
    today = clock.today()
    check_said(said, today)
    place = hold_days(session, place)
    versions = get_versions(session, place)
    requirement = worded_in(version_on(versions, place.asked_on(today)), requirement_key)
    if requirement.is_the_partners:
        raise NotHere
    if known := find_same(session, place, requirement_key, said):
        return known
    verdict = Verdict(Outcome.ACCEPT, from_on=said.on, words=said.words)
    row = decision_row(place, requirement_key, WHOLE, verdict, viewer.person_id, today)
    if sentences := problems(requirement, fact_of(row)):
        raise CannotDo({"done_on": " ".join(sentences)})
    row["submission_id"] = add_submission(session, viewer, place, requirement_key, said)
    append_decisions(session, place, [row], "carried-out-recorded", viewer.person_id, versions)
    return row_id(row)


def check_said(said: CarriedOut, today: date) -> None:
    if said.on > today:
        raise CannotDo({"done_on": "The day on which it was completed cannot be in the future."})
    if not said.words.strip():
        raise CannotDo({"words": "Say in a sentence or two what was done and what it came to."})


def find_same(
    session: Session, place: EngagementPlace, requirement_key: str, said: CarriedOut
) -> uuid.UUID | None:
    """A second press, or somebody else who was faster, comes to what is recorded already, as long as it
    stands."""
    later = aliased(Decision)
    query = sa.select(Decision.id).where(
        Decision.engagement_id == place.engagement_id,
        Decision.requirement_key == requirement_key,
        Decision.outcome == Outcome.ACCEPT,
        Decision.from_on == said.on,
        Decision.words == said.words.strip(),
        ~sa.exists().where(later.corrects_id == Decision.id),
    )
    return session.scalars(query.limit(1)).first()


def add_submission(
    session: Session, viewer: Viewer, place: EngagementPlace, requirement_key: str, said: CarriedOut
) -> uuid.UUID:
    submission_id, now = uuid.uuid4(), clock.now()
    session.execute(
        sa.insert(Submission).values(
            id=submission_id,
            reference=new_reference("S"),
            engagement_id=place.engagement_id,
            requirement_key=requirement_key,
            part_key=WHOLE,
            from_on=said.on,
            details={},
            made_by=viewer.person_id,
            made_at=now,
            sent_by=viewer.person_id,
            sent_at=now,
        )
    )
    return submission_id
