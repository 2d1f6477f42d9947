"""The readiness of an engagement over all its days, as intervals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import add, attrgetter, sub
from typing import NamedTuple

from checklists.calendar import Span, day_after, day_before, segments
from checklists.facts import Engagement
from checklists.in_hand import InHandDays, in_hand_on
from checklists.readiness import Readiness, Slot, level, readiness
from checklists.slots import Row, row_on
from checklists.timeline import Interval, on_day
from checklists.vocabulary import UNMET, Force, Level, State, Turn


@dataclass(frozen=True, slots=True)
class SlotHistory:
    """A slot over all its days: its wordings, its intervals, what was under way from day to day, and since
    when the lead has given what it has to give (None where it has not). `said_done` has the days on which
    the lead has to confirm what was done after findings, and nothing else is wanting."""

    rows: Sequence[Row]
    intervals: Sequence[Interval]
    in_hand: InHandDays = ()
    issued_on: date | None = date.min
    paused: frozenset[str] = frozenset()
    said_done: tuple[Span, ...] = ()

    def on(self, day: date) -> Slot | None:
        """The slot on a day, or None where it does not exist on it."""
        row, interval = row_on(self.rows, day), on_day(self.intervals, day)
        if row is None or interval is None:
            return None
        ending = parts_after(interval, self.intervals) if self.paused else ()
        in_hand = in_hand_on(self.in_hand, day)
        return Slot(
            row.requirement,
            interval,
            in_hand.stage,
            issued=is_issued(self.issued_on, day),
            with_lead=in_hand.with_lead,
            ending=ending,
            paused=self.paused,
            is_said_done=any(day in span for span in self.said_done),
        )


def is_issued(issued_on: date | None, day: date) -> bool:
    """Whether the lead had given it by that day."""
    return issued_on is not None and issued_on <= day


def parts_after(interval: Interval, intervals: Sequence[Interval]) -> tuple[str, ...]:
    """The parts that are wanting when what is in order lapses; none where it never does."""
    lapses_on = interval.lapses_on or interval.until_on
    following = on_day(intervals, day_after(lapses_on)) if lapses_on < date.max else None
    return tuple(following.wanting) if following and interval.state not in UNMET else ()


@dataclass(frozen=True, slots=True)
class LevelInterval:
    """Over these days the level and the counts stay the same.

    `asked` are the must-slots that are needed of the partner, `in_order` those of them that are met or
    waived; of the should-slots the same is counted apart.
    """

    from_on: date
    until_on: date
    level: Level
    blockers: int
    blockers_with_lead: int
    warnings: int
    asked: int
    in_order: int
    preferred_asked: int
    preferred_in_order: int

    @property
    def counts(self) -> "Counts":
        return Counts(*COUNTS_OF(self))


class Counts(NamedTuple):
    """How many slots there are of each sort, as LevelInterval has them."""

    blockers: int
    blockers_with_lead: int
    warnings: int
    asked: int
    in_order: int
    preferred_asked: int
    preferred_in_order: int

    def plus(self, other: "Counts") -> "Counts":
        return Counts(*map(add, self, other))

    def minus(self, other: "Counts") -> "Counts":
        return Counts(*map(sub, self, other))

    def level(self) -> Level:
        return level(self.blockers, self.blockers_with_lead, self.warnings)


NO_COUNTS = Counts(0, 0, 0, 0, 0, 0, 0)
COUNTS_OF = attrgetter(*Counts._fields)


def slots_on(histories: Iterable[SlotHistory], engagement: Engagement, day: date) -> list[Slot]:
    """The slots that exist on a day; none on a day that is not one of the engagement's."""
    if day not in engagement.span:
        return []
    return [slot for history in histories if (slot := history.on(day))]


Changes = Mapping[date, Counts]
"""By day, how many slots more or fewer there are of each sort than on the day before."""


def level_timeline(histories: Sequence[SlotHistory], engagement: Engagement) -> list[LevelInterval]:
    """Intervals that tile the engagement from its first to its last day."""
    changes = added(slot_changes(each, engagement) for each in histories)
    return list(level_intervals(changes, engagement.span))


def levels_after(
    levels: Iterable[LevelInterval], before: Iterable["Share"], after: Iterable["Share"], span: Span
) -> list[LevelInterval]:
    """The intervals once some slots are otherwise than they were, by what each added and adds besides where
    all is in order: the others are left alone, since counts of slots add up."""
    gone = {day: NO_COUNTS.minus(counts) for day, counts in changes_of(before, span).items()}
    changes = added([changes_of(levels, span), gone, changes_of(after, span)])
    return list(level_intervals(changes, span))


def slot_changes(history: SlotHistory, engagement: Engagement) -> Changes:
    """What one slot adds to the counts, asked only on the days on which it may change itself."""
    changes: dict[date, Counts] = {}
    before = NO_COUNTS
    for span in segments(engagement.span, turning_days(history)):
        counts = slot_counts(history.on(span.from_on), engagement, span.from_on)
        if counts != before:
            changes[span.from_on] = counts.minus(before)
            before = counts
    return changes


def changes_of(counted: Iterable["LevelInterval | Share"], span: Span) -> Changes:
    """The changes that add up to these counts over their days, all within the span."""
    changes: defaultdict[date, Counts] = defaultdict(lambda: NO_COUNTS)
    for each in counted:
        changes[each.from_on] = changes[each.from_on].plus(each.counts)
        if each.until_on < span.until_on:
            after = day_after(each.until_on)
            changes[after] = changes[after].minus(each.counts)
    return changes


def added(several: Iterable[Changes]) -> Changes:
    found: defaultdict[date, Counts] = defaultdict(lambda: NO_COUNTS)
    for changes in several:
        for day, counts in changes.items():
            found[day] = found[day].plus(counts)
    return found


def level_intervals(changes: Changes, span: Span) -> Iterator[LevelInterval]:
    """The intervals between the days on which the sum of all changes so far becomes another."""
    days = sorted({span.from_on} | {day for day, counts in changes.items() if counts != NO_COUNTS})
    ends = [day_before(day) for day in days[1:]] + [span.until_on]
    counts = NO_COUNTS
    for from_on, until_on in zip(days, ends, strict=True):
        counts = counts.plus(changes.get(from_on, NO_COUNTS))
        yield LevelInterval(from_on, until_on, counts.level(), *counts)


class Share(NamedTuple):
    """What something adds to the counts over these days."""

    from_on: date
    until_on: date
    counts: Counts


def usual_shares(histories: Iterable[SlotHistory], engagement: Engagement) -> list[Share]:
    """What an engagement's slots add where all that is asked is in order and nothing is near its end; over
    all its days, also those on which nothing is asked."""
    changes = added(usual_changes(each, engagement.span) for each in histories)
    return [
        Share(each.from_on, each.until_on, each.counts) for each in level_intervals(changes, engagement.span)
    ]


def unusual_shares(history: SlotHistory, engagement: Engagement) -> list[Share]:
    """What one slot adds besides, on the days on which it is not so: few, since most is in order."""
    usual = {day: NO_COUNTS.minus(each) for day, each in usual_changes(history, engagement.span).items()}
    changes = added([slot_changes(history, engagement), usual])
    found = (
        Share(each.from_on, each.until_on, each.counts) for each in level_intervals(changes, engagement.span)
    )
    return [share for share in found if share.counts != NO_COUNTS]


IN_ORDER = {
    Force.MUST: NO_COUNTS._replace(asked=1, in_order=1),
    Force.SHOULD: NO_COUNTS._replace(preferred_asked=1, preferred_in_order=1),
}
"""What a slot adds that is asked and in order."""


def usual_changes(history: SlotHistory, span: Span) -> Changes:
    each_row = []
    for row in history.rows:
        if days := row.span.clip(span):
            counts = IN_ORDER[row.requirement.force]
            each_row.append({days.from_on: counts})
            if days.until_on < span.until_on:
                each_row.append({day_after(days.until_on): NO_COUNTS.minus(counts)})
    return added(each_row)


def slot_counts(slot: Slot | None, engagement: Engagement, on: date) -> Counts:
    """What one slot adds to the counts on a day."""
    return counts_of([slot], readiness([slot], engagement, on)) if slot else NO_COUNTS


def counts_of(slots: Sequence[Slot], answer: Readiness) -> Counts:
    """The counts of these slots, of which `answer` is the readiness."""
    musts = tally(slot for slot in slots if slot.requirement.force is Force.MUST)
    preferred = tally(slot for slot in slots if slot.requirement.force is Force.SHOULD)
    return Counts(
        blockers=len(answer.blockers),
        blockers_with_lead=sum(point.turn is Turn.LEAD for point in answer.blockers),
        warnings=len(answer.warnings),
        asked=musts.asked,
        in_order=musts.in_order,
        preferred_asked=preferred.asked,
        preferred_in_order=preferred.in_order,
    )


class Tally(NamedTuple):
    """How many slots are needed of the partner, and how many of them are met or waived."""

    in_order: int
    asked: int


def tally(slots: Iterable[Slot]) -> Tally:
    theirs = (slot.interval.state for slot in slots if slot.requirement.is_the_partners)
    asked = [state for state in theirs if state is not State.NOT_NEEDED]
    return Tally(sum(state not in UNMET for state in asked), len(asked))


def turning_days(history: SlotHistory) -> Iterator[date]:
    """Each day on which a state changes, a wording changes, a warning time begins (of a lapse, or of what
    becomes needed), something is sent, decided, issued or said to be done."""
    yield from (day for day, _ in history.in_hand)
    for span in history.said_done:
        yield span.from_on
        yield day_after(span.until_on)
    if history.issued_on:
        yield history.issued_on
    for row in history.rows:
        yield row.span.from_on
        yield day_after(row.span.until_on)
    for interval in history.intervals:
        yield interval.from_on
        for row in history.rows:
            warn = timedelta(days=row.requirement.warn_days)
            lapses_on = interval.lapses_on or interval.until_on
            if lapses_on - date.min > warn:
                yield lapses_on - warn
