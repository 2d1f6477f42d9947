"""All that the plan of one engagement on a day stands on."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.intervals import Interval
from portal.findings.queries.actions import ActionLine
from portal.notices.queries.actions_due import Days
from portal.notices.queries.engagements import Engaged
from portal.notices.queries.plan import Coming
from portal.notices.queries.recipients import People
from portal.notices.queries.reminded import Memory
from portal.notices.queries.wishes import Held, Wishes
from portal.occurrences.queries.told import Line as Occurrence
from portal.returns.queries.period import Line
from portal.standing.queries.slots import SlotLine

Intervals = Mapping[str, Sequence[Interval]]


@dataclass(frozen=True, slots=True)
class Returns:
    """By engagement what lies with its partner and can be given; by contract its first day."""

    lines: Mapping[uuid.UUID, Sequence[Line]]
    first_days: Mapping[uuid.UUID, date]


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the plan of one engagement on a day stands on."""

    engagement: Engaged
    lines: Sequence[SlotLine]
    intervals: Intervals
    visits: Sequence[Coming]
    wishes: Wishes
    held: Sequence[Held]
    memory: Memory
    people: People
    on: date
    holidays: frozenset[date]
    returns: Returns
    actions: Sequence[ActionLine]
    found: Days
    occurrences: Sequence[Occurrence]
