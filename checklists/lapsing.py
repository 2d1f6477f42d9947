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
    """A part of a slot that is wanting from the day after `last_on`. `before` is what it was until then: met,
    waived, or not needed yet; None where nothing says so, as it was not asked for, or nothing that would be
    enough was accepted for it."""

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
    if before is not None and day_after(before.until_on) != each.from_on:
        before, so_far = None, {}
    last_on = day_before(each.from_on)
    return {
        part: so_far.get(part) or Lapse(part, last_on, state_before(part, before, each))
        for part in parts_of(each)
    }


def state_before(part: str, before: Interval | None, now: Interval) -> State | None:
    """What the part was in the interval before, as far as its slot tells. Where the slot was in order, or
    others of its parts were wanting, only what has expired since is known to have been accepted: who has come
    since, or is asked for more, has nothing."""
    if before is None:
        return None
    if before.state is State.NOT_NEEDED:
        return State.NOT_NEEDED
    if before.state is State.WAIVED and part in (before.parts or (WHOLE,)):
        return State.WAIVED
    is_whole = part == WHOLE and before.state is State.MET
    return State.MET if is_whole or has_expired(part, now) else None


def has_expired(part: str, interval: Interval) -> bool:
    return part in interval.also or interval.state is State.EXPIRED


def parts_of(each: Interval) -> Iterable[str]:
    return sorted(each.wanting) or (WHOLE,)
