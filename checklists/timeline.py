"""The idea: what is true of a slot on every day, computed from the decisions on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, day_after, segments
from checklists.conditions import asked_days, asked_parts
from checklists.facts import Decision, Engagement, known_by
from checklists.intervals import Interval, join, on_day, with_lapses
from checklists.kinds import Part, rules_for
from checklists.requirement import WHOLE, Requirement
from checklists.vocabulary import RANK, UNMET, Outcome, State

OUTSTANDING = frozenset({State.MISSING, State.EXPIRED, State.WAIVED})
"""The states of which an interval names the parts. What is met is so in all parts, whoever joins or whatever
falls due."""


@dataclass(frozen=True, slots=True)
class PartHistory:
    """A part with the days on which its accepted evidence counts and on which it is waived."""

    part: Part
    counted: tuple[Span, ...]
    waived: tuple[Span, ...]

    def starts(self) -> Iterable[date]:
        """Each day on which the part's state may change."""
        for span in (*self.part.asked, *self.counted, *self.waived):
            yield span.from_on
            yield day_after(span.until_on)

    def state(self, day: date) -> State:
        if not self.part.is_asked(day):
            return State.NOT_NEEDED
        if any(day in span for span in self.counted):
            return State.MET
        if any(day in span for span in self.waived):
            return State.WAIVED
        return State.EXPIRED if self.lapsed_on(day) else State.MISSING

    def lapsed_on(self, day: date) -> date | None:
        """The last day before `day` on which evidence counted, or None."""
        return max((span.until_on for span in self.counted if span.until_on < day), default=None)


def timeline(
    requirement: Requirement,
    decisions: Iterable[Decision],
    engagement: Engagement,
    known: date | None = None,
) -> tuple[Interval, ...]:
    """The slot's intervals: they tile the engagement from its first to its last day, no gap, no overlap.

    `known` takes only decisions made up to and on that day.
    """
    held, then = known_by(tuple(decisions), known), engagement.as_known(known)
    histories = part_histories(requirement, held, then)
    return tile(then.span, histories, vacant_history(requirement, held, then))


def part_timelines(
    requirement: Requirement,
    decisions: Iterable[Decision],
    engagement: Engagement,
    known: date | None = None,
) -> dict[str, tuple[Interval, ...]]:
    """The same for each part by its key; a part is not needed on the days on which it is not asked."""
    held = known_by(tuple(decisions), known)
    histories = part_histories(requirement, held, engagement.as_known(known))
    return {history.part.key: tile(engagement.span, (history,), ()) for history in histories}


def part_histories(
    requirement: Requirement, held: Sequence[Decision], engagement: Engagement
) -> tuple[PartHistory, ...]:
    """The parts of the slot that are asked on some day, each with what was decided on it that is enough."""
    rules = rules_for(requirement)
    accepted = [
        decision
        for decision in held
        if decision.outcome is Outcome.ACCEPT and not rules.shortfalls(requirement, decision)
    ]
    return tuple(
        PartHistory(
            part, rules.counted(requirement, part.key, accepted, engagement), waived_spans(part, held)
        )
        for part in asked_parts(rules.parts(requirement, engagement, accepted), requirement, engagement)
    )


def vacant_history(
    requirement: Requirement, held: Sequence[Decision], engagement: Engagement
) -> tuple[PartHistory, ...]:
    """What stands for the slot on days without any part, where that is not in order (nobody on a
    register)."""
    if rules_for(requirement).without_parts is State.NOT_NEEDED:
        return ()
    whole = Part(WHOLE, requirement.title, asked_days(requirement, engagement))
    return (PartHistory(whole, (), waived_spans(whole, held)),)


def waived_spans(part: Part, held: Sequence[Decision]) -> tuple[Span, ...]:
    """A waiver counts from the day it is given for, else from the decision, and always has an end."""
    return tuple(
        Span(from_on, waiver.until_on)
        for waiver in held
        if waiver.outcome is Outcome.WAIVE
        and waiver.part in {WHOLE, part.key}
        and waiver.until_on
        and (from_on := waiver.from_on or waiver.made_on) <= waiver.until_on
    )


def tile(span: Span, histories: Sequence[PartHistory], vacant: Sequence[PartHistory]) -> tuple[Interval, ...]:
    starts = [day for history in (*histories, *vacant) for day in history.starts()]
    return with_lapses(join(interval(each, histories, vacant) for each in segments(span, starts)))


def interval(span: Span, histories: Sequence[PartHistory], vacant: Sequence[PartHistory]) -> Interval:
    """The worst state of the parts that are asked on the days of a segment."""
    day = span.from_on
    asked = [each for each in histories if each.part.is_asked(day)]
    asked = asked or [each for each in vacant if each.part.is_asked(day)]
    states = [history.state(day) for history in asked]
    worst = min(states, key=RANK.__getitem__, default=State.NOT_NEEDED)
    if worst not in OUTSTANDING:
        return Interval(worst, span.from_on, span.until_on)
    these = [history for history, state in zip(asked, states, strict=True) if state is worst]
    lapses = {history.lapsed_on(day) for history in these} if worst is State.EXPIRED else set()
    lesser = [each for each, state in zip(asked, states, strict=True) if state in UNMET - {worst}]
    return Interval(
        worst,
        span.from_on,
        span.until_on,
        parts=keys_of(these),
        lapses_on=lapses.pop() if len(lapses) == 1 else None,
        also=keys_of(lesser) if worst in UNMET else (),
    )


def keys_of(histories: Iterable[PartHistory]) -> tuple[str, ...]:
    return tuple(history.part.key for history in histories if history.part.key != WHOLE)


__all__ = ["Interval", "join", "on_day", "part_timelines", "timeline"]
