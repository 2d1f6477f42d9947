"""What is missing in a cover, beside its requirement."""

from checklists import facts
from checklists.comparing import insured_over
from checklists.facts import known_by
from portal.insurance.presenters.gaps import gap_sentences
from portal.places.contracts import EngagementPlace
from portal.slots.queries.slot import SlotPage


def gaps_by_cover(page: SlotPage, place: EngagementPlace) -> dict[str, tuple[str, ...]]:
    """By part, for the page of a slot."""
    held = known_by(tuple(each.fact for each in page.decided), None)
    engagement = facts.Engagement(place.span)
    return {
        cover.key: gap_sentences(cover, insured_over(page.requirement, cover.key, held, engagement))
        for cover in page.requirement.parts
    }
