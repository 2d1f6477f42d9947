"""What is said of a finding or an action, checked before it is kept."""

from collections.abc import Mapping
from datetime import date

from portal.acting.wording import check_size, many_lines, refuse_problems

LONGEST = 4000
"""Characters of a finding, a comment or an answer."""


def check_words(words: str, otherwise: str) -> str:
    """The words as they are kept; `otherwise` is the sentence where there are none. Raises CannotDo."""
    said = many_lines(words)
    refuse_problems(problems_of_words(said, otherwise))
    return said


def problems_of_words(words: str, otherwise: str) -> dict[str, str]:
    return check_size("words", words, otherwise, LONGEST)


def in_data(values: Mapping[str, object]) -> dict[str, str]:
    """What an event says: ids and days as text, nothing that is empty."""
    return {name: said_of(each) for name, each in values.items() if each}


def said_of(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
