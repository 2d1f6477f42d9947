"""What follows for slots where something about an engagement becomes otherwise: two timelines compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checklists.calendar import Span, day_after, segments
from checklists.intervals import Interval, on_day
from checklists.vocabulary import State


@dataclass(frozen=True, slots=True)
class Turning:
    """Days on which a slot becomes asked that was not, or is no longer asked, and what it will be on them."""

    span: Span
    is_asked: bool
    after: tuple[Interval, ...]


def turnings(before: Sequence[Interval], after: Sequence[Interval]) -> list[Turning]:
    """Both tile the same days; each stretch on which the one asks and the other does not."""
    found: list[Span] = []
    for span in both_cut(before, after):
        if is_asked(before, span) == is_asked(after, span):
            continue
        if found and follows_on(found[-1], span, after):
            span = Span(found.pop().from_on, span.until_on)
        found.append(span)
    return [Turning(span, is_asked(after, span), tuple(within(after, span))) for span in found]


def both_cut(before: Sequence[Interval], after: Sequence[Interval]) -> Iterator[Span]:
    """The days cut wherever either changes."""
    if before and after:
        days = Span(after[0].from_on, after[-1].until_on)
        yield from segments(days, [each.from_on for each in (*before, *after)])


def is_asked(intervals: Sequence[Interval], span: Span) -> bool:
    found = on_day(intervals, span.from_on)
    return found is not None and found.state is not State.NOT_NEEDED


def follows_on(last: Span, span: Span, after: Sequence[Interval]) -> bool:
    """Whether a stretch goes on where the last one stopped, in the same direction."""
    return span.from_on == day_after(last.until_on) and is_asked(after, last) == is_asked(after, span)


def within(intervals: Sequence[Interval], span: Span) -> Iterator[Interval]:
    """The intervals cut to the days of a span."""
    for each in intervals:
        if days := each.span.clip(span):
            yield Interval(each.state, days.from_on, days.until_on, each.parts, each.lapses_on)
