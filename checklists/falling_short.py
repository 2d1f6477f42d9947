"""What was accepted and counts on a day, but is less than is asked for on it.

A later version of the checklist may ask for more than was accepted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from checklists.facts import Decision, Engagement
from checklists.insured import amount_of
from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.slots import Row, row_on
from checklists.vocabulary import Kind, Outcome

MAY_FALL_SHORT = frozenset({Kind.COVER, Kind.ACCOUNTS, Kind.ASSESSMENT})
"""Kinds of which this is said of a part by its name. A person's check is told person by person."""


@dataclass(frozen=True, slots=True)
class FallsShort:
    """What there is of a part is not enough. Of insurance `accepted` and `asked` are whole pounds, 0 where
    the amount is not what is wrong; then `sentence` says what is. `since_on` is the first day on which so
    much was asked, None where it was so from the first day of the engagement."""

    part: str
    accepted: int
    asked: int
    sentence: str
    since_on: date | None


def falls_short(
    rows: Sequence[Row], held: Iterable[Decision], engagement: Engagement, part: str, on: date
) -> FallsShort | None:
    """Of the decisions that hold, what was accepted for the part and would count on the day; None where
    nothing would, and where it is enough."""
    row = row_on(rows, on)
    sent = (each for each in held if each.outcome is Outcome.ACCEPT and not each.carried)
    own = [each for each in sent if each.part == part]
    there = in_force(row.requirement, own, engagement, on) if row else []
    if row is None or not there or is_enough(row.requirement, part, there):
        return None
    earlier = [each for each in rows if each.span.from_on <= row.span.from_on]
    accepted, asked = amounts(row.requirement, part, there)
    return FallsShort(
        part, accepted, asked, what_is_wrong(row.requirement, there), since(earlier, part, there)
    )


def in_force(
    requirement: Requirement, accepted: Iterable[Decision], engagement: Engagement, on: date
) -> list[Decision]:
    """Those that would count on the day, were they enough."""
    rules = rules_for(requirement)
    spans = ((each, rules.counts(requirement, each, engagement)) for each in accepted)
    return [each for each, span in spans if span and on in span]


def is_enough(requirement: Requirement, part: str, there: Sequence[Decision]) -> bool:
    """Whether what is there is what the requirement, as it is worded, asks of the part."""
    rules = rules_for(requirement)
    if not rules.has_part(requirement, part):
        return True
    enough = [each for each in there if not rules.shortfalls(requirement, each)]
    if requirement.kind is not Kind.COVER:
        return bool(enough)
    cover = requirement.cover(part)
    return amount_of(cover, enough) >= cover.amount


def amounts(requirement: Requirement, part: str, there: Sequence[Decision]) -> tuple[int, int]:
    """What counts of the amounts, and what is asked; nothing where the amount is not what is wrong."""
    if requirement.kind is not Kind.COVER:
        return 0, 0
    cover = requirement.cover(part)
    accepted = amount_of(cover, there)
    return (accepted, cover.amount) if 0 < accepted < cover.amount else (0, 0)


def what_is_wrong(requirement: Requirement, there: Sequence[Decision]) -> str:
    """Of what came last, in a sentence."""
    sentences = rules_for(requirement).shortfalls(requirement, there[-1])
    return sentences[0] if sentences else "An excess policy counts only above a primary one."


def since(rows: Sequence[Row], part: str, there: Sequence[Decision]) -> date | None:
    """The first day from which on the same was wrong with it; the last of the rows is that of now."""
    now, first = wrong_with(rows[-1].requirement, part, there), rows[-1]
    for each in reversed(rows):
        if wrong_with(each.requirement, part, there) != now:
            return first.span.from_on
        first = each
    return None


def wrong_with(requirement: Requirement, part: str, there: Sequence[Decision]) -> str:
    """Empty where it is enough."""
    return "" if is_enough(requirement, part, there) else what_is_wrong(requirement, there)
