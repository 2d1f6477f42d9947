"""What a lead carried over from its own records when it began with the portal, without a file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from checklists.calendar import Span
from checklists.facts import Decision, Engagement
from checklists.kinds.base import KindRules
from checklists.requirement import Requirement


def counted_days(
    rules: KindRules,
    requirement: Requirement,
    part: str,
    accepted: Sequence[Decision],
    engagement: Engagement,
) -> tuple[Span, ...]:
    """The days on which a part has what is asked: by what was sent, and by what was carried over as long as
    nothing that was accepted since stands in its place."""
    sent = [each for each in accepted if not each.carried]
    carried = carried_ones(rules, requirement, part, accepted, engagement)
    return (*rules.counted(requirement, part, sent, engagement), *(span for span, _ in carried))


def carried_ones(
    rules: KindRules,
    requirement: Requirement,
    part: str,
    accepted: Sequence[Decision],
    engagement: Engagement,
) -> Iterator[tuple[Span, Decision]]:
    """What was carried over, each with the days on which it counts."""
    sent = [each for each in accepted if not each.carried]
    for each in accepted:
        if each.carried:
            later = [other for other in sent if other.made_on >= each.made_on]
            instead = rules.counted(requirement, part, later, engagement) if later else ()
            if span := carried_days(rules, requirement, each, instead):
                yield span, each


def carried_days(
    rules: KindRules, requirement: Requirement, carried: Decision, instead: Sequence[Span]
) -> Span | None:
    """From the day on which it was carried over to its last, or to the day before something else counts that
    has not ended by then; None for none. One without a last day never counts."""
    if carried.until_on is None:
        return None
    from_on = carried.from_on or carried.made_on
    until_on = min(carried.until_on, rules.limit_of(requirement, replace(carried, first_on=None)))
    starts = [span.from_on for span in instead if span.until_on >= from_on]
    until_on = min([until_on, *(start - timedelta(days=1) for start in starts)])
    return Span(from_on, until_on) if from_on <= until_on else None
