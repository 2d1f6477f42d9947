"""What a waiver is called: a requirement that is preferred has an exception instead."""

from datetime import date

from checklists.requirement import Requirement
from checklists.vocabulary import Force
from portal.words.wording import day

AS_LONG = "for as long as the engagement lasts"
"""How long an exception holds that has no last day."""


def waive_words(requirement: Requirement) -> str:
    """The words of the link to the page on which it is waived."""
    return "Record an exception" if requirement.force is Force.SHOULD else "Waive this requirement"


def is_taken_back(from_on: date, until_on: date | None) -> bool:
    """Whether a waiver was corrected to one without a day."""
    return until_on is not None and until_on < from_on


def waived_for(requirement: Requirement, from_on: date, until_on: date | None) -> str:
    """Waived until 31 March 2027. Without a last day it is an exception, which does not hold once the
    requirement is no longer only preferred."""
    if is_taken_back(from_on, until_on):
        return f"{waived_word(requirement)}: taken back"
    if until_on:
        return f"{waived_word(requirement)} until {day(until_on)}"
    if requirement.force is Force.SHOULD:
        return f"{waived_word(requirement)} {AS_LONG}"
    return "Exception recorded while this was only preferred"


def waived_word(requirement: Requirement) -> str:
    return "Exception recorded" if requirement.force is Force.SHOULD else "Waived"
