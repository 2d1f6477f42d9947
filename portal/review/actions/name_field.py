"""The field of a reviewer's form that a problem with a decision belongs to."""

from collections.abc import Collection, Mapping
from typing import Any

from checklists.deciding import ABOUT_FIRST_DAY, ABOUT_SIGNING
from checklists.kinds import rules_for
from checklists.kinds.assessment import asked_of
from checklists.requirement import Requirement
from checklists.vocabulary import Assurance, Outcome

FIELDS = {Outcome.ACCEPT: "until_on", Outcome.RETURN: "reason", Outcome.WAIVE: "until_on"}


def field_of(
    requirement: Requirement, outcome: Outcome, details: Mapping[str, Any], sentences: Collection[str]
) -> str:
    """`details` are those of the verdict, by the names of `portal.details`, `sentences` what is wrong."""
    for name, about in (("from_on", ABOUT_FIRST_DAY), ("signed_on", ABOUT_SIGNING)):
        if about.issuperset(sentences):
            return name
    covered = set(details.get("covers", ()))
    if outcome is Outcome.ACCEPT and not covered.issuperset(asked_of(requirement)):
        return "covers"
    if outcome is not Outcome.ACCEPT or rules_for(requirement).has_end:
        return FIELDS[outcome]
    is_examined = details.get("assurance") == Assurance.EXAMINATION
    return "accept_words" if is_examined else "assurance"
