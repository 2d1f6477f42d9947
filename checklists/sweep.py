"""A slot over its days in one walk: its parts change their states, and the worst speaks for it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from checklists.calendar import Span, day_after, day_before, segments
from checklists.intervals import Interval
from checklists.kinds import Part
from checklists.requirement import WHOLE
from checklists.vocabulary import State

OUTSTANDING = (State.MISSING, State.EXPIRED, State.WAIVED)
"""The states of which an interval names the parts, worst first. What is met is so in all parts, whoever joins
or whatever falls due."""


class Change(NamedTuple):
    """From a day on a part is in a state; `lapsed_on` is, of one that has expired, the last day on which its
    evidence counted."""

    day: date
    state: State
    lapsed_on: date | None = None


NOT_YET = Change(date.min, State.NOT_NEEDED)
"""What a part is before the first day on which it is asked for."""


@dataclass(frozen=True, slots=True)
class PartHistory:
    """A part with the days on which its accepted evidence counts and on which it is waived."""

    part: Part
    counted: tuple[Span, ...]
    waived: tuple[Span, ...]

    def changes(self) -> Iterator[Change]:
        """The days on which its state becomes another, in their order."""
        asked = counted = waived = 0
        lapsed_on: date | None = None
        last = NOT_YET
        for day, marks in groupby(sorted(self.marks()), key=itemgetter(0)):
            for _, of_asked, of_counted, of_waived in marks:
                asked, counted, waived = asked + of_asked, counted + of_counted, waived + of_waived
                if of_counted < 0:
                    lapsed_on = day_before(day)
            change = state_from(day, asked, counted, waived, lapsed_on)
            if change[1:] != last[1:]:
                yield change
                last = change

    def marks(self) -> Iterator[tuple[date, int, int, int]]:
        """Each first day of a span, and each day after its last, with what that adds to the number of spans
        that the day is in: of the days asked for, of those counted and of those waived."""
        sorts = ((self.part.asked, (1, 0, 0)), (self.counted, (0, 1, 0)), (self.waived, (0, 0, 1)))
        for spans, (asked, counted, waived) in sorts:
            for span in spans:
                yield span.from_on, asked, counted, waived
                if span.until_on < date.max:
                    yield day_after(span.until_on), -asked, -counted, -waived


def state_from(day: date, asked: int, counted: int, waived: int, lapsed_on: date | None) -> Change:
    """The state of a part that is in so many spans of each sort."""
    if not asked:
        return Change(day, State.NOT_NEEDED)
    if counted:
        return Change(day, State.MET)
    if waived:
        return Change(day, State.WAIVED)
    return Change(day, State.EXPIRED, lapsed_on) if lapsed_on else Change(day, State.MISSING)


@dataclass(slots=True)
class Named:
    """The parts that are in one state, in the order of the slot's parts."""

    places: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def add(self, place: int, key: str) -> None:
        at = bisect_left(self.places, place)
        self.places.insert(at, place)
        self.keys.insert(at, key)

    def remove(self, place: int) -> None:
        at = bisect_left(self.places, place)
        del self.places[at], self.keys[at]

    def told(self) -> tuple[str, ...]:
        """Their keys; the whole of a slot is not named."""
        return () if self.keys == [WHOLE] else tuple(self.keys)


class Walk:
    """What the parts are on the day that the walk over the days has reached."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.current = [NOT_YET] * len(parts)
        self.named = {state: Named() for state in OUTSTANDING}
        self.met = 0
        self.lapses: Counter[date] = Counter()
        self.without_parts = State.NOT_NEEDED

    def change(self, place: int, change: Change) -> None:
        self.count(place, self.current[place], -1)
        self.count(place, change, 1)
        self.current[place] = change

    def count(self, place: int, change: Change, step: int) -> None:
        """A part comes into a state (1), or is no longer in it (-1)."""
        if change.state is State.MET:
            self.met += step
        elif change.state is not State.NOT_NEEDED:
            named = self.named[change.state]
            named.add(place, self.parts[place].key) if step > 0 else named.remove(place)
        if change.lapsed_on:
            self.lapses[change.lapsed_on] += step
            if not self.lapses[change.lapsed_on]:
                del self.lapses[change.lapsed_on]

    def interval(self, span: Span) -> Interval:
        """The worst state of the parts that are asked for, over days on which none of them changes."""
        worst = next((state for state in OUTSTANDING if self.named[state].places), None)
        if worst is None:
            return Interval(State.MET if self.met else self.without_parts, span.from_on, span.until_on)
        has_one_lapse = worst is State.EXPIRED and len(self.lapses) == 1
        return Interval(
            worst,
            span.from_on,
            span.until_on,
            parts=self.named[worst].told(),
            lapses_on=next(iter(self.lapses)) if has_one_lapse else None,
            also=self.named[State.EXPIRED].told() if worst is State.MISSING else (),
        )


def sweep(
    span: Span, histories: Sequence[PartHistory], vacant: PartHistory | None = None
) -> Iterator[Interval]:
    """The intervals of a slot, cut on every day on which a part changes; `vacant` stands for it while no part
    is asked for. No part is asked for outside the span."""
    changed: defaultdict[date, list[tuple[int, Change]]] = defaultdict(list)
    for place, history in enumerate(histories):
        for change in history.changes():
            changed[change.day].append((place, change))
    vacancy = {change.day: change.state for change in vacant.changes()} if vacant else {}
    walk = Walk([history.part for history in histories])
    for each in segments(span, changed.keys() | vacancy.keys()):
        for place, change in changed[each.from_on]:
            walk.change(place, change)
        walk.without_parts = vacancy.get(each.from_on, walk.without_parts)
        yield walk.interval(each)
