"""Which of a checklist's slots a document that was sent for another one may serve: the same kind, and where
there are parts the same part. Whether it does is for the lead's reviewers to say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from checklists.kinds import rules_for
from checklists.requirement import WHOLE, Requirement
from checklists.vocabulary import Kind

SHARED_BETWEEN_CONTRACTS = frozenset({Kind.DOCUMENT, Kind.COVER, Kind.ACCOUNTS, Kind.ASSESSMENT})
"""Kinds whose evidence may be the same for several leads. A sub-contract is between its own two parties."""

EMPTY_WORDS = frozenset(
    {"a", "an", "and", "for", "in", "of", "on", "or", "our", "plan", "policies", "policy", "procedure"}
    | {"procedures", "process", "statement", "the", "to", "with", "your"}
)
"""Words that say nothing about what a document deals with."""

ALIKE = 0.5
"""The share of telling words that two titles must have in common."""


class Likeness(IntEnum):
    """How sure it is that what was sent for one slot is what the other asks for."""

    SAME_KIND = 1
    LIKELY = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """A part of a requirement that a document may serve."""

    requirement: Requirement
    part: str
    likeness: Likeness


def fits(source: Requirement, part: str, target: Requirement) -> Iterator[Fit]:
    """The parts of the target that evidence sent for the source's part may serve; none for another kind."""
    if source.kind is not target.kind or source.kind not in SHARED_BETWEEN_CONTRACTS:
        return
    if not (source.is_the_partners and target.is_the_partners):
        return
    if source.kind is Kind.COVER:
        yield from covers_alike(source, part, target)
    elif source.kind is Kind.ACCOUNTS:
        if rules_for(target).has_part(target, part):
            yield Fit(target, part, Likeness.LIKELY)
    else:
        alike = source.key == target.key or share_of_words(source.title, target.title) >= ALIKE
        yield Fit(target, WHOLE, Likeness.LIKELY if alike else Likeness.SAME_KIND)


def covers_alike(source: Requirement, part: str, target: Requirement) -> Iterator[Fit]:
    """The covers for the same kind of insurance; and of the same requirement the others too, since one
    schedule may insure several."""
    insurance = next((cover.insurance for cover in source.parts if cover.key == part), None)
    for cover in target.parts:
        if insurance and cover.insurance.casefold() == insurance.casefold():
            yield Fit(target, cover.key, Likeness.LIKELY)
        elif insurance and source == target:
            yield Fit(target, cover.key, Likeness.SAME_KIND)


def telling_words(title: str) -> frozenset[str]:
    """What a title is about.

    >>> sorted(telling_words("Health and safety policy"))
    ['health', 'safety']
    """
    words = re.findall(r"[a-z]+", title.casefold())
    return frozenset(words) - EMPTY_WORDS


def share_of_words(one: str, other: str) -> float:
    """The telling words that both have, as a share of those of the shorter title."""
    mine, theirs = telling_words(one), telling_words(other)
    shorter = min(len(mine), len(theirs))
    return len(mine & theirs) / shorter if shorter else 0.0
