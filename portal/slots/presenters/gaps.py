"""What is missing in a cover, beside its requirement."""

from collections.abc import Sequence
from datetime import date

from checklists import facts
from checklists.comparing import insured_over
from checklists.facts import known_by
from checklists.programme import still_in_words, still_to_send
from portal.insurance.presenters.gaps import gap_sentences
from portal.places.contracts import EngagementPlace
from portal.slots.queries.slot import SlotPage


def gaps_by_cover(
    page: SlotPage, place: EngagementPlace, waiting: Sequence[facts.Decision], today: date
) -> dict[str, tuple[str, ...]]:
    """By part, for the page of a slot: gaps in what is accepted, and what is still to be sent beside what
    waits."""
    held = known_by(tuple(each.fact for each in page.decided), None)
    engagement = facts.Engagement(place.span)
    found = {}
    for cover in page.requirement.parts:
        gaps = gap_sentences(cover, insured_over(page.requirement, cover.key, held, engagement))
        short = still_to_send(page.requirement, cover.key, held, waiting, engagement, today)
        found[cover.key] = (*gaps, *([still_in_words(cover, short)] if short else ()))
    return found
