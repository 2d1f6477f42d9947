"""That a visit found a requirement not in order: since when, and whether that is all that is wanting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.calendar import Span, day_after, day_before, in_words, segments
from checklists.facts import Decision, Engagement, Found
from checklists.intervals import Interval, on_day
from checklists.slots import Row, slot_timeline
from checklists.vocabulary import UNMET


@dataclass(frozen=True, slots=True)
class NotInOrder:
    """Since when findings say so without a break. `is_all` where what was accepted would be enough
    otherwise, `is_with_lead` where their partner has said of each that all is done: the lead confirms it."""

    since_on: date
    is_all: bool
    is_with_lead: bool = False

    @property
    def phrase(self) -> str:
        """All that whoever does not read the finding itself is told of it."""
        return f"Not in order since {in_words(self.since_on)}: a finding of a visit"


def not_in_order(
    rows: Sequence[Row],
    decisions: Sequence[Decision],
    engagement: Engagement,
    on: date,
    known: date | None = None,
) -> NotInOrder | None:
    """What findings say of the slot of these wordings on a day, as was known; None where they say nothing."""
    said = found_of(rows, engagement, known)
    now = standing_on(said, on)
    if not now:
        return None
    is_all = is_in_order(slot_timeline(rows, decisions, replace(engagement, found=()), known), on)
    return NotInOrder(since((days for _, days in said), on), is_all, is_with_lead(now, on, known))


def said_done(
    rows: Sequence[Row],
    decisions: Sequence[Decision],
    engagement: Engagement,
    intervals: Sequence[Interval],
    known: date | None = None,
) -> tuple[Span, ...]:
    """Of the slot with these intervals, the days on which only findings hold it up, and the lead had to
    confirm on their evenings (or on the last that is known) what was said to be done of each."""
    if not any(each.with_lead for each in engagement.found):
        return ()
    said = found_of(rows, engagement, known)
    if not any(each.with_lead for each, _ in said):
        return ()
    otherwise = slot_timeline(rows, decisions, replace(engagement, found=()), known)

    def is_so(on: date) -> bool:
        now = standing_on(said, on)
        is_theirs = bool(now) and is_with_lead(now, on, known)
        return is_theirs and is_in_order(otherwise, on) and not is_in_order(intervals, on)

    turns = [days for each, of in said for days in (of, *each.with_lead)]
    turns += [each.span for each in (*otherwise, *intervals)]
    firsts = (day for days in turns for day in (days.from_on, day_after(days.until_on)))
    return tuple(days for days in segments(engagement.span, firsts) if is_so(days.from_on))


def found_of(rows: Sequence[Row], engagement: Engagement, known: date | None) -> list[tuple[Found, Span]]:
    """What findings say of the slot of these wordings, as was known, with their days."""
    key = rows[0].requirement.key if rows else ""
    found = (each for each in engagement.as_known(known).found if each.key == key)
    return [(each, days) for each in found if (days := each.days)]


def standing_on(said: Iterable[tuple[Found, Span]], on: date) -> list[Found]:
    return [each for each, days in said if on in days]


def is_with_lead(found: Iterable[Found], on: date, known: date | None) -> bool:
    """Whether nothing of these was left to the partner on the evening of that day, or on the last known."""
    evening = on if known is None else min(on, known)
    return all(any(evening in span for span in each.with_lead) for each in found)


def is_in_order(intervals: Sequence[Interval], on: date) -> bool:
    """Whether the slot is there on that day, and neither missing nor expired."""
    interval = on_day(intervals, on)
    return interval is not None and interval.state not in UNMET


def since(days: Iterable[Span], on: date) -> date:
    """The first day of those that lead up to it without a break."""
    first = on
    for span in sorted(days, key=lambda each: each.until_on, reverse=True):
        if span.from_on < first <= span.until_on or span.until_on == day_before(first):
            first = span.from_on
    return first
