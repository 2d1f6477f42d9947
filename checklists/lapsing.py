"""What of a slot will be wanting, or is, and since when: part by part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.calendar import day_after, day_before
from checklists.intervals import Interval
from checklists.requirement import WHOLE
from checklists.vocabulary import UNMET, State


@dataclass(frozen=True, slots=True)
class Lapse:
    """A part of a slot that is wanting from the day after `last_on`. `before` is the slot's state until then;
    None where it was wanting from its first day on."""

    part: str
    last_on: date
    before: State | None

    @property
    def from_on(self) -> date:
        """The first day on which it is wanting."""
        return day_after(self.last_on)


def lapses(intervals: Sequence[Interval], on: date, days_ahead: int) -> tuple[Lapse, ...]:
    """Of a slot the parts that are wanting on the day, and those that will be within so many days, each once;
    soonest first. The intervals are one slot's, in the order of their days.

    >>> year = Interval(State.MET, date(2026, 4, 1), date(2027, 3, 31))
    >>> after = Interval(State.EXPIRED, date(2027, 4, 1), date(2028, 3, 31))
    >>> [str(each.last_on) for each in lapses([year, after], date(2027, 3, 1), 30)]
    ['2027-03-31']
    >>> lapses([year, after], date(2027, 3, 1), 29)
    ()
    """
    found: dict[str, Lapse] = {}
    wanting: dict[str, Lapse] = {}
    before: Interval | None = None
    horizon = date.fromordinal(min(on.toordinal() + days_ahead, date.max.toordinal()))
    for each in intervals:
        if day_before(each.from_on) > horizon:
            break
        wanting = wanting_in(each, before, wanting)
        if each.until_on >= on:
            for part, lapse in wanting.items():
                found.setdefault(part, lapse)
        before = each
    return tuple(sorted(found.values(), key=lambda lapse: (lapse.last_on, lapse.part)))


def wanting_in(each: Interval, before: Interval | None, so_far: dict[str, Lapse]) -> dict[str, Lapse]:
    """What is wanting in the interval; what was wanting without a break keeps the day since when it is."""
    if each.state not in UNMET:
        return {}
    joins_up = before is not None and day_after(before.until_on) == each.from_on
    known = so_far if joins_up else {}
    state = before.state if before is not None and joins_up else None
    return {part: known.get(part) or Lapse(part, day_before(each.from_on), state) for part in parts_of(each)}


def parts_of(each: Interval) -> Iterable[str]:
    return sorted(each.wanting) or (WHOLE,)
