"""The register: what each person is asked for, while the person is there; as good as its worst person.

A register of checks has a part per person, one of training a part per person and topic. Who leaves is there
to the end of the last day and stops counting on the day after it; who was never there is no part.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from checklists.calendar import Span, day_before
from checklists.facts import Check, Decision, Engagement, Person, Unclear
from checklists.kinds.base import KindRules, Part
from checklists.requirement import WHOLE, Checklist, Requirement
from checklists.vocabulary import PASSES, BarredList, DbsLevel, DbsOutcome

LEVELS = tuple(DbsLevel)
LIST_WORDS = {BarredList.ADULTS: "adults'", BarredList.CHILDREN: "children's"}
NO_PASS = {
    None: "The outcome of the check is not recorded.",
    DbsOutcome.UNDECIDED: "The certificate is not clear, and no risk decision is recorded.",
}
BETWEEN = ":"
"""Between person and topic in the key of a part. Neither key has it."""


class RegisterRules(KindRules):
    """A person's check counts from its issue for the requirement's months, or to the day before the Update
    Service knew something new, or a newer one was issued that is not clear and has no risk decision;
    with nobody on the register, missing."""

    questions = frozenset({"check", "from_on"})
    needed = questions
    which_part = "Say whose check this is."

    def looks_back(self, requirement: Requirement) -> bool:
        return True

    def parts(
        self, requirement: Requirement, engagement: Engagement, accepted: Sequence[Decision]
    ) -> list[Part]:
        """A part per person, also of somebody who left and came back."""
        return [Part(key, "", spans) for key, spans in people_there(engagement)]

    def has_part(self, requirement: Requirement, part: str) -> bool:
        return part != WHOLE

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        if decision.check is None:
            return ["Enter what the check says: its level, its barred lists and its outcome."]
        found = check_shortfalls(requirement, decision.check)
        if decision.from_on is None:
            found.append("Give the day on which the check was issued.")
        return found

    def counts(self, requirement: Requirement, decision: Decision, engagement: Engagement) -> Span | None:
        span = super().counts(requirement, decision, engagement)
        if span is None or decision.check is None:
            return span
        ends = [each.on for each in decision.check.news]
        ends += [each.on for each in newer_unclear(decision, decision.check)]
        return span.clip(Span(date.min, day_before(min(ends)))) if ends else span


class TrainingRules(RegisterRules):
    """Somebody's training in a topic counts from the day on which it was completed, for the requirement's
    months if it has any."""

    questions = frozenset({"training", "from_on"})
    needed = questions
    which_part = "Say whose training this is, and in what."

    def parts(
        self, requirement: Requirement, engagement: Engagement, accepted: Sequence[Decision]
    ) -> list[Part]:
        return [
            Part(training_part(key, topic.key), topic.title, spans)
            for key, spans in people_there(engagement)
            for topic in requirement.topics
        ]

    def has_part(self, requirement: Requirement, part: str) -> bool:
        person, topic = person_of(part), topic_of(part)
        return bool(person) and any(topic == each.key for each in requirement.topics)

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        if decision.from_on is None:
            return ["Give the day on which the training was completed."]
        return []


def asks_of_people(requirement: Requirement) -> bool:
    """Whether it is a register that asks for something of each person: a check, or training."""
    return bool(requirement.level or requirement.topics)


def registers_in(checklist: Checklist) -> list[Requirement]:
    """Those of its requirements that do."""
    return [each for each in checklist.requirements if asks_of_people(each)]


def training_part(person: str, topic: str) -> str:
    """The key of a part of a register of training."""
    return f"{person}{BETWEEN}{topic}"


def person_of(part: str) -> str:
    """Whom a part of a register is about."""
    return part.partition(BETWEEN)[0]


def topic_of(part: str) -> str:
    """The topic of a part, empty where it is about a check."""
    return part.partition(BETWEEN)[2]


def check_shortfalls(requirement: Requirement, check: Check) -> list[str]:
    """Level, barred lists and outcome against what is asked. Only clear, or a recorded risk decision, is a
    pass."""
    found: list[str] = []
    if requirement.level and LEVELS.index(check.level) < LEVELS.index(requirement.level):
        found.append(f"The level of the check is {check.level}; {requirement.level} is asked for.")
    missing = [name for name in requirement.lists if name not in check.lists]
    found += [f"The check does not include the {LIST_WORDS[name]} barred list." for name in missing]
    if check.outcome not in PASSES:
        found.append(NO_PASS[check.outcome])
    return found


def goes_as_far(check: Check, other: Check) -> bool:
    """Whether a check is of no lower level than another and includes all its barred lists. Of two neither may
    do so, as where one includes the adults' list and one the children's."""
    return LEVELS.index(check.level) >= LEVELS.index(other.level) and check.lists >= other.lists


def newer_unclear(decision: Decision, check: Check) -> list[Unclear]:
    """Those that are newer than the check: issued later, or on the same day and sent later, since then it is
    the same certificate of which something else is said."""
    issued_on = decision.from_on or decision.made_on
    return [each for each in check.unclear if (each.on, each.is_later) > (issued_on, False)]


def people_there(engagement: Engagement) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Everybody who is there on some day, with the days; nobody who never is."""
    there: dict[str, list[Span]] = {}
    for person in engagement.people:
        if span := days_there(person, engagement.span):
            there.setdefault(person.key, []).append(span)
    for key, spans in there.items():
        yield key, tuple(spans)


def days_there(person: Person, span: Span) -> Span | None:
    """The days of the engagement on which the person is there, or None for none."""
    until_on = person.until_on or date.max
    return Span(person.from_on, until_on).clip(span) if person.from_on <= until_on else None
