"""What all partners of the demonstration share: the contract, its days and its people."""

import random
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from checklists.calendar import add_months, day_before
from checklists.requirement import Checklist

CHECKLIST = "porchlight-peer-support"
MONTHS = 36


@dataclass(frozen=True, slots=True)
class Someone:
    """A person who acts in the demonstration, with the organisation that they act for."""

    person_id: uuid.UUID
    name: str
    organisation_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Setting:
    """The contract began two years before `today` and ends a year after; the visit is in three weeks."""

    today: date
    starts_on: date
    ends_on: date
    visit_on: date
    issued_on: date
    contract_id: uuid.UUID
    checklist: Checklist
    lead: str
    manager: Someone
    reviewers: tuple[Someone, Someone]


def contract_days(today: date) -> tuple[date, date]:
    """From the first of this month two years ago, for three years."""
    starts_on = add_months(today.replace(day=1), -24)
    return starts_on, day_before(add_months(starts_on, MONTHS))


def weekday(day: date, step: int = 1) -> date:
    """The day itself, or the nearest working day in the direction of `step` (1 or -1)."""
    while day.weekday() > 4:
        day += timedelta(days=step)
    return day


def office_hours(day: date, chance: random.Random) -> datetime:
    """A moment between nine and four on that day, the working day before it where it is none."""
    at = time(9 + chance.randrange(7), chance.randrange(60), chance.randrange(60))
    return datetime.combine(weekday(day, -1), at, UTC)
