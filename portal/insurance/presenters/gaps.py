"""Gaps between accepted periods of insurance, in sentences for both sides."""

from collections.abc import Sequence

from checklists.comparing import gap_in_words
from checklists.insured import Insured, gaps
from checklists.requirement import Cover


def gap_sentences(cover: Cover, steps: Sequence[Insured]) -> tuple[str, ...]:
    """One per gap, the earliest first."""
    phrases = (gap_in_words(cover, each) for each in gaps(cover, steps))
    return tuple(f"There is a gap between two accepted periods: {phrase}" for phrase in phrases)
