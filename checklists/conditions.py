"""Facts of an engagement on which requirements depend: each holds from a day on, and may end again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checklists.calendar import Span, day_before
from checklists.facts import ConditionDays, Engagement
from checklists.kinds import Part
from checklists.requirement import Checklist, Requirement
from checklists.vocabulary import Condition


@dataclass(frozen=True, slots=True)
class Said:
    """That a condition holds, or does not, from a day on; without one from the first day there is.

    `said_on` is the local day on which somebody said so; without one it was always known.
    """

    condition: Condition
    holds: bool
    from_on: date | None = None
    said_on: date | None = None


def spans_by_condition(said: Iterable[Said]) -> dict[Condition, tuple[Span, ...]]:
    """The days on which each condition holds, of what was said about them in the order of saying.

    What is said later counts from its day on, whatever was said about later days before.
    """
    turns: defaultdict[Condition, list[tuple[date, bool]]] = defaultdict(list)
    for each in said:
        its, from_on = turns[each.condition], each.from_on or date.min
        while its and its[-1][0] >= from_on:
            its.pop()
        its.append((from_on, each.holds))
    found = {condition: tuple(spans_of(days)) for condition, days in turns.items()}
    return {condition: spans for condition, spans in found.items() if spans}


def learned_days(said: Sequence[Said]) -> tuple[tuple[date, ConditionDays], ...]:
    """The days on which each condition holds, as known from each day on which something was said."""
    days = sorted({each.said_on or date.min for each in said})
    return tuple(
        (day, spans_by_condition(each for each in said if (each.said_on or date.min) <= day)) for day in days
    )


def spans_of(turns: Iterable[tuple[date, bool]]) -> Iterator[Span]:
    """The days from each one that begins it to the day before the next that ends it."""
    begun: date | None = None
    for day, holds in turns:
        if holds and begun is None:
            begun = day
        elif not holds and begun is not None:
            yield Span(begun, day_before(day))
            begun = None
    if begun is not None:
        yield Span(begun, date.max)


def asked_days(requirement: Requirement, engagement: Engagement) -> tuple[Span, ...]:
    """The days of the engagement on which the requirement is asked: all, but of one with a condition those on
    which it holds."""
    if requirement.condition is None:
        return (engagement.span,)
    return clipped(engagement.conditions.get(requirement.condition, ()), engagement.span)


def asked_parts(parts: Sequence[Part], requirement: Requirement, engagement: Engagement) -> Sequence[Part]:
    """The parts on the days on which the requirement is asked; without those that are asked on none."""
    if requirement.condition is None:
        return parts
    days = asked_days(requirement, engagement)
    on_days = (replace(part, asked=asked_of(part, days)) for part in parts)
    return [part for part in on_days if part.asked]


def asked_of(part: Part, days: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(both for span in part.asked for both in clipped(days, span))


def clipped(spans: Iterable[Span], to: Span) -> tuple[Span, ...]:
    return tuple(both for span in spans if (both := span.clip(to)))


def used_conditions(versions: Iterable[Checklist]) -> tuple[Condition, ...]:
    """The conditions on which some requirement of these versions depends."""
    used = {requirement.condition for version in versions for requirement in version.requirements}
    return tuple(condition for condition in Condition if condition in used)
