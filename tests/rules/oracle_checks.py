"""Of people's checks and training, as a contract states it: what is enough, and what speaks against it."""

from datetime import date

from checklists.facts import Decision, Unclear
from checklists.requirement import Requirement
from checklists.vocabulary import DbsLevel, DbsOutcome

LEVELS = [DbsLevel.BASIC, DbsLevel.STANDARD, DbsLevel.ENHANCED]


def is_record(requirement: Requirement, decision: Decision) -> bool:
    check, (person, _, topic) = decision.check, decision.part.partition(":")
    if decision.from_on is None or not person:
        return False
    if requirement.topics:
        return topic in [each.key for each in requirement.topics]
    if check is None or check.outcome not in {DbsOutcome.CLEAR, DbsOutcome.RISK_DECISION}:
        return False
    if requirement.level and LEVELS.index(check.level) < LEVELS.index(requirement.level):
        return False
    return all(each in check.lists for each in requirement.lists)


def speaks_against(other: Unclear, issued_on: date, known: date | None) -> bool:
    """Whether it was there by then and not withdrawn, and is newer than the one of that day."""
    if other.withdrawn_on and (known is None or other.withdrawn_on <= known):
        return False
    if known is not None and other.sent_on > known:
        return False
    return other.on > issued_on or (other.on == issued_on and other.is_later)
