"""Insurance: an amount, on a basis, for a period; one part per cover that is asked for."""

from collections.abc import Sequence

from checklists.facts import Decision, Engagement
from checklists.kinds.base import KindRules, Part
from checklists.requirement import Cover, Requirement
from checklists.vocabulary import Basis


class CoverRules(KindRules):
    """Met from the first to the last day of the period of insurance, both inside."""

    questions = frozenset({"files", "from_on", "until_on", "amount", "basis"})
    needed = questions
    which_part = "Say which insurance this is."

    def parts(
        self, requirement: Requirement, engagement: Engagement, accepted: Sequence[Decision]
    ) -> list[Part]:
        return [Part(cover.key, cover.title, (engagement.span,)) for cover in requirement.parts]

    def has_part(self, requirement: Requirement, part: str) -> bool:
        return any(cover.key == part for cover in requirement.parts)

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        """Amount and basis against what is asked. An unknown amount, basis or end is never enough."""
        cover = requirement.cover(decision.part)
        found = [amount_shortfall(cover, decision.amount), basis_shortfall(cover, decision.basis)]
        if decision.from_on is None or decision.until_on is None:
            found.append("Give the first and the last day of the period of insurance.")
        return [sentence for sentence in found if sentence]


def amount_shortfall(cover: Cover, amount: int | None) -> str | None:
    """Pounds against pounds."""
    if amount is None:
        return "Give the amount insured."
    if amount < cover.amount:
        return f"The cover is £{amount:,}; at least £{cover.amount:,} is asked for."
    return None


def basis_shortfall(cover: Cover, basis: Basis | None) -> str | None:
    """A per-claim cover satisfies an aggregate requirement of the same or a lower amount, never the
    reverse."""
    if basis is None:
        return "Say whether the amount is for any one claim or in the aggregate."
    if cover.basis is Basis.PER_CLAIM and basis is Basis.AGGREGATE:
        return "The amount is in the aggregate; it is asked for any one claim."
    return None
