"""The idea: what is true of a slot on every day, computed from the decisions on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from checklists.calendar import Span, day_after, segments
from checklists.carried import counted_days
from checklists.conditions import asked_days, asked_parts
from checklists.facts import Decision, Engagement, known_by
from checklists.intervals import Interval, join, on_day, with_lapses
from checklists.kinds import KindRules, Part, rules_for
from checklists.requirement import WHOLE, Requirement
from checklists.sweep import PartHistory, sweep
from checklists.vocabulary import Force, Outcome, State


def timeline(
    requirement: Requirement,
    decisions: Iterable[Decision],
    engagement: Engagement,
    known: date | None = None,
) -> tuple[Interval, ...]:
    """The slot's intervals: they tile the engagement from its first to its last day, no gap, no overlap.

    `known` takes only decisions made up to and on that day. On days on which a finding says that it is not
    in order it is missing, whatever was accepted for it; what is waived stays so.
    """
    held, then = known_by(tuple(decisions), known), engagement.as_known(known)
    histories = part_histories(requirement, held, then)
    swept = sweep(then.span, histories, vacant_history(requirement, held, then))
    return in_a_row(with_found(swept, then.not_in_order(requirement.key)))


def part_timelines(
    requirement: Requirement,
    decisions: Iterable[Decision],
    engagement: Engagement,
    known: date | None = None,
) -> dict[str, tuple[Interval, ...]]:
    """The same for each part by its key; a part is not needed on the days on which it is not asked."""
    held, then = known_by(tuple(decisions), known), engagement.as_known(known)
    histories = part_histories(requirement, held, then)
    return {history.part.key: in_a_row(sweep(then.span, (history,))) for history in histories}


def with_found(intervals: Iterable[Interval], found: Sequence[Span]) -> Iterator[Interval]:
    """What is met by what was accepted is missing on the days on which a finding says so."""
    for each in intervals:
        if each.state is not State.MET or not found:
            yield each
            continue
        starts = {day for span in found for day in (span.from_on, day_after(span.until_on))}
        for days in segments(each.span, starts):
            is_found = any(days.from_on in span for span in found)
            yield Interval(State.MISSING if is_found else State.MET, days.from_on, days.until_on)


def in_a_row(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    return with_lapses(join(intervals))


def part_histories(
    requirement: Requirement, held: Sequence[Decision], engagement: Engagement
) -> tuple[PartHistory, ...]:
    """The parts of the slot that are asked on some day, each with what was decided on it that is enough."""
    rules = rules_for(requirement)
    accepted = enough_accepted(requirement, held)
    own, waived = by_part(accepted), waived_by_part(requirement, held)
    parts = asked_parts(rules.parts(requirement, engagement, accepted), requirement, engagement)
    return tuple(
        PartHistory(
            part,
            counted_days(rules, requirement, part.key, own.get(part.key, ()), engagement),
            waived_spans(part.key, waived),
        )
        for part in parts
    )


def enough_accepted(requirement: Requirement, held: Iterable[Decision]) -> list[Decision]:
    """The acceptances of all that is asked for, each for the part that is meant, without those that rest on
    one that stands no more."""
    rules = rules_for(requirement)
    enough = [
        in_its_part(decision, rules)
        for decision in held
        if decision.outcome is Outcome.ACCEPT and not rules.shortfalls(requirement, decision)
    ]
    return list(rules.still_standing(requirement, enough))


def in_its_part(decision: Decision, rules: KindRules) -> Decision:
    key = rules.part_key(decision.part)
    return decision if key == decision.part else replace(decision, part=key)


def by_part(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        found[decision.part].append(decision)
    return found


def vacant_history(
    requirement: Requirement, held: Sequence[Decision], engagement: Engagement
) -> PartHistory | None:
    """What stands for the slot on days without any part, where that is not in order (nobody on a
    register)."""
    if rules_for(requirement).without_parts is State.NOT_NEEDED:
        return None
    whole = Part(WHOLE, requirement.title, asked_days(requirement, engagement))
    return PartHistory(whole, (), waived_spans(WHOLE, waived_by_part(requirement, held)))


def waived_by_part(requirement: Requirement, held: Iterable[Decision]) -> dict[str, tuple[Span, ...]]:
    rules, found = rules_for(requirement), defaultdict[str, tuple[Span, ...]](tuple)
    for waiver in held:
        if waiver.outcome is Outcome.WAIVE and (span := waived_days(requirement, waiver)):
            found[in_its_part(waiver, rules).part] += (span,)
    return found


def waived_days(requirement: Requirement, waiver: Decision) -> Span | None:
    """From the day that it is given for, else from the decision. One without a last day is an exception: it
    counts on all days on which the requirement is only preferred, and on none on which it is required."""
    until_on = waiver.until_on or (date.max if requirement.force is Force.SHOULD else None)
    from_on = waiver.from_on or waiver.made_on
    return Span(from_on, until_on) if until_on and from_on <= until_on else None


def waived_spans(part: str, waived: Mapping[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    """A waiver for the whole slot is one for each of its parts."""
    return waived.get(WHOLE, ()) + (waived.get(part, ()) if part != WHOLE else ())


__all__ = ["Interval", "join", "on_day", "part_timelines", "timeline"]
