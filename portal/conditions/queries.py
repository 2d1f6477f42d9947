"""What would follow from a change of a condition, computed by the rules before anything is kept."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from checklists.conditions import Said
from checklists.following import Turning, turnings
from checklists.levels import Tally, slots_on, tally
from checklists.readiness import readiness
from checklists.requirement import Requirement
from checklists.vocabulary import Condition, Force, Level
from portal.places.contracts import EngagementPlace
from portal.records import Assignment, EngagedAs, Worker
from portal.standing.queries.cases import Case, load_case
from portal.standing.queries.conditions import Days, Recorded, with_said


@dataclass(frozen=True, slots=True)
class Follows:
    """A requirement that becomes asked or is no longer asked, and on which days."""

    requirement: Requirement
    turnings: tuple[Turning, ...]


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """How an engagement stands on a day: its readiness, and what is required and what is preferred."""

    level: Level
    required: Tally
    preferred: Tally


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows, and how the engagement stands on the day of the change without it and with it."""

    follows: tuple[Follows, ...]
    day: date
    before: OnTheDay
    after: OnTheDay


def consequences(
    session: Session, place: EngagementPlace, recorded: Iterable[Recorded], said: Said, today: date
) -> Consequences:
    """What follows from saying this, on all days of the engagement; the figures are those of the day from
    which it is said, or of today where that is later."""
    case = load_case(session, place.engagement_id)
    changed = with_conditions(case, with_said(recorded, said))
    day = place.span.clamp(max(today, said.from_on or today))
    return Consequences(tuple(follows(case, changed)), day, stands_on(case, day), stands_on(changed, day))


def with_conditions(case: Case, conditions: Days) -> Case:
    return replace(case, engagement=replace(case.engagement, conditions=conditions), computed={})


def follows(before: Case, after: Case) -> Iterator[Follows]:
    """In the checklist's order."""
    changed = after.timelines()
    for key, intervals in before.timelines().items():
        if found := turnings(intervals, changed[key]):
            yield Follows(after.rows[key][-1].requirement, tuple(found))


def stands_on(case: Case, day: date) -> OnTheDay:
    slots = slots_on(case.histories().values(), case.engagement, day)
    musts = tally(slot for slot in slots if slot.requirement.force is Force.MUST)
    preferred = tally(slot for slot in slots if slot.requirement.force is Force.SHOULD)
    return OnTheDay(readiness(slots, case.engagement, day).level, musts, preferred)


def count_volunteers(session: Session, engagement_id: uuid.UUID, on: date) -> int:
    """How many of the register are volunteers under the engagement on that day."""
    is_there = sa.or_(Assignment.until_on.is_(None), Assignment.until_on >= on)
    query = (
        sa.select(sa.func.count())
        .select_from(Assignment)
        .join(Worker, Worker.id == Assignment.worker_id)
        .where(
            Assignment.engagement_id == engagement_id,
            Assignment.from_on <= on,
            is_there,
            Worker.engaged_as == EngagedAs.VOLUNTEER.value,
            Worker.removed_at.is_(None),
        )
    )
    return session.scalars(query).one()


def volunteers_unsaid(
    session: Session, place: EngagementPlace, condition: Condition | None, holds: bool, on: date
) -> int:
    """How many volunteers there are though it is said that none take part; 0 of any other condition."""
    is_in_doubt = condition is Condition.USES_VOLUNTEERS and not holds
    return count_volunteers(session, place.engagement_id, on) if is_in_doubt else 0
