"""For which newer certificate somebody is not in order: one that is not clear, with no risk decision."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from checklists.calendar import in_words
from checklists.facts import Decision, Engagement, Unclear
from checklists.kinds import rules_for
from checklists.kinds.register import newer_unclear
from checklists.requirement import Requirement
from checklists.vocabulary import Outcome


def ended_parts(
    requirement: Requirement,
    held: Sequence[Decision],
    engagement: Engagement,
    parts: Collection[str],
    on: date,
) -> dict[str, Unclear]:
    """Of these parts of a register those that would have what is asked on the day, were it not for a newer
    certificate, each with that. Of the decisions that hold, with what was known of their checks."""
    told = {each.part for each in held if each.check and each.check.unclear}
    found = {part: ended_by(requirement, held, engagement, part, on) for part in parts if part in told}
    return {part: newer for part, newer in found.items() if newer}


def ended_by(
    requirement: Requirement, held: Sequence[Decision], engagement: Engagement, part: str, on: date
) -> Unclear | None:
    """The newest of them that was issued by the day; None where something counts on it, and where nothing
    would without them."""
    rules, ended = rules_for(requirement), list[Unclear]()
    for decision in held:
        if decision.part != part or decision.outcome is not Outcome.ACCEPT or decision.check is None:
            continue
        if rules.shortfalls(requirement, decision):
            continue
        alone = replace(decision, check=replace(decision.check, unclear=()))
        with_all, by_itself = (rules.counts(requirement, each, engagement) for each in (decision, alone))
        if with_all and on in with_all:
            return None
        if by_itself and on in by_itself:
            ended += newer_unclear(decision, decision.check)
    return max((each for each in ended if each.on <= on), key=lambda each: each.on, default=None)


def newer_than(decision: Decision) -> Unclear | None:
    """The newest of those that are newer than the check; None where none is, or it is about no check."""
    found = newer_unclear(decision, decision.check) if decision.check else ()
    return max(found, key=lambda each: each.on, default=None)


def newer_words(newer: Unclear) -> str:
    """A sentence that says why an older certificate counts no more. It is for those who may know what a
    certificate came to, and is as true once a reviewer has returned the newer one.

    >>> newer_words(Unclear(date(2027, 3, 3), date(2027, 3, 9)))
    'A newer certificate, issued 3 March 2027, is not clear, and no risk decision is recorded with it.'
    >>> newer_words(Unclear(date(2027, 3, 3), date(2027, 3, 9), outcome=None))
    'Of a newer certificate, issued 3 March 2027, nobody has recorded the outcome yet.'
    """
    if newer.outcome is None:
        return f"Of a newer certificate, issued {in_words(newer.on)}, nobody has recorded the outcome yet."
    issued = f"A newer certificate, issued {in_words(newer.on)}"
    return f"{issued}, is not clear, and no risk decision is recorded with it."
