"""What stands in a checklist's table and is no requirement: signatures, summaries, scales, headings again."""

import re
from collections.abc import Sequence

from checklists.proposal import words
from checklists.proposal.columns import normal
from checklists.proposal.document import Row

_CLOSING = re.compile(words.CLOSING, re.I)
_RATING = re.compile(words.RATINGS)
_ASIDE = re.compile(words.ASIDES)
_HAS_WORDS = re.compile(r"[^\W\d_]{2}")
_SHORT = 6
"""Words of a cell beside which a row is still one to sign."""

_MOST_ARE = 0.6


def is_closing(row: Row) -> bool:
    """Where somebody signs."""
    first = row.filled[0].text
    return bool(_CLOSING.fullmatch(first)) and not any(
        len(each.text.split()) > _SHORT for each in row.filled[1:]
    )


def begins_aside(row: Row) -> bool:
    """Whether it is the heading of a summary, a scale or notes: alone in its row."""
    own = [each for each in row.filled if not each.continues]
    return len(own) == 1 and bool(_ASIDE.fullmatch(normal(own[0].text)))


def is_rating(text: str) -> bool:
    return bool(_RATING.fullmatch(normal(text)))


def are_ratings(values: Sequence[str]) -> bool:
    """Whether nearly all are the steps of a scale: Level 1, Level 2; compliant, not compliant.

    >>> are_ratings(["Level 1", "Level 2", "Level 3"]), are_ratings(["Fire policy", "Low"])
    (True, False)
    """
    return len(values) > 1 and sum(map(is_rating, values)) > _MOST_ARE * len(values)


def counts_ratings(title: str, row: Row) -> bool:
    """Whether a row says how often something was found: `Compliant, 3`."""
    others = [each.text for each in row.filled if each.text != title]
    return is_rating(title) and not any(_HAS_WORDS.search(each) and not is_rating(each) for each in others)


def has_words(text: str) -> bool:
    """A figure or a dash is no title."""
    return bool(_HAS_WORDS.search(text))
