"""Of what was reminded already."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.records import Reminded


@dataclass(frozen=True, slots=True)
class Rail:
    """What is reminded of: a part of a slot with its end date, or a visit with its day."""

    engagement_id: uuid.UUID
    requirement_key: str
    part_key: str
    last_on: date


@dataclass(frozen=True, slots=True)
class Memory:
    """`before` are the steps of the evenings before the one that is planned; `that_day` who was told then:
    where the work was interrupted, it goes on with the others."""

    before: defaultdict[Rail, set[int]] = field(default_factory=lambda: defaultdict(set))
    that_day: set[tuple[Rail, uuid.UUID]] = field(default_factory=set)


def remember(session: Session, engagement_ids: Collection[uuid.UUID], on: date) -> Memory:
    """Of these engagements, as seen on the day."""
    memory = Memory()
    query = sa.select(
        Reminded.engagement_id,
        Reminded.requirement_key,
        Reminded.part_key,
        Reminded.last_on,
        Reminded.step,
        Reminded.person_id,
        Reminded.on_date,
    ).where(Reminded.engagement_id.in_(engagement_ids), Reminded.on_date <= on)
    for row in session.execute(query):
        place = Rail(row.engagement_id, row.requirement_key, row.part_key, row.last_on)
        if row.on_date < on:
            memory.before[place].add(row.step)
        else:
            memory.that_day.add((place, row.person_id))
    return memory
