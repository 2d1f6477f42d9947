"""A timeline's intervals, and how they are put in a row."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from checklists.calendar import Span, day_after, day_before
from checklists.vocabulary import UNMET, State

QUIET = frozenset({State.MET, State.WAIVED, State.NOT_NEEDED})
"""The states in which nothing is wanting yet."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A state from the first to the last day, both inside.

    `parts` are the keys of the parts that are in that state and so make it what it is; empty where nothing is
    outstanding, where the slot has only the whole, and where no part is asked. `lapses_on` is, of a slot in
    order or not needed, the last day before it is missing or expired (`date.max` where it never is), and of
    an expired one the last day on which its evidence counted (None where its parts differ in that). `also`
    are the parts that are wanting too, but in the lesser way: expired beside those that are missing.
    """

    state: State
    from_on: date
    until_on: date
    parts: tuple[str, ...] = ()
    lapses_on: date | None = None
    also: tuple[str, ...] = ()

    @property
    def wanting(self) -> frozenset[str]:
        """The parts that are missing or expired; none of a slot in order."""
        return frozenset(self.parts + self.also) if self.state in UNMET else frozenset()

    @property
    def span(self) -> Span:
        return Span(self.from_on, self.until_on)

    def continues(self, other: "Interval") -> bool:
        """Whether it says the same as the other, from the day after it."""
        alike = (self.state, self.parts, self.also) == (other.state, other.parts, other.also)
        return alike and self.from_on == day_after(other.until_on)


def join(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Neighbours that say the same become one."""
    joined: list[Interval] = []
    for each in intervals:
        if joined and each.continues(joined[-1]):
            joined[-1] = replace(joined[-1], until_on=each.until_on)
        else:
            joined.append(each)
    return tuple(joined)


def with_lapses(intervals: Sequence[Interval]) -> tuple[Interval, ...]:
    """The same with `lapses_on` of what is in order or not needed: evidence that something follows upon
    lapses with what follows, and a slot that ends does not lapse."""
    told: list[Interval] = []
    lapses_on = date.max
    for each in reversed(intervals):
        if told and told[-1].from_on != day_after(each.until_on):
            lapses_on = date.max
        if each.state in UNMET:
            lapses_on = day_before(each.from_on)
        told.append(replace(each, lapses_on=lapses_on) if each.state in QUIET else each)
    return tuple(reversed(told))


def told_on(intervals: Sequence[Interval], day: date) -> Interval | None:
    """The interval of the day with its `lapses_on`, out of intervals that were kept without, but for those
    that are expired; None where none holds the day. They are in the order of their days."""
    place = place_of(intervals, day)
    return None if place is None else with_lapses(intervals[place:])[0]


def place_of(intervals: Sequence[Interval], day: date) -> int | None:
    """Where among them the one is that holds the day."""
    place = bisect_right(intervals, day, key=attrgetter("from_on")) - 1
    return place if place >= 0 and day in intervals[place].span else None


def on_day(intervals: Sequence[Interval], day: date) -> Interval | None:
    """The interval that holds the day, or None. They are in the order of their days."""
    place = place_of(intervals, day)
    return None if place is None else intervals[place]
