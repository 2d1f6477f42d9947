"""Numbers in words and in figures."""

import re

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


_SCALE = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mil": 1_000_000,
    "mill": 1_000_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
}
MONEY = re.compile(
    rf"(?:(?P<sign>£|GBP)\s?)(?P<figure>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>k|mn|mill?|m|million|thousand"
    rf"|bn)?s?\b"
    rf"|\b(?P<bare>\d+(?:\.\d+)?|{_WORDS})\s?(?P<unit>million|thousand|mill?|mn|m)\b(?:\s+pounds?)?",
    re.I,
)
_LEADING_TO_SUM = r"(?:(?:at least|minimum(?: of)?|min\.?|not less than|no less than|up to|from) )?"
_SUM = re.compile(
    rf"{_LEADING_TO_SUM}(?:{MONEY.pattern}|(?P<plain>\d{{2,3}}(?:,\d{{3}})+|\d{{5,}})(?:\.\d+)?\b)", re.I
)
_PLAIN = re.compile(r"(?:£|GBP)?\s?(?P<number>\d[\d,]*(?:\.\d+)?)", re.I)
_MILLIONS = re.compile(r"£ ?m\b|\bmillions?\b|\(m\)|\bmn\b", re.I)
_THOUSANDS = re.compile(r"£ ?k\b|\bthousands?\b|000s?\b|\(k\)", re.I)
_POUNDS = re.compile(r"£|\bgbp\b|\bpounds\b|\bsterling\b", re.I)
_LEAST_IN_POUNDS, _LEAST_WITHOUT_UNIT, _MOST_MILLIONS = 1_000, 10_000, 1_000


def pounds_of(found: re.Match[str]) -> int:
    """Whole pounds of what MONEY found.

    >>> [pounds_of(MONEY.search(text)) for text in ("£5m", "£2.5 million", "£5,000,000", "ten million")]
    [5000000, 2500000, 5000000, 10000000]
    """
    figure = found["figure"] or found["bare"]
    scale = (found["scale"] or found["unit"] or "").casefold()
    value = BY_WORD.get(figure.casefold()) or float(figure.replace(",", ""))
    return round(value * _SCALE.get(scale, 1))


def is_sum(text: str) -> bool:
    """Whether a cell begins with a sum of money, or is a number as large as one.

    >>> [is_sum(each) for each in ("£5m each claim", "At least £2m", "5000000", "Cover of £5m", "2026")]
    [True, True, True, False, False]
    """
    return bool(_SUM.match(text.strip()))


def pounds_in(cell: str, heading: str) -> int | None:
    """Whole pounds of a cell below a heading, which may hold the unit of its numbers; None where neither
    says what a number counts.

    >>> pounds_in("5000000", "Minimum cover (£)"), pounds_in("5", "Cover (£m)"), pounds_in("5", "Cover")
    (5000000, 5000000, None)
    """
    plain = _PLAIN.fullmatch(cell.strip())
    if plain is None:
        found = MONEY.search(cell) or _SUM.match(cell.strip())
        return None if found is None else with_plain(found)
    number = float(plain["number"].replace(",", ""))
    for unit, scale in ((_MILLIONS, 1_000_000), (_THOUSANDS, 1_000)):
        if unit.search(heading) and number < _MOST_MILLIONS * 1_000_000 / scale:
            return round(number * scale)
    says_pounds = _POUNDS.search(heading) or _POUNDS.search(cell)
    return round(number) if number >= (_LEAST_IN_POUNDS if says_pounds else _LEAST_WITHOUT_UNIT) else None


def with_plain(found: re.Match[str]) -> int:
    plain = found.groupdict().get("plain")
    return int(plain.replace(",", "")) if plain else pounds_of(found)
