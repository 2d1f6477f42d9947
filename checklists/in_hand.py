"""What is under way in a slot: what the reviewers have, what came back, and on which evenings."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from checklists.calendar import Span, day_after
from checklists.vocabulary import Stage

MOST_URGENT_FIRST = (Stage.WAITING, Stage.RETURNED, Stage.DRAFT, Stage.NOTHING)
URGENCY = {stage: place for place, stage in enumerate(MOST_URGENT_FIRST)}
"""Of several things under way in a slot, the one that is shown."""


@dataclass(frozen=True, slots=True)
class InHand:
    """The stage that is shown, and the parts that the reviewers have."""

    stage: Stage
    with_lead: frozenset[str]


NOTHING = InHand(Stage.NOTHING, frozenset())


@dataclass(frozen=True, slots=True)
class Held:
    """Something that was sent for a part: in one stage from the first to the last evening, both inside."""

    part: str
    stage: Stage
    evenings: Span

    def changes(self) -> Iterator[date]:
        """The days on which it began and was over."""
        yield self.evenings.from_on
        if self.evenings.until_on < date.max:
            yield day_after(self.evenings.until_on)


InHandDays = tuple[tuple[date, InHand], ...]
"""From each of these days on, in their order, what is under way; nothing before the first."""


def in_hand_of(stages: Iterable[tuple[str, Stage]]) -> InHand:
    """Of parts and the stages in which something for them is."""
    found = tuple(stages)
    most_urgent = min((stage for _, stage in found), key=URGENCY.__getitem__, default=Stage.NOTHING)
    return InHand(most_urgent, frozenset(part for part, stage in found if stage is Stage.WAITING))


def as_known(held: Iterable[Held], known: date) -> list[Held]:
    """What of it was so by the evening of that day; what was so on it is so on all days after it."""
    return [
        Held(each.part, each.stage, Span(each.evenings.from_on, date.max))
        if each.evenings.until_on >= known
        else each
        for each in held
        if each.evenings.from_on <= known
    ]


def over_days(held: Iterable[Held]) -> InHandDays:
    """What is under way from day to day."""
    marks: dict[date, list[tuple[Held, bool]]] = {}
    for each in held:
        marks.setdefault(each.evenings.from_on, []).append((each, True))
        if each.evenings.until_on < date.max:
            marks.setdefault(day_after(each.evenings.until_on), []).append((each, False))
    now: list[Held] = []
    found: list[tuple[date, InHand]] = []
    for day, changes in sorted(marks.items(), key=itemgetter(0)):
        for each, begins in changes:
            (now.append if begins else now.remove)(each)
        found.append((day, in_hand_of((each.part, each.stage) for each in now)))
    return tuple(found)


def in_hand_on(days: Sequence[tuple[date, InHand]], day: date) -> InHand:
    """What is under way on the day."""
    place = bisect_right(days, day, key=itemgetter(0)) - 1
    return days[place][1] if place >= 0 else NOTHING
