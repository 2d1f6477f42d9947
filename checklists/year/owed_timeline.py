"""What is true on every day of something that is owed: ahead, due, late, met."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.calendar import Span, day_after, segments
from checklists.vocabulary import Force
from checklists.year.owed import Owed
from checklists.year.rows import Return
from checklists.year.vocabulary import OwedState


@dataclass(frozen=True, slots=True)
class Given:
    """One time that it was given, with the local days: sent, accepted, given back for a change, and opened
    again after it was accepted."""

    sent_on: date
    accepted_on: date | None = None
    returned_on: date | None = None
    reopened_on: date | None = None

    def as_known(self, known: date) -> "Given | None":
        """With what had happened by the evening of that day; None where it was not sent yet."""
        if self.sent_on > known:
            return None
        return replace(
            self,
            accepted_on=by(self.accepted_on, known),
            returned_on=by(self.returned_on, known),
            reopened_on=by(self.reopened_on, known),
        )

    def counts(self, day: date) -> bool:
        """Whether it is what was asked for: from the day on which it was sent, as the lead's time to look
        at it is never the sender's fault."""
        if self.accepted_on is None or day < self.sent_on:
            return False
        return self.reopened_on is None or day < self.reopened_on

    def lies(self, day: date) -> bool:
        """Whether the lead has it, and has said neither yes nor no by that day, or says no on it."""
        if self.accepted_on is not None or day < self.sent_on:
            return False
        return self.returned_on is None or day <= self.returned_on


def by(day: date | None, known: date) -> date | None:
    return day if day is not None and day <= known else None


@dataclass(frozen=True, slots=True)
class OwedInterval:
    """A state from the first to the last day. `late_on` is, of what was met after it was due, the day on
    which it was sent."""

    state: OwedState
    from_on: date
    until_on: date
    late_on: date | None = None

    def continues(self, other: "OwedInterval") -> bool:
        alike = (self.state, self.late_on) == (other.state, other.late_on)
        return alike and self.from_on == day_after(other.until_on)


def owed_timeline(
    owed: Owed, given: Iterable[Given] = (), days: Span | None = None, known: date | None = None
) -> tuple[OwedInterval, ...]:
    """The intervals tile the days, without a gap; without any they run from the first to the last day there
    is.

    `known` takes only what had happened by the evening of that day.
    """
    held = [each if known is None else each.as_known(known) for each in given]
    told = sorted((each for each in held if each), key=lambda each: each.sent_on)
    whole = days or Span(date.min, date.max)
    return joined(owed_interval(owed, told, span) for span in segments(whole, days_of_change(owed, told)))


def state_on(owed: Owed, given: Iterable[Given], on: date, known: date | None = None) -> OwedInterval:
    """The interval that holds the day."""
    found = owed_timeline(owed, given, None, known)
    return next(each for each in found if each.from_on <= on <= each.until_on)


def days_of_change(owed: Owed, given: Sequence[Given]) -> Iterator[date]:
    yield owed.from_on
    if owed.due_on:
        yield day_after(owed.due_on)
    for each in given:
        yield each.sent_on
        if each.returned_on:
            yield day_after(each.returned_on)
        if each.reopened_on:
            yield each.reopened_on
            yield day_after(each.reopened_on)


def owed_interval(owed: Owed, given: Sequence[Given], span: Span) -> OwedInterval:
    """What is true from the span's first day on; nothing changes inside it."""
    day = span.from_on
    counting = next((each for each in given if each.counts(day)), None)
    if counting:
        is_late = owed.due_on is not None and counting.sent_on > owed.due_on
        late_on = counting.sent_on if is_late else None
        return OwedInterval(OwedState.MET, span.from_on, span.until_on, late_on)
    return OwedInterval(open_state(owed, given, day), span.from_on, span.until_on)


def open_state(owed: Owed, given: Sequence[Given], day: date) -> OwedState:
    """Of what nobody has accepted. What was sent in time is not late while it lies with the lead, nor on the
    day on which it comes back or is opened again."""
    due_on = owed.due_on
    if due_on is None or day <= due_on:
        return OwedState.AHEAD if day < owed.from_on else OwedState.DUE
    in_time = [each for each in given if each.sent_on <= due_on]
    excused = any(each.lies(day) or each.reopened_on == day for each in in_time)
    return OwedState.DUE if excused else OwedState.LATE


def joined(intervals: Iterable[OwedInterval]) -> tuple[OwedInterval, ...]:
    found: list[OwedInterval] = []
    for each in intervals:
        if found and each.continues(found[-1]):
            found[-1] = replace(found[-1], until_on=each.until_on)
        else:
            found.append(each)
    return tuple(found)


def stands_in_the_way(row: Return, interval: OwedInterval) -> bool:
    """Whether the contract says that what is late blocks, and it is."""
    return row.blocks and row.force is Force.MUST and interval.state is OwedState.LATE


def late_days(owed: Owed, interval: OwedInterval, on: date) -> int:
    """How many days it is late on the day, or was when it was sent; 0 where it is not or was not."""
    if owed.due_on is None or (interval.state is not OwedState.LATE and interval.late_on is None):
        return 0
    return ((interval.late_on or on) - owed.due_on).days


__all__ = ["Given", "OwedInterval", "late_days", "owed_timeline", "stands_in_the_way", "state_on"]
