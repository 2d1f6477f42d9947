"""What is insured on each day, from all the policies for one cover together.

A policy stands alone, or is a layer of a programme: the primary one (1), or an excess one above it (2, 3 …).
Layers add up, on one basis at a time and from the primary one upwards without a break; two policies for the
same layer never do, so that a renewal which overlaps the policy before it does not count twice.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from checklists.calendar import Span, day_after, segments
from checklists.facts import Decision
from checklists.requirement import Cover
from checklists.vocabulary import Basis

USABLE: dict[Basis, tuple[Basis, ...]] = {
    Basis.PER_CLAIM: (Basis.PER_CLAIM,),
    Basis.AGGREGATE: (Basis.PER_CLAIM, Basis.AGGREGATE),
}
"""By the basis that is asked for, those that satisfy it: an amount that is there again for every claim is
there for all of them together, never the reverse."""

Policy = tuple[Span, Decision]
"""An accepted policy with the days on which it is in force."""


@dataclass(frozen=True, slots=True)
class Insured:
    """From the first to the last day, both inside, `amount` pounds count towards what is asked. `is_carried`
    where that is less, and something counts that was carried over, of which nobody knows the amount."""

    from_on: date
    until_on: date
    amount: int
    is_carried: bool = False

    @property
    def span(self) -> Span:
        return Span(self.from_on, self.until_on)

    def is_enough(self, cover: Cover) -> bool:
        """Whether what is asked is in force, or was accepted as if it were."""
        return self.is_carried or self.amount >= cover.amount


def insured(cover: Cover, policies: Sequence[Policy], within: Span) -> tuple[Insured, ...]:
    """The days of `within`, cut where what is in force becomes more or less; 0 where nothing is."""
    return tuple(
        joined(insured_on(cover, days, in_force) for days, in_force in in_force_by_days(policies, within))
    )


def insured_on(cover: Cover, days: Span, in_force: Collection[Decision]) -> Insured:
    amount = amount_of(cover, in_force)
    is_carried = amount < cover.amount and any(each.carried for each in in_force)
    return Insured(days.from_on, days.until_on, amount, is_carried)


def in_force_by_days(policies: Sequence[Policy], within: Span) -> Iterator[tuple[Span, Collection[Decision]]]:
    """The days of `within`, cut where a policy begins or is over, with those that are in force."""
    begun, over = defaultdict[date, list[int]](list), defaultdict[date, list[int]](list)
    for place, (span, _) in enumerate(policies):
        if days := span.clip(within):
            begun[days.from_on].append(place)
            if days.until_on < within.until_on:
                over[day_after(days.until_on)].append(place)
    in_force: dict[int, Decision] = {}
    for days in segments(within, begun.keys() | over.keys()):
        for place in over[days.from_on]:
            del in_force[place]
        in_force |= {place: policies[place][1] for place in begun[days.from_on]}
        yield days, in_force.values()


def joined(steps: Iterable[Insured]) -> Iterator[Insured]:
    """Neighbours of one amount become one, but for those of which it is not known."""
    last: Insured | None = None
    for each in steps:
        if last and (last.amount, last.is_carried) == (each.amount, each.is_carried):
            last = replace(last, until_on=each.until_on)
        else:
            if last:
                yield last
            last = each
    if last:
        yield last


def amount_of(cover: Cover, in_force: Collection[Decision]) -> int:
    """Pounds that count towards the cover: the best of the policies that stand alone and of the layers on
    each basis; never a sum over bases."""
    return max(
        max(largest_alone(in_force, basis), sum_of_layers(in_force, basis)) for basis in USABLE[cover.basis]
    )


def largest_alone(in_force: Iterable[Decision], basis: Basis) -> int:
    return max(
        (each.amount or 0 for each in in_force if each.layer is None and each.basis is basis), default=0
    )


def sum_of_layers(in_force: Iterable[Decision], basis: Basis) -> int:
    """The largest policy of each layer, from the primary one up to the first layer that is not there."""
    largest: dict[int, int] = {}
    for each in in_force:
        if each.layer and each.basis is basis:
            largest[each.layer] = max(largest.get(each.layer, 0), each.amount or 0)
    total = 0
    for layer in count(1):
        if layer not in largest:
            break
        total += largest[layer]
    return total


def enough(cover: Cover, steps: Iterable[Insured]) -> tuple[Span, ...]:
    """The days on which at least what is asked for is in force: neighbouring steps stay apart."""
    return tuple(each.span for each in steps if each.is_enough(cover))


def gaps(cover: Cover, steps: Sequence[Insured]) -> tuple[Insured, ...]:
    """The days between two periods of enough cover on which there is less, each with what is in force."""
    there = [place for place, each in enumerate(steps) if each.is_enough(cover)]
    if not there:
        return ()
    return tuple(each for each in steps[there[0] : there[-1]] if not each.is_enough(cover))
