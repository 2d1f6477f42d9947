"""When somebody is reminded of what will lapse or has lapsed, who, and when nobody is.

A ladder names its steps in days before the last day in order. What counts is the latest step that is reached
and not yet told: a night that was missed leads to one reminder, not five, and what becomes known late to one
at once. Steps are remembered with the part and its end date, so a new end date begins a new ladder.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from checklists.working_days import add_working_days, working_day_until, working_days_after

WEEK = 7
MOST_STEPS = 10
FURTHEST = 366


@dataclass(frozen=True, slots=True)
class Ladder:
    """`before` are days before the last day in order, the furthest first; 0 is that day itself. `every` is
    how many days there are from one reminder to the next after it; None where nothing follows."""

    before: tuple[int, ...]
    every: int | None = WEEK

    @property
    def furthest(self) -> int:
        """How many days ahead the first step is."""
        return max(self.before)


USUAL = Ladder((60, 30, 14, 7, 1, 0))
CHECKS = Ladder((90, 60, 30, 14, 0))
"""A new DBS check takes weeks."""
INSURANCE = Ladder((45, 21, 7, 1, 0))
BEFORE_VISIT = Ladder((28, 14, 7, 2), None)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a ladder. `days` is its name, below zero after the last day; never what is said in words."""

    days: int


def step_reached(ladder: Ladder, last_on: date, on: date, holidays: Collection[date]) -> Step | None:
    """The latest step whose day has come. One before the end that falls on a weekend or bank holiday is
    reached on the working day before, so that nobody is told too late."""
    if on > last_on:
        return after_end(ladder, (on - last_on).days)
    reached = [
        days for days in ladder.before if working_day_until(last_on - timedelta(days=days), holidays) <= on
    ]
    return Step(min(reached)) if reached else None


def after_end(ladder: Ladder, days: int) -> Step | None:
    """So many days after the end, the last step there was."""
    if ladder.every is None:
        return None
    return Step(-(days // ladder.every) * ladder.every)


def step_due(
    ladder: Ladder, last_on: date, on: date, told: Collection[int], holidays: Collection[date]
) -> Step | None:
    """The step that is reached, unless it or a later one was told for this end date.

    >>> told: set[int] = set()
    >>> step_due(USUAL, date(2027, 3, 31), date(2027, 3, 12), told, ())
    Step(days=30)
    >>> step_due(USUAL, date(2027, 3, 31), date(2027, 3, 12), {30}, ())
    """
    reached = step_reached(ladder, last_on, on, holidays)
    if reached is None or any(days <= reached.days for days in told):
        return None
    return reached


class LadderProblem(ValueError):
    """What was typed is no ladder; the message says why in a sentence."""


def parse_ladder(typed: str, usual: Ladder = USUAL) -> Ladder:
    """Days before the end, with commas or blanks between: on the last day itself and after it reminders go
    out as in the usual one. Raises LadderProblem.

    >>> parse_ladder("60, 30 14")
    Ladder(before=(60, 30, 14, 0), every=7)
    """
    words = typed.replace(",", " ").replace("days", " ").split()
    if not words:
        raise LadderProblem("Give the days before the end, such as 60, 30, 14.")
    wrong = [word for word in words if not (word.isascii() and word.isdigit() and len(word) < WEEK)]
    if wrong:
        raise LadderProblem(f"Give whole numbers of days, such as 60, 30, 14, not “{wrong[0][:20]}”.")
    days = sorted({int(word) for word in words} | ({0} if usual.every else set()), reverse=True)
    if days[0] > FURTHEST:
        raise LadderProblem(f"The first reminder can go out at most {FURTHEST} days before the end.")
    if len(days) > MOST_STEPS:
        raise LadderProblem(f"Give at most {MOST_STEPS} steps: more is not read.")
    return Ladder(tuple(days), usual.every)


def ladder_words(ladder: Ladder) -> str:
    """As it is typed: the day itself is understood."""
    return ", ".join(str(days) for days in ladder.before if days)


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
"""From which step on each is told: the lead's manager on the last day, the chief officer when a week has gone
by without anything, and after two weeks it stands on the commissioner's page."""


def rungs_of(step: Step, *, required: bool) -> tuple[Rung, ...]:
    """Who is told at a step, the contact first. Of what is only preferred nobody else is told."""
    if not required:
        return (Rung.CONTACT,)
    return (Rung.CONTACT, *(rung for rung, days in FROM_STEP.items() if step.days <= days))


class Quiet(StrEnum):
    """Why nobody is reminded of something."""

    HELD = "held"
    LEAD = "lead"
    CHECKING = "checking"
    APPLIED = "applied"


PROMISE = Ladder((0,), WEEK)
"""The reviewers are reminded on the last day of the lead's promise, and every week after it."""


def promise_ends(sent_on: date, days: int, holidays: Collection[date]) -> date:
    """The last day on which the lead keeps its promise to decide within so many working days."""
    return add_working_days(sent_on, days, holidays)


def overdue_by(promised_on: date, on: date, holidays: Collection[date]) -> int:
    """Working days since the promise ended; 0 where it has not."""
    return working_days_after(promised_on, on, holidays) if on > promised_on else 0
