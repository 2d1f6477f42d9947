"""What was accepted and lacks nothing but that its statement is signed as it reads by now."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from checklists.facts import Decision, Engagement
from checklists.kinds import rules_for
from checklists.requirement import Requirement
from checklists.signing import is_other_signed
from checklists.vocabulary import Outcome


def to_be_signed_anew(
    requirement: Requirement, decisions: Iterable[Decision], part: str, on: date, engagement: Engagement
) -> Decision | None:
    """The acceptance of that part that stands last, of decisions oldest first, where it would be enough
    on the day or later had this statement been signed with it."""
    made = [each for each in decisions if each.part == part]
    corrected = {each.corrects for each in made}
    accepted = [each for each in made if each.outcome is Outcome.ACCEPT and each.key not in corrected]
    if not accepted or not is_other_signed(requirement, accepted[-1]):
        return None
    as_asked, rules = replace(accepted[-1], signed=None), rules_for(requirement)
    counts = rules.counts(requirement, as_asked, engagement)
    is_enough = counts and counts.until_on >= on and not rules.shortfalls(requirement, as_asked)
    return accepted[-1] if is_enough else None
