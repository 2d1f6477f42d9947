"""When somebody is reminded of what will lapse or has lapsed, who, and when nobody is.

A ladder names its steps in days before the last day in order. What counts is the latest step that is reached
and not yet told: a night that was missed leads to one reminder, not five, and what becomes known late to one
at once. Steps are remembered with the part and its end date, so a new end date begins a new ladder.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from checklists.working_days import add_working_days, days_off_after, is_working_day, working_days_after

WEEK = 7
MOST_STEPS = 10
FURTHEST = 366


@dataclass(frozen=True, slots=True)
class Ladder:
    """`before` are days before the last day in order, the furthest first; 0 is that day itself. `every` is
    how many days there are after it from one reminder to the next, until it is mended; None where nothing
    follows."""

    before: tuple[int, ...]
    every: int | None = WEEK

    @property
    def furthest(self) -> int:
        """How many days ahead the first step is."""
        return max(self.before, default=0)

    def from_days(self, days: int) -> "Ladder":
        """The same with a first step so many days ahead, where it has none as far.

        >>> Ladder((60, 30)).from_days(90).before, Ladder((60, 30)).from_days(42).before
        ((90, 60, 30), (60, 30))
        """
        return Ladder((days, *self.before), self.every) if days > self.furthest else self


USUAL = Ladder((60, 30, 14, 7, 1, 0))
CHECKS = Ladder((90, 60, 30, 14, 0))
"""A new DBS check takes weeks."""
INSURANCE = Ladder((45, 21, 7, 1, 0))
BEFORE_VISIT = Ladder((28, 14, 7, 2), None)
RETURNS = Ladder((14, 7, 1, 0))
"""Before a return is due. It cannot be given long before that."""
ACTION = Ladder((14, 7, 1, 0), WEEK)
"""Before the day by which something is to be done after a visit or meeting, and every week after it."""
FORWARD = Ladder((2, 1, 0), WEEK)
"""Before the day by which the lead tells the council what a partner told it, and every week after it."""
PROMISE = Ladder((), WEEK)
"""The reviewers are reminded once the lead's promise is over, and every week after that."""


class Rung(IntEnum):
    """Who is written to, each as well as those before: the further a thing has gone, the more of them."""

    CONTACT = 1
    SECOND = 2
    MANAGER = 3
    CHIEF_OFFICER = 4
    COMMISSIONER = 5

    @property
    def is_partner(self) -> bool:
        """Whether it is somebody of the partner, who can mend it."""
        return self in {Rung.CONTACT, Rung.SECOND, Rung.CHIEF_OFFICER}


FROM_STEP = {Rung.SECOND: 7, Rung.MANAGER: 0, Rung.CHIEF_OFFICER: -7, Rung.COMMISSIONER: -14}
"""From which step on each is told at the earliest: the lead's manager on the last day, the chief officer when
a week has gone by without anything, and after two weeks it stands on the commissioner's page."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a ladder. `days` is its name, never what is said in words; after the last day it is as many
    below zero as have gone by. `rung` is how far it has gone by then."""

    days: int
    rung: Rung


def step_due(
    ladder: Ladder, last_on: date, on: date, told: Collection[int], holidays: Collection[date]
) -> Step | None:
    """On a working day the step that is reached, unless it or a later one was told for this end date; once it
    has ended, no sooner than a week after the last.

    >>> told: set[int] = set()
    >>> step_due(USUAL, date(2027, 3, 31), date(2027, 3, 12), told, ())
    Step(days=30, rung=<Rung.CONTACT: 1>)
    >>> step_due(USUAL, date(2027, 3, 31), date(2027, 3, 12), {30}, ())
    """
    if not is_working_day(on, holidays):
        return None
    reached = step_reached(ladder, last_on, on, holidays)
    if reached is None or is_told(ladder, reached, told):
        return None
    return Step(reached, rung_at(reached, told))


def step_reached(ladder: Ladder, last_on: date, on: date, holidays: Collection[date]) -> int | None:
    """The name of the latest step whose day has come. One before the end that falls on a weekend or bank
    holiday is reached on the working day before, so that nobody is told too late."""
    if on > last_on:
        return None if ladder.every is None else -(on - last_on).days
    left = (last_on - on).days - days_off_after(on, holidays)
    return min((days for days in ladder.before if left <= days), default=None)


def is_told(ladder: Ladder, days: int, told: Collection[int]) -> bool:
    """Whether the step or a later one was. After the end the pause runs from the last reminder that went out,
    so that what became known late has its whole week too."""
    if not told:
        return False
    last = min(told)
    return last - days < (ladder.every or WEEK) if days < 0 >= last else last <= days


def by_week(days: int) -> int:
    """The step that stands for those that belong together when they are counted: after the end a week's.

    >>> [by_week(days) for days in (14, 0, -1, -8, -14)]
    [14, 0, -7, -7, -14]
    """
    return days if days >= 0 else -max(WEEK, -days // WEEK * WEEK)


def days_ahead(ladder: Ladder, on: date, holidays: Collection[date]) -> int:
    """How many days ahead an end may lie of which a step is reached on the day."""
    return ladder.furthest + days_off_after(on, holidays)


def rung_at(days: int, told: Collection[int]) -> Rung:
    """How far it has gone at a step, after those that were told: one rung further at a time, so that nobody
    is written to before those below were, however late it became known or however long it lay with the lead.

    >>> rung_at(-7, {14, 7, 0}), rung_at(-7, {14}), rung_at(-7, ())
    (<Rung.CHIEF_OFFICER: 4>, <Rung.SECOND: 2>, <Rung.CONTACT: 1>)
    """
    rung = 0
    for each in sorted({*told, days}, reverse=True):
        rung = min(rung + 1, furthest_rung(each))
    return Rung(rung)


def furthest_rung(days: int) -> Rung:
    """Who is told at a step where everybody below was told before."""
    return max((rung for rung, from_step in FROM_STEP.items() if days <= from_step), default=Rung.CONTACT)


def rungs_of(step: Step, *, required: bool) -> tuple[Rung, ...]:
    """Who is told at a step, the contact first. Of what is only preferred nobody else is told."""
    return tuple(rung for rung in Rung if rung <= step.rung) if required else (Rung.CONTACT,)


class LadderProblem(ValueError):
    """What was typed is no ladder; the message says why in a sentence."""


def parse_ladder(typed: str, usual: Ladder = USUAL) -> Ladder:
    """Days before the end, in any order: on the last day itself and after it reminders go out as in the usual
    one. Raises LadderProblem.

    >>> parse_ladder("60, 30 and 14 days")
    Ladder(before=(60, 30, 14, 0), every=7)
    """
    words = (word for word in re.split(r"[\s,;]+", typed) if word.lower() not in FILLERS)
    days = {typed_days(word) for word in words}
    if not days:
        raise LadderProblem("Give the days before the end, such as 60, 30, 14.")
    if len(days) > MOST_STEPS:
        raise LadderProblem(f"Give at most {MOST_STEPS} steps: more is not read.")
    return Ladder(tuple(sorted(days | always(usual), reverse=True)), usual.every)


FILLERS = frozenset({"", "and", "day", "days"})


def typed_days(word: str) -> int:
    """From 1 to the furthest. Raises LadderProblem."""
    if not (word.isascii() and word.isdigit()):
        raise LadderProblem(f"Give whole numbers of days, such as 60, 30, 14, not “{word[:20]}”.")
    digits = word.lstrip("0")
    if not digits:
        raise LadderProblem("Leave out 0: the smallest step is 1 day before the end.")
    if len(digits) > len(str(FURTHEST)) or int(digits) > FURTHEST:
        raise LadderProblem(f"The first reminder can go out at most {FURTHEST} days before the end.")
    return int(digits)


def always(usual: Ladder) -> set[int]:
    """The steps that nobody has to type: the last day itself, where it is one."""
    return {0} & set(usual.before)


def ladder_words(ladder: Ladder) -> str:
    """As it is typed: the day itself is understood."""
    return ", ".join(str(days) for days in ladder.before if days)


class Quiet(StrEnum):
    """Why nobody is reminded of something."""

    HELD = "held"
    LEAD = "lead"
    CHECKING = "checking"
    APPLIED = "applied"
    FOUND = "found"


def promise_ends(sent_on: date, days: int, holidays: Collection[date]) -> date:
    """The last day on which the lead keeps its promise to decide within so many working days."""
    return add_working_days(sent_on, days, holidays)


def overdue_by(promised_on: date, on: date, holidays: Collection[date]) -> int:
    """Working days since the promise ended; 0 where it has not."""
    return working_days_after(promised_on, on, holidays)
