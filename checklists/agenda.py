"""What a meeting goes through, and what is due before it, as the contract says it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from checklists.year.due_days import due_before
from checklists.year.rows import YearRows
from checklists.year.vocabulary import Every

USUAL = ("What was discussed", "What was agreed", "Any other business")
"""The topics of a meeting for which a contract fixes none."""


@dataclass(frozen=True, slots=True)
class DueBefore:
    """Something that is given before a meeting; `due_on` is the last day on which it is in time."""

    title: str
    clause: str
    due_on: date

    def is_late(self, on: date) -> bool:
        """Whether that day has been."""
        return self.due_on < on


def topics_of(year: YearRows, kind: str) -> tuple[str, ...]:
    """The fixed topics of a kind of meeting, in the contract's order, or the usual ones (003, clause 6.7,
    fixes nine)."""
    fixed = next((each.topics for each in year.meetings if each.key == kind), ())
    return fixed or USUAL


def due_before_meeting(
    year: YearRows, kind: str, on: date, holidays: Collection[date]
) -> tuple[DueBefore, ...]:
    """What is given before a meeting of that kind on the day, soonest due first (000: performance information
    at least two weeks before a steering group meets)."""
    found = [
        DueBefore(each.title, each.clause, due_before(each.due, on, holidays))
        for each in year.returns
        if each.every is Every.BEFORE_MEETING and each.meeting == kind and each.due
    ]
    return tuple(sorted(found, key=lambda each: (each.due_on, each.title)))
