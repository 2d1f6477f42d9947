"""The kinds that are one paper or one statement: document, confirmation, agreement, issued."""

from datetime import date

from checklists.calendar import in_words, last_day
from checklists.facts import Decision
from checklists.kinds.base import KindRules
from checklists.requirement import Requirement

MONTHS = 12
"""In a year."""


class DocumentRules(KindRules):
    """A file that a reviewer judges; counts to its own next-review date where it states one.

    Where the requirement has months ("reviewed annually") it counts for them from the day of the last review,
    which is then needed.
    """

    questions = frozenset({"files", "from_on", "until_on"})
    needed = frozenset({"files"})

    def needs(self, requirement: Requirement) -> frozenset[str]:
        return super().needs(requirement) | ({"from_on"} if requirement.months else set())


class ConfirmationRules(KindRules):
    """A signed statement; no file is needed.

    That it is still in force may be said for the requirement's years from the day of the signature; then it
    is signed anew.
    """

    questions = frozenset({"statement"})
    needed = frozenset({"statement"})

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        if decision.first_on is None:
            return []
        end = still_until(requirement, decision.first_on)
        if end is None:
            return ["The statement has to be signed anew; saying that it is still in force is not enough."]
        if (decision.from_on or decision.made_on) > end:
            return [f"The statement could be said to be still in force until {in_words(end)}; sign it anew."]
        return []

    def limit_of(self, requirement: Requirement, decision: Decision) -> date:
        limit = super().limit_of(requirement, decision)
        end = still_until(requirement, decision.first_on) if decision.first_on else None
        return min(limit, end) if end else limit


def still_until(requirement: Requirement, first_on: date) -> date | None:
    """The last day on which a statement that was signed on `first_on` may be said to be still in force; None
    where it may never be."""
    return last_day(first_on, MONTHS * requirement.still_years) if requirement.still_years else None


class AgreementRules(KindRules):
    """A file signed by both sides; counts while the agreement is in force, and to the engagement's end where
    it has no end of its own."""

    questions = frozenset({"files", "from_on", "until_on", "parties"})
    needed = frozenset({"files", "from_on", "parties"})


class IssuedRules(KindRules):
    """The lead gives it to the partner, who acknowledges."""

    questions = frozenset({"statement"})
    needed = frozenset({"statement"})
