"""What a waiver is called: a requirement that is preferred has an exception instead."""

from checklists.requirement import Requirement
from checklists.vocabulary import Force


def waive_words(requirement: Requirement) -> str:
    """The words of the link to the page on which it is waived."""
    return "Record an exception" if requirement.force is Force.SHOULD else "Waive this requirement"


def waived_word(requirement: Requirement) -> str:
    return "Exception recorded" if requirement.force is Force.SHOULD else "Waived"
