"""How each person on the registers of engagements stands on a day, as the rules say it."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from checklists import facts
from checklists.calendar import Span
from checklists.facts import known_by
from checklists.intervals import Interval
from checklists.kinds.register import asks_of_people, person_of, topic_of, training_part
from checklists.readiness import Slot, is_near_end
from checklists.requirement import Checklist, Requirement
from checklists.slots import Row, row_on, rows_of_engagement
from checklists.unclear import ended_parts
from checklists.vocabulary import UNMET, State
from portal.standing.queries.decision_facts import decisions_by_engagement
from portal.standing.queries.in_force import list_versions
from portal.standing.queries.part_lines import parts_of
from portal.standing.queries.slot_case import people_now
from portal.standing.queries.slots import Asked, Work, work_by_slot


@dataclass(frozen=True, slots=True)
class PersonPart:
    """What one register asks of one person on the day, or will ask once the person is there (`is_ahead`): a
    check or, with a `topic`, training in it. `work` is what is under way. `interval` says until when it stays
    so; of an expired one, when it expired. `newer` is the certificate for which an accepted one counts no
    more."""

    engagement_id: uuid.UUID
    requirement: Requirement
    worker_id: uuid.UUID
    topic: str
    interval: Interval
    is_near_end: bool
    is_ahead: bool
    work: Work | None
    newer: facts.Unclear | None = None

    @property
    def key(self) -> str:
        """The key of the part."""
        return training_part(str(self.worker_id), self.topic) if self.topic else str(self.worker_id)

    @property
    def is_in_date(self) -> bool:
        return self.interval.state is State.MET


def register_parts(
    session: Session, asked: Mapping[uuid.UUID, Asked], on: date, *, with_work: bool = True
) -> list[PersonPart]:
    """Every part of every register of these engagements, of the people who are there on the day or later.

    What is under way is left out where nobody wants to know it.
    """
    if not asked:
        return []
    versions = list_versions(session, {contract_id for contract_id, _ in asked.values()})
    registers = {
        engagement_id: registers_of(versions[contract_id], span)
        for engagement_id, (contract_id, span) in asked.items()
    }
    people = people_now(session, list(asked))
    keys = {key for each in registers.values() for key in each}
    decided = decisions_by_engagement(session, list(registers), list(keys))
    work = work_by_slot(session, list(asked), drafts=False) if with_work else {}
    found: list[PersonPart] = []
    for engagement_id, (_, span) in asked.items():
        engagement = facts.Engagement(span, people=tuple(people[engagement_id]))
        for key, rows in registers[engagement_id].items():
            under_way = {each.part_key: each for each in reversed(work.get((engagement_id, key), ()))}
            made = tuple(decided[engagement_id].get(key, ()))
            parts, newer = parts_of(rows, made, engagement, None), newer_of(rows, made, engagement, on)
            for part in parts:
                if interval := asked_interval(part.intervals, span.clamp(on)):
                    slot = Slot(rows[-1].requirement, interval)
                    found.append(
                        PersonPart(
                            engagement_id,
                            slot.requirement,
                            uuid.UUID(person_of(part.key)),
                            topic_of(part.key),
                            interval,
                            is_near_end(slot, engagement, on),
                            interval.from_on > span.clamp(on),
                            under_way.get(part.key),
                            newer.get(part.key) if interval.state in UNMET else None,
                        )
                    )
    return found


def newer_of(
    rows: Sequence[Row], made: tuple[facts.Decision, ...], engagement: facts.Engagement, on: date
) -> dict[str, facts.Unclear]:
    """By part, the newer certificate for which an accepted one does not count on the day."""
    row, held = row_on(rows, engagement.span.clamp(on)), known_by(made, None)
    if row is None:
        return {}
    parts = {each.part for each in held}
    return ended_parts(row.requirement, held, engagement, parts, engagement.span.clamp(on))


def asked_interval(intervals: Sequence[Interval], day: date) -> Interval | None:
    """The interval of the day, or the first one after it on which the person is there."""
    for each in intervals:
        if each.until_on >= day and each.state is not State.NOT_NEEDED:
            return each
    return None


def registers_of(versions: Sequence[Checklist], span: Span) -> dict[str, list[Row]]:
    """The registers among what is asked of an engagement, with their wordings."""
    rows = rows_of_engagement(versions, span)
    return {key: each for key, each in rows.items() if asks_of_people(each[-1].requirement)}


def in_date_by_register(parts: Sequence[PersonPart]) -> dict[str, tuple[int, int]]:
    """By requirement key."""
    found: defaultdict[str, list[PersonPart]] = defaultdict(list)
    for part in parts:
        found[part.requirement.key].append(part)
    return {key: in_date(each) for key, each in found.items()}


def in_date(parts: Sequence[PersonPart]) -> tuple[int, int]:
    """How many people are in date in everything that is asked of them, and how many there are."""
    here = [each for each in parts if not each.is_ahead]
    people = {each.worker_id for each in here}
    wanting = {each.worker_id for each in here if not each.is_in_date}
    return len(people) - len(wanting), len(people)
