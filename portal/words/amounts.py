"""Whole numbers in words, as a letter gives them beside the figures."""

ONES = (
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"))


def pounds_in_words(value: int) -> str:
    """Five million pounds.

    >>> pounds_in_words(5_000_000), pounds_in_words(1_000_001)
    ('five million pounds', 'one million and one pounds')
    """
    return f"{number_in_words(value)} {'pound' if value == 1 else 'pounds'}"


def number_in_words(value: int) -> str:
    """Of a whole number from 0 to 999,999,999,999.

    >>> number_in_words(0), number_in_words(1_234)
    ('nought', 'one thousand two hundred and thirty-four')
    """
    words: list[str] = []
    rest = value
    for scale, name in SCALES:
        many, rest = divmod(rest, scale)
        if many:
            words += [below_thousand(many), name]
    if rest:
        words += [*(["and"] if words and rest < 100 else []), below_thousand(rest)]
    return " ".join(words) or "nought"


def below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    parts = [f"{ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        parts.append(below_hundred(rest))
    return " and ".join(parts)


def below_hundred(value: int) -> str:
    if value < len(ONES):
        return ONES[value]
    tens, ones = divmod(value, 10)
    return f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens]
