"""What every kind of evidence answers; the answers here are those of the plainest kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checklists.calendar import Span, last_day
from checklists.facts import Decision, Engagement
from checklists.requirement import WHOLE, Requirement
from checklists.signing import is_other_signed
from checklists.vocabulary import State

NO_LAST_DAY = "Give the last day of what is carried over."


@dataclass(frozen=True, slots=True)
class Part:
    """What a slot is made of: a cover, a financial year, a person; most slots have one, the whole.

    `asked` are the days on which the part counts.
    """

    key: str
    title: str
    asked: tuple[Span, ...]

    def is_asked(self, day: date) -> bool:
        return any(day in span for span in self.asked)


class KindRules:
    """The plain rules: one part, asked throughout, met from its date to its own or the requirement's end."""

    questions: frozenset[str] = frozenset()
    """What a partner is asked on sending: files, from_on, until_on, amount, basis, statement, check, and what
    else there is a page for."""

    needed: frozenset[str] = frozenset()
    """Those of the questions without an answer to which nothing can be accepted."""

    has_end = True
    """Whether a reviewer may give accepted evidence a last day."""

    without_parts = State.MISSING
    """The state of a slot on a day on which none of its parts is asked."""

    which_part = "This requirement has no parts to choose from."
    """What is said where a decision names no part that there can be."""

    def asks(self, requirement: Requirement) -> frozenset[str]:
        """The questions that this requirement asks."""
        return self.questions | ({"statement"} if requirement.statement else set())

    def needs(self, requirement: Requirement) -> frozenset[str]:
        """Those of them that must be answered before anything is sent or accepted."""
        return self.needed | ({"statement"} if requirement.statement else set())

    def looks_back(self, requirement: Requirement) -> bool:
        """Whether the date that evidence bears is that of something that has happened."""
        return False

    def parts(
        self, requirement: Requirement, engagement: Engagement, accepted: Sequence[Decision]
    ) -> list[Part]:
        """The parts of the slot, in the order in which they are shown."""
        return [Part(WHOLE, requirement.title, (engagement.span,))]

    def has_part(self, requirement: Requirement, part: str) -> bool:
        """Whether evidence may be for the part of that key, as far as the requirement can tell."""
        return part == WHOLE

    def part_key(self, part: str) -> str:
        """The key of the part that is meant, where one part may be given in several ways."""
        return part

    def still_standing(self, requirement: Requirement, accepted: Sequence[Decision]) -> Sequence[Decision]:
        """Of what was accepted and is enough, what does not rest on something that stands no more."""
        return accepted

    def shortfalls(self, requirement: Requirement, decision: Decision) -> list[str]:
        """Why the accepted evidence would not be enough, a sentence each; empty where it is enough."""
        if not self.has_part(requirement, decision.part):
            return [self.which_part]
        if decision.carried:
            return [] if decision.until_on else [NO_LAST_DAY]
        return self.shortfalls_of_part(requirement, decision)

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        """The same for a part that there is."""
        return []

    def counted(
        self, requirement: Requirement, part: str, accepted: Sequence[Decision], engagement: Engagement
    ) -> tuple[Span, ...]:
        """The days on which a part has what is asked, from all that was accepted for the slot together."""
        found = (decision for decision in accepted if decision.part == part)
        spans = (self.counts(requirement, decision, engagement) for decision in found)
        return tuple(span for span in spans if span)

    def counts(self, requirement: Requirement, decision: Decision, engagement: Engagement) -> Span | None:
        """The days on which accepted evidence counts for the engagement, or None for none. It counts for no
        statement but the one that was signed with it."""
        if is_other_signed(requirement, decision):
            return None
        from_on = decision.from_on or decision.made_on
        until_on = min(self.limit_of(requirement, decision), decision.until_on or date.max)
        return Span(from_on, until_on) if from_on <= until_on else None

    def limit_of(self, requirement: Requirement, decision: Decision) -> date:
        """The last day on which this evidence may count by all that the requirement says."""
        return self.limit(requirement, decision.from_on or decision.made_on)

    def limit(self, requirement: Requirement, from_on: date) -> date:
        """The last day on which evidence that bears `from_on` may count by the requirement's months."""
        return date.max if requirement.months is None else last_day(from_on, requirement.months)
