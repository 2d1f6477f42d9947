"""What a waiver is called: a requirement that is preferred has an exception instead."""

from checklists.facts import Decision
from checklists.requirement import Requirement
from checklists.vocabulary import Force


def waive_words(requirement: Requirement) -> str:
    """The words of the link to the page on which it is waived."""
    return "Record an exception" if requirement.force is Force.SHOULD else "Waive this requirement"


def is_taken_back(fact: Decision) -> bool:
    """Whether a waiver was corrected to one without a day."""
    return bool(fact.until_on and fact.until_on < (fact.from_on or fact.made_on))


def waived_word(requirement: Requirement) -> str:
    return "Exception recorded" if requirement.force is Force.SHOULD else "Waived"
