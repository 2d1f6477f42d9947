"""The clocks of an event: by when it is told, counted from the day on which it was known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from checklists.year.due_days import due_after
from checklists.year.rows import Event, Measure
from checklists.year.vocabulary import OwedState, Party


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened. `known_on` is the day from which whoever has to tell it knew of it;
    `told_on` that on which the lead was told, `forwarded_on` that on which the lead told the council;
    `set_on` is the day that somebody has set, of an event that is told by then."""

    known_on: date
    told_on: date | None = None
    forwarded_on: date | None = None
    set_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """`due_on` is the last day in time, None where the contract names none; `done_on` the day on which it was
    done."""

    runs_from: date
    due_on: date | None
    done_on: date | None

    def state(self, on: date) -> OwedState:
        """Late is late, whoever slept: what was done after it was due is met, and `late_days` says how
        late."""
        if on < self.runs_from:
            return OwedState.AHEAD
        if self.done_on is not None and self.done_on <= on:
            return OwedState.MET
        return OwedState.LATE if self.due_on is not None and on > self.due_on else OwedState.DUE

    def late_days(self, on: date) -> int:
        """How many days it was late when it was done, or is on the day."""
        if self.due_on is None:
            return 0
        done_on = self.done_on if self.done_on is not None and self.done_on <= on else on
        return max(0, (done_on - self.due_on).days)


def telling_clock(event: Event, happened: Happened, holidays: Collection[date] = ()) -> Clock:
    """By when the lead is told."""
    return Clock(happened.known_on, telling_due(event, happened, holidays), happened.told_on)


def telling_due(event: Event, happened: Happened, holidays: Collection[date]) -> date | None:
    if event.at_once:
        return happened.known_on
    if event.as_set:
        return happened.set_on
    return due_after(event.due, happened.known_on, holidays) if event.due else None


def plan_clock(
    measure: Measure, missed_on: date, happened: Happened | None = None, holidays: Collection[date] = ()
) -> Clock:
    """By when an action plan follows a miss that was known on a day: within the contract's time, or by the
    day that somebody has set; `happened` says that, and when the plan was given."""
    set_on = happened.set_on if happened else None
    due_on = due_after(measure.plan_due, missed_on, holidays) if measure.plan_due else set_on
    return Clock(missed_on, due_on, happened.told_on if happened else None)


def forwarding_clock(event: Event, happened: Happened, holidays: Collection[date] = ()) -> Clock | None:
    """By when the lead tells the council, within its own term from when it was told, and at once where it was
    to be told at once; None where the contract asks nothing of the lead, and while that knows of nothing."""
    told_on = happened.told_on
    if told_on is None or Party.LEAD not in event.asked_of:
        return None
    if event.at_once:
        return Clock(told_on, told_on, happened.forwarded_on)
    due_on = due_after(event.forward, told_on, holidays) if event.forward else None
    return Clock(told_on, due_on, happened.forwarded_on)


def as_known(happened: Happened, known: date) -> Happened | None:
    """What had happened by the evening of that day; None where nobody knew of it yet."""
    if happened.known_on > known:
        return None
    return Happened(
        happened.known_on,
        happened.told_on if happened.told_on and happened.told_on <= known else None,
        happened.forwarded_on if happened.forwarded_on and happened.forwarded_on <= known else None,
        happened.set_on,
    )


__all__ = ["Clock", "Happened", "as_known", "forwarding_clock", "plan_clock", "telling_clock"]
