"""Assessments: dated exercises that are done again every so many months, some of them after an incident."""

from datetime import date

from checklists.calendar import Span
from checklists.facts import Decision, Engagement
from checklists.kinds.base import KindRules
from checklists.requirement import Requirement


class AssessmentRules(KindRules):
    """Written in the portal or an own document; counts from the day on which it was completed."""

    questions = frozenset({"files", "from_on"})
    needed = frozenset({"from_on"})

    def asks(self, requirement: Requirement) -> frozenset[str]:
        """It is signed as it is: no statement beside it."""
        return self.questions

    def needs(self, requirement: Requirement) -> frozenset[str]:
        return self.needed

    def looks_back(self, requirement: Requirement) -> bool:
        return True

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        """It has to deal with everything that is asked; what nobody said that it deals with is wanting."""
        wanting = [each for each in asked_of(requirement) if each not in (decision.covers or ())]
        if not wanting:
            return []
        if decision.covers is None:
            return [f"It is not recorded that it deals with {in_a_row(wanting)}."]
        return [f"It does not deal with {in_a_row(wanting)}."]

    def counts(self, requirement: Requirement, decision: Decision, engagement: Engagement) -> Span | None:
        """The usual days, but no longer than the day of an incident after which it has to be done again."""
        usual = super().counts(requirement, decision, engagement)
        overtaken_on = overtaken(requirement, decision.from_on or decision.made_on, engagement)
        if usual is None or overtaken_on is None:
            return usual
        return Span(usual.from_on, min(usual.until_on, overtaken_on))


def asked_of(requirement: Requirement) -> tuple[str, ...]:
    """The characteristics or sections that are asked for; none where the requirement names none."""
    return requirement.characteristics or requirement.sections


def overtaken(requirement: Requirement, from_on: date, engagement: Engagement) -> date | None:
    """The day of the first incident after `from_on`: the last on which what bears that date counts.

    What is dated on the day of an incident was done in the knowledge of it.
    """
    if not requirement.after_incident:
        return None
    return min((each.on for each in engagement.incidents if each.on > from_on), default=None)


def in_a_row(words: list[str]) -> str:
    """As they are said.

    >>> in_a_row(["age"]), in_a_row(["age", "race"]), in_a_row(["age", "race", "religion"])
    ('age', 'age and race', 'age, race and religion')
    """
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
