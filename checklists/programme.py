"""What is still to be sent where several policies are to add up: the primary one and those above it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from checklists.calendar import Span
from checklists.comparing import between, carried_of, policies_of
from checklists.facts import Decision, Engagement
from checklists.insured import USABLE, Insured, Policy, insured
from checklists.requirement import Cover, Requirement


@dataclass(frozen=True, slots=True)
class Still:
    """The layer that is still to be sent, and what there is on the first days without it."""

    layer: int
    short: Insured


def still_to_send(
    requirement: Requirement,
    part: str,
    held: Sequence[Decision],
    sent: Sequence[Decision],
    engagement: Engagement,
    on: date,
) -> Still | None:
    """What is wanting on the first days, from `on` on, of a layer that waits, where what is accepted and what
    waits would not be enough together. None where no layer waits, or they are enough; that one of them ends
    before the others is a matter of its renewal. Nor is a layer still to be sent that was sent on another
    basis, or for later days: what it falls short of is told beside it.

    `sent` is what waits, as if it were accepted.
    """
    cover = requirement.cover(part)
    offered = policies_of(requirement, part, sent, engagement)
    together = [
        *policies_of(requirement, part, held, engagement),
        *offered,
        *carried_of(requirement, part, held, engagement),
    ]
    for own, policy in offered:
        days = own.clip(engagement.span)
        if policy.layer is None or days is None or days.until_on < on:
            continue
        within = Span(max(days.from_on, on), days.until_on)
        first = insured(cover, together, within)[0]
        if first.is_enough(cover):
            continue
        layer = counted_layers(cover, together, first.from_on) + 1
        if not any(each.layer == layer and span.until_on >= first.from_on for span, each in together):
            return Still(layer, first)
    return None


def counted_layers(cover: Cover, policies: Collection[Policy], on: date) -> int:
    """How many are in force on the day from the primary one up without a break, on one basis that counts."""
    return max(
        next(
            each
            for each in count()
            if not any(
                on in span and policy.layer == each + 1 and policy.basis is basis for span, policy in policies
            )
        )
        for basis in USABLE[cover.basis]
    )


def still_in_words(cover: Cover, still: Still) -> str:
    """What is still to be sent.

    >>> from checklists.vocabulary import Basis
    >>> cover = Cover("pl", "Public liability", "Public liability", 5_000_000, Basis.PER_CLAIM)
    >>> still_in_words(cover, Still(1, Insured(date(2027, 1, 1), date(2027, 12, 31), 0)))
    'The primary policy is still to be sent: an excess policy counts only above one.'
    """
    if still.layer == 1:
        return "The primary policy is still to be sent: an excess policy counts only above one."
    short = still.short
    return (
        f"An excess policy is still to be sent: what was sent comes to £{short.amount:,} of the "
        f"£{cover.amount:,} asked for {between(short.span)}."
    )


def next_layer(part: str, sent: Sequence[Decision]) -> int | None:
    """The first layer that is wanting among those that wait; None where no layer waits."""
    there = {each.layer for each in sent if each.part == part and each.layer is not None}
    return next(each for each in count(1) if each not in there) if there else None
