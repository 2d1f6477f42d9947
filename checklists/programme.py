"""What is still to be sent where several policies are to add up: the primary one and those above it."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from checklists.calendar import Span
from checklists.comparing import between, carried_of, policies_of
from checklists.facts import Decision, Engagement
from checklists.insured import Insured, insured
from checklists.requirement import Cover, Requirement


def still_to_send(
    requirement: Requirement,
    part: str,
    held: Sequence[Decision],
    sent: Sequence[Decision],
    engagement: Engagement,
    on: date,
) -> Insured | None:
    """The first days, from `on` on, of a layer that waits, where what is accepted and what waits would not be
    enough together. None where no layer waits, or they are enough; that one of them ends before the others
    is a matter of its renewal.

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
        if not first.is_enough(cover):
            return first
    return None


def still_in_words(cover: Cover, short: Insured) -> str:
    """What is still to be sent.

    >>> from checklists.vocabulary import Basis
    >>> cover = Cover("pl", "Public liability", "Public liability", 5_000_000, Basis.PER_CLAIM)
    >>> still_in_words(cover, Insured(date(2027, 1, 1), date(2027, 12, 31), 0))
    'The primary policy is still to be sent: an excess policy counts only above one.'
    """
    if not short.amount:
        return "The primary policy is still to be sent: an excess policy counts only above one."
    return (
        f"An excess policy is still to be sent: what was sent comes to £{short.amount:,} of the "
        f"£{cover.amount:,} asked for {between(short.span)}."
    )


def next_layer(part: str, sent: Sequence[Decision]) -> int | None:
    """The first layer that is wanting among those that wait; None where no layer waits."""
    there = {each.layer for each in sent if each.part == part and each.layer is not None}
    return next(each for each in count(1) if each not in there) if there else None
