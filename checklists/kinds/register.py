"""The register: a part per person, each asked for while the person is there; as good as its worst person."""

from collections.abc import Sequence
from datetime import date

from checklists.calendar import Span
from checklists.facts import Check, Decision, Engagement, Person
from checklists.kinds.base import KindRules, Part
from checklists.requirement import WHOLE, Requirement
from checklists.vocabulary import BarredList, DbsLevel

LEVELS = tuple(DbsLevel)
LIST_WORDS = {BarredList.ADULTS: "adults'", BarredList.CHILDREN: "children's"}


class RegisterRules(KindRules):
    """A person's check counts from its issue for the requirement's months; with nobody on the register,
    missing."""

    questions = frozenset({"check", "from_on"})
    needed = questions
    which_part = "Say whose check this is."

    def parts(
        self, requirement: Requirement, engagement: Engagement, accepted: Sequence[Decision]
    ) -> list[Part]:
        """A part per person, also of somebody who left and came back; none of who was never there."""
        there: dict[str, list[Span]] = {}
        for person in engagement.people:
            if span := days_there(person, engagement.span):
                there.setdefault(person.key, []).append(span)
        return [Part(key, "", tuple(spans)) for key, spans in there.items()]

    def has_part(self, requirement: Requirement, part: str) -> bool:
        return part != WHOLE

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        if decision.check is None:
            return ["Enter what the check says: its level, its barred lists and its outcome."]
        found = check_shortfalls(requirement, decision.check)
        if decision.from_on is None:
            found.append("Give the day on which the check was issued.")
        return found


def check_shortfalls(requirement: Requirement, check: Check) -> list[str]:
    """Level, barred lists and outcome against what is asked. An unknown outcome is never enough."""
    found: list[str] = []
    if requirement.level and LEVELS.index(check.level) < LEVELS.index(requirement.level):
        found.append(f"The level of the check is {check.level}; {requirement.level} is asked for.")
    missing = [name for name in requirement.lists if name not in check.lists]
    found += [f"The check does not include the {LIST_WORDS[name]} barred list." for name in missing]
    if not check.clear:
        found.append("The check is not recorded as clear.")
    return found


def days_there(person: Person, span: Span) -> Span | None:
    """The days of the engagement on which the person is there, or None for none."""
    until_on = person.until_on or date.max
    return Span(person.from_on, until_on).clip(span) if person.from_on <= until_on else None
