"""A ladder over nights: what goes out on which."""

from collections.abc import Iterable
from datetime import date, timedelta

from checklists.ladder import Ladder, step_due
from portal.acting.bank_holidays import bank_holidays
from tests.rules.examples import d

KNOWN = bank_holidays(2027)


def nights(first: str, last: str) -> list[date]:
    count = (d(last) - d(first)).days + 1
    return [d(first) + timedelta(days=place) for place in range(count)]


def told_over(ladder: Ladder, last_on: str, on_nights: Iterable[date]) -> list[tuple[str, int]]:
    """The days on which a reminder goes out, each with the step that it is."""
    told: dict[int, str] = {}
    for night in on_nights:
        step = step_due(ladder, d(last_on), night, told, KNOWN)
        if step is not None:
            told[step.days] = night.isoformat()
    return [(day, days) for days, day in told.items()]
