"""Numbers in words and in figures."""

import re

BY_WORD = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "thirty": 30, "sixty": 60,
}  # fmt: skip  # a table, read by its columns
_WORDS = "|".join(BY_WORD)
COUNT = rf"(?P<count>\d+|{_WORDS})(?: ?\(\d+\))?"
"""A count, also written twice as in `three (3)`."""


def count_of(words: str) -> int:
    """The number of what COUNT found.

    >>> count_of("Three"), count_of("36")
    (3, 36)
    """
    return int(words) if words.isdigit() else BY_WORD[words.casefold()]


_SCALE = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
}
MONEY = re.compile(
    rf"(?:(?P<sign>£|GBP)\s?)(?P<figure>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>k|mn|m|million|thousand|bn)?\b"
    rf"|\b(?P<bare>\d+(?:\.\d+)?|{_WORDS})\s?(?P<unit>million|thousand|m)\b(?:\s+pounds?)?",
    re.I,
)  # fmt: skip  # a table, read by its columns


def pounds_of(found: re.Match[str]) -> int:
    """Whole pounds of what MONEY found.

    >>> [pounds_of(MONEY.search(text)) for text in ("£5m", "£2.5 million", "£5,000,000", "ten million")]
    [5000000, 2500000, 5000000, 10000000]
    """
    figure = found["figure"] or found["bare"]
    scale = (found["scale"] or found["unit"] or "").casefold()
    value = BY_WORD.get(figure.casefold()) or float(figure.replace(",", ""))
    return round(value * _SCALE.get(scale, 1))
