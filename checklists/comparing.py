"""Insurance that is offered against the cover that is asked for: amount, basis, period and name, a sentence
each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, day_after, day_before, in_words, last_day
from checklists.carried import carried_ones
from checklists.facts import Decision, Engagement
from checklists.insured import USABLE, Insured, Policy, enough, gaps, insured
from checklists.kinds.cover import CoverRules, amount_shortfall, basis_shortfall
from checklists.names import is_among
from checklists.requirement import Cover, Requirement
from checklists.timeline import enough_accepted
from checklists.vocabulary import Basis, Outcome

ON_BASIS = {Basis.PER_CLAIM: "for any one claim", Basis.AGGREGATE: "in the aggregate"}
RULES = CoverRules()
PRIMARY = 1
ACCEPTED, OR_WAITING = " that are accepted", ", accepted or waiting,"
"""Of layers: which others are counted with one."""
USUAL_MONTHS = 24
"""Of a period of insurance; few are longer."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was compared, in a sentence. A question does not fall short: somebody may have
    mistyped it."""

    sentence: str
    falls_short: bool = False
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What the partner is called."""

    legal: str
    trading: tuple[str, ...] = ()


def compare(
    requirement: Requirement,
    offered: Decision,
    held: Sequence[Decision],
    engagement: Engagement,
    insured_name: str,
    names: Names,
    on: date,
    waiting: Sequence[Decision] = (),
) -> tuple[Point, ...]:
    """The offered policy point by point as it is on the day, beside the decisions that hold on the slot, and
    of layers beside what waits, as if it were accepted. It is for a cover of the requirement."""
    cover = requirement.cover(offered.part)
    accepted = policies_of(requirement, offered.part, held, engagement)
    own = RULES.counts(requirement, offered, engagement) if offered.from_on and offered.until_on else None
    together = [*accepted, (own, offered)] if own else accepted
    carried = carried_of(requirement, offered.part, [*held, offered], engagement)
    points = [*amount_points(cover, offered), basis_point(cover, offered.basis)]
    if own:
        with_waiting = [*together, *policies_of(requirement, offered.part, waiting, engagement)]
        points += layer_points(cover, offered, together, with_waiting, own.clip(engagement.span))
        points += day_points(own, engagement.span, on)
    points += period_points(cover, [*accepted, *carried], [*together, *carried], own, engagement.span)
    return (*points, name_point(insured_name, names))


def policies_of(
    requirement: Requirement, part: str, held: Sequence[Decision], engagement: Engagement
) -> list[Policy]:
    """The policies accepted for a cover, with the days on which each is in force; without what was carried
    over, of which nobody knows the amount."""
    accepted = [
        each for each in held if each.outcome is Outcome.ACCEPT and each.part == part and not each.carried
    ]
    return list(RULES.policies(requirement, accepted, engagement))


def carried_of(
    requirement: Requirement, part: str, held: Sequence[Decision], engagement: Engagement
) -> list[Policy]:
    """What was carried over for a cover, with the days on which it counts."""
    accepted = [each for each in enough_accepted(requirement, held) if each.part == part]
    return list(carried_ones(RULES, requirement, part, accepted, engagement))


def insured_over(
    requirement: Requirement, part: str, held: Sequence[Decision], engagement: Engagement
) -> tuple[Insured, ...]:
    """What is insured over the days of the engagement, by the decisions that hold on the slot."""
    policies = policies_of(requirement, part, held, engagement)
    carried = carried_of(requirement, part, held, engagement)
    return insured(requirement.cover(part), [*policies, *carried], engagement.span)


def amount_points(cover: Cover, offered: Decision) -> Iterator[Point]:
    """A layer that is not enough by itself is spoken of with the others, and an excess policy never is."""
    if short := amount_shortfall(cover, offered):
        yield Point(short, falls_short=True)
    elif offered.layer is not None and offered.layer > PRIMARY:
        return
    elif offered.amount is not None and offered.amount > cover.amount:
        yield Point(f"The cover is £{offered.amount:,}, more than the £{cover.amount:,} asked for.")
    elif offered.amount == cover.amount:
        yield Point(f"The cover is £{cover.amount:,}, as is asked for.")


def basis_point(cover: Cover, basis: Basis | None) -> Point:
    if short := basis_shortfall(cover, basis):
        return Point(short, falls_short=True)
    if basis is cover.basis:
        return Point(f"The amount is {ON_BASIS[cover.basis]}, as is asked.")
    return Point("The amount is for any one claim, which satisfies what is asked in the aggregate.")


def layer_points(
    cover: Cover,
    offered: Decision,
    together: Sequence[Policy],
    with_waiting: Sequence[Policy],
    within: Span | None,
) -> Iterator[Point]:
    """Of one of several layers: what they come to together, on the days on which it is in force. One on a
    basis that does not count adds to nothing, which is said of its basis."""
    if offered.layer is None or within is None or offered.basis not in USABLE[cover.basis]:
        return
    if not below_in(cover, together, within):
        yield Point(f"With the other layers{ACCEPTED} it comes to at least £{cover.amount:,}.")
        return
    if not (below := below_in(cover, with_waiting, within)):
        yield Point(
            f"With the other layers{OR_WAITING} it comes to at least £{cover.amount:,}. "
            "It is enough once all of them are accepted."
        )
    others = OR_WAITING if len(with_waiting) > len(together) else ACCEPTED
    for each in below:
        sentence = layer_shortfall(cover, each, others, has_primary=is_primary_in(with_waiting, each.span))
        yield Point(sentence, falls_short=True)


def below_in(cover: Cover, policies: Sequence[Policy], within: Span) -> list[Insured]:
    return [each for each in insured(cover, policies, within) if each.amount < cover.amount]


def is_primary_in(policies: Sequence[Policy], days: Span) -> bool:
    """Whether a primary policy is in force on any of the days, on whatever basis."""
    return any(policy.layer == PRIMARY and span.clip(days) for span, policy in policies)


def layer_shortfall(cover: Cover, below: Insured, others: str, *, has_primary: bool) -> str:
    if not below.amount:
        none = "none is accepted" if others == ACCEPTED else "none is accepted or waits"
        above = "a primary one on the same basis" if has_primary else "a primary one"
        return f"An excess policy counts only above {above}, and {none} {between(below.span)}."
    return (
        f"With the other layers{others} it comes to £{below.amount:,} {between(below.span)}; "
        f"at least £{cover.amount:,} is asked for."
    )


def day_points(own: Span, days: Span, on: date) -> Iterator[Point]:
    """Whether it has ended, is of use here on any day, and is as long as policies are."""
    if own.until_on < on:
        yield Point(f"It ended on {in_words(own.until_on)}: it would not count today.", falls_short=True)
    elif own.clip(days) is None:
        yield Point(
            "It is not in force on any day of what is delivered here, "
            f"{in_words(days.from_on)} to {in_words(days.until_on)}.",
            falls_short=True,
        )
    if own.until_on > last_day(own.from_on, USUAL_MONTHS):
        yield Point(
            f"It runs {between(own)}, longer than policies usually do. "
            "Is each day as the certificate has it?",
            is_question=True,
        )


def period_points(
    cover: Cover, accepted: Sequence[Policy], together: Sequence[Policy], own: Span | None, days: Span
) -> Iterator[Point]:
    """Whether it follows upon what was accepted before, goes before what was accepted after it, and is there
    from the first day where nothing was accepted before it."""
    if own is None:
        yield Point("Give the first and the last day of the period of insurance.", falls_short=True)
        return
    steps = insured(cover, together, days)
    beside = {day_before(own.from_on), day_after(own.until_on)}
    apart = [each for each in gaps(cover, steps) if {each.from_on, each.until_on} & beside]
    is_first = all(span.from_on >= own.from_on for span, _ in accepted)
    if is_first and days.from_on < own.from_on <= days.until_on:
        yield Point(first_days(Span(days.from_on, day_before(own.from_on))), is_question=True)
    for gap in apart:
        yield Point(f"Between it and the accepted cover there is a gap: {gap_in_words(cover, gap)}", True)
    if not apart and (before := ended_before(cover, accepted, own)):
        yield Point(f"It leaves no gap after the cover that is accepted until {in_words(before)}.")


def first_days(uncovered: Span) -> str:
    """Of a policy before which none is accepted, and which begins after the engagement. It may be the first
    of several that are to be sent."""
    phrase = between(uncovered)
    return f"{phrase[0].upper()}{phrase[1:]} no cover is accepted yet. Is there an earlier policy?"


def ended_before(cover: Cover, accepted: Sequence[Policy], own: Span) -> date | None:
    """The last day of what was accepted before and was enough, where the policy joins it or overlaps it."""
    if not accepted:
        return None
    spans = [span for span, _ in accepted]
    within = Span(min(each.from_on for each in spans), max(each.until_on for each in spans))
    before = enough(cover, insured(cover, accepted, within))
    ends = [each.until_on for each in before if each.from_on < own.from_on <= day_after(each.until_on)]
    return max(ends, default=None)


def gap_in_words(cover: Cover, gap: Insured) -> str:
    """On 1 April 2022 nothing is in force. From 1 to 3 April 2022 only £2,000,000 of £5,000,000 is."""
    phrase = between(gap.span)
    what = f"only £{gap.amount:,} of £{cover.amount:,} is in force" if gap.amount else "nothing is in force"
    return f"{phrase}{', one day,' if gap.from_on == gap.until_on else ''} {what}."


def between(span: Span) -> str:
    """On 1 April 2022; from 1 April 2022 to 3 April 2022."""
    if span.from_on == span.until_on:
        return f"on {in_words(span.from_on)}"
    return f"from {in_words(span.from_on)} to {in_words(span.until_on)}"


def name_point(insured_name: str, names: Names) -> Point:
    """The name decides nothing by itself: a reviewer may have a reason to accept another one."""
    if not insured_name:
        return Point("The name of the insured is not given.", falls_short=True)
    if is_among(insured_name, [names.legal]):
        return Point(f"The insured, {insured_name}, is the partner by its legal name.")
    if is_among(insured_name, names.trading):
        return Point(f"The insured, {insured_name}, is the partner by a trading name.")
    return Point(
        f"The insured, {insured_name}, is neither the legal name of the partner ({names.legal}) "
        f"nor {trading_in_words(names.trading)}.",
        falls_short=True,
    )


def trading_in_words(trading: tuple[str, ...]) -> str:
    return f"a trading name ({', '.join(trading)})" if trading else "a trading name that is known"


__all__ = ["Names", "Point", "compare", "enough", "gap_in_words", "insured_over"]
