"""Numbers in words and in figures."""

BY_WORD = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "sixty": 60,
}
_WORDS = "|".join(BY_WORD)
COUNT = rf"(?P<count>\d+|{_WORDS})(?: ?\(\d+\))?"
"""A count, also written twice as in `three (3)`."""


def count_of(words: str) -> int:
    """The number of what COUNT found.

    >>> count_of("Three"), count_of("36")
    (3, 36)
    """
    return int(words) if words.isdigit() else BY_WORD[words.casefold()]
