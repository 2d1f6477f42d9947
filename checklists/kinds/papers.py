"""The kinds that are one paper or one statement: document, confirmation, agreement, issued."""

from collections.abc import Iterable, Sequence
from datetime import date

from checklists.calendar import Span, in_words, last_day
from checklists.facts import Decision, Engagement
from checklists.kinds.base import KindRules
from checklists.requirement import Requirement

NO_END = "Give its last day."
"""What is said of evidence that has an end which nobody gave."""

ENDED_UNSIGNED = "It ended before the last side had signed it."

MONTHS = 12
"""In a year."""


class DocumentRules(KindRules):
    """A file that a reviewer judges; counts to its own next-review date where it states one.

    Where the requirement has months ("reviewed annually") it counts for them from the day of the last review,
    which is then needed. Where it is something that has an end, such as an accreditation, that is needed.
    """

    questions = frozenset({"files", "from_on", "until_on"})
    needed = frozenset({"files"})

    def needs(self, requirement: Requirement) -> frozenset[str]:
        needed = {"from_on": bool(requirement.months), "until_on": requirement.asks_end}
        return super().needs(requirement) | {name for name, is_needed in needed.items() if is_needed}

    def looks_back(self, requirement: Requirement) -> bool:
        """The day of the last review does."""
        return requirement.months is not None

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        return [NO_END] if requirement.asks_end and decision.until_on is None else []


class ConfirmationRules(KindRules):
    """A signed statement; no file is needed.

    It counts from its signature. That it is still in force may be said for the requirement's years from the
    day of the signature; then it is signed anew.
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

    def still_standing(self, requirement: Requirement, accepted: Sequence[Decision]) -> Sequence[Decision]:
        """What is said to be still in force falls with the confirmation that it stands on."""
        signed = [each for each in accepted if each.first_on is None]
        return [each for each in accepted if stands(each, signed)]

    def limit_of(self, requirement: Requirement, decision: Decision) -> date:
        limit = super().limit_of(requirement, decision)
        end = still_until(requirement, decision.first_on) if decision.first_on else None
        return min(limit, end) if end else limit


def stands(decision: Decision, signed: Iterable[Decision]) -> bool:
    """Whether it says no more than that, or one of the signed confirmations is the one of that day.

    One that bears no date was signed before it was accepted, and that it is still in force was said later.
    """
    first_on = decision.first_on
    if first_on is None:
        return True
    alike = (each for each in signed if each.part == decision.part)
    return any(
        each.from_on == first_on or (each.from_on is None and first_on <= each.made_on <= decision.made_on)
        for each in alike
    )


def still_until(requirement: Requirement, first_on: date) -> date | None:
    """The last day on which a statement that was signed on `first_on` may be said to be still in force; None
    where it may never be."""
    return last_day(first_on, MONTHS * requirement.still_years) if requirement.still_years else None


class AgreementRules(KindRules):
    """A file signed by both sides; counts while the agreement is in force, and to the engagement's end where
    it has no end of its own. Before the last side has signed nobody has agreed to anything, whatever day the
    paper says that it is in force from."""

    questions = frozenset({"files", "from_on", "until_on", "parties"})
    needed = frozenset({"files", "from_on", "parties"})

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        end = min(self.limit_of(requirement, decision), decision.until_on or date.max)
        return [ENDED_UNSIGNED] if decision.signed_on and decision.signed_on > end else []

    def counts(self, requirement: Requirement, decision: Decision, engagement: Engagement) -> Span | None:
        counted = super().counts(requirement, decision, engagement)
        return counted and counted.clip(Span(decision.signed_on or date.min, date.max))


class IssuedRules(KindRules):
    """The lead gives it to the partner, who acknowledges.

    Who has acknowledged one edition has not acknowledged the next; that is enough all the same until the next
    one counts, or until the day by which it is to be acknowledged.
    """

    questions = frozenset({"statement"})
    needed = frozenset({"statement"})

    def counts(self, requirement: Requirement, decision: Decision, engagement: Engagement) -> Span | None:
        counted = super().counts(requirement, decision, engagement)
        later = [
            each.spares_until
            for each in engagement.editions
            if each.key == requirement.key and each.number > decision.edition
        ]
        if counted is None:
            return None
        until_on = min([counted.until_on, *later])
        return Span(counted.from_on, until_on) if counted.from_on <= until_on else None
