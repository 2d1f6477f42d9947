"""Insurance: an amount, on a basis, for a period; one part per cover that is asked for."""

from collections.abc import Iterable, Iterator, Sequence

from checklists.calendar import Span
from checklists.facts import Decision, Engagement
from checklists.insured import Policy, enough, insured
from checklists.kinds.base import KindRules, Part
from checklists.requirement import Cover, Requirement
from checklists.vocabulary import Basis


class CoverRules(KindRules):
    """Met on the days on which enough is in force; first and last day of a policy both inside."""

    questions = frozenset({"files", "from_on", "until_on", "policy", "amount", "basis"})
    needed = questions
    which_part = "Say which insurance this is."

    def parts(
        self, requirement: Requirement, engagement: Engagement, accepted: Sequence[Decision]
    ) -> list[Part]:
        return [Part(cover.key, cover.title, (engagement.span,)) for cover in requirement.parts]

    def has_part(self, requirement: Requirement, part: str) -> bool:
        return any(cover.key == part for cover in requirement.parts)

    def counted(
        self, requirement: Requirement, part: str, accepted: Sequence[Decision], engagement: Engagement
    ) -> tuple[Span, ...]:
        """Policies that stand alone count by themselves, layers where together they are enough."""
        own = [each for each in accepted if each.part == part]
        if all(each.layer is None for each in own):
            return super().counted(requirement, part, own, engagement)
        policies = list(self.policies(requirement, own, engagement))
        days = [span for span, _ in policies]
        if not days:
            return ()
        within = Span(min(each.from_on for each in days), max(each.until_on for each in days))
        cover = requirement.cover(part)
        return enough(cover, insured(cover, policies, within))

    def policies(
        self, requirement: Requirement, accepted: Iterable[Decision], engagement: Engagement
    ) -> Iterator[Policy]:
        """Each with the days on which it is in force."""
        for each in accepted:
            if span := self.counts(requirement, each, engagement):
                yield span, each

    def shortfalls_of_part(self, requirement: Requirement, decision: Decision) -> list[str]:
        """Amount and basis against what is asked. An unknown amount, basis or end is never enough.

        A layer need not be enough by itself: whether the layers together are is a matter of each day.
        """
        cover = requirement.cover(decision.part)
        found = [amount_shortfall(cover, decision), basis_shortfall(cover, decision.basis)]
        if decision.from_on is None or decision.until_on is None:
            found.append("Give the first and the last day of the period of insurance.")
        return [sentence for sentence in found if sentence]


def amount_shortfall(cover: Cover, decision: Decision) -> str | None:
    """Pounds against pounds."""
    if decision.amount is None:
        return "Give the amount insured."
    if decision.layer is None and decision.amount < cover.amount:
        return f"The cover is £{decision.amount:,}; at least £{cover.amount:,} is asked for."
    return None


def basis_shortfall(cover: Cover, basis: Basis | None) -> str | None:
    """A per-claim cover satisfies an aggregate requirement of the same or a lower amount, never the
    reverse."""
    if basis is None:
        return "Say whether the amount is for any one claim or in the aggregate."
    if cover.basis is Basis.PER_CLAIM and basis is Basis.AGGREGATE:
        return "The amount is in the aggregate; it is asked for any one claim."
    return None
