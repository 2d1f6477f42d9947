"""Gaps between accepted periods of insurance, in sentences for both sides."""

from collections.abc import Sequence

from checklists import facts
from checklists.comparing import gap_in_words, insured_over
from checklists.facts import known_by
from checklists.insured import Insured, gaps
from checklists.requirement import Cover
from portal.queries.places import EngagementPlace
from portal.queries.slot_page import SlotPage


def gap_sentences(cover: Cover, steps: Sequence[Insured]) -> tuple[str, ...]:
    """One per gap, the earliest first."""
    phrases = (gap_in_words(cover, each) for each in gaps(cover, steps))
    return tuple(f"There is a gap between two accepted periods: {phrase}" for phrase in phrases)


def gaps_by_cover(page: SlotPage, place: EngagementPlace) -> dict[str, tuple[str, ...]]:
    """By part, for the page of a slot."""
    held = known_by(tuple(each.fact for each in page.decided), None)
    engagement = facts.Engagement(place.span)
    return {
        cover.key: gap_sentences(cover, insured_over(page.requirement, cover.key, held, engagement))
        for cover in page.requirement.parts
    }
