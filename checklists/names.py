"""Whether two ways to write the name of an organisation mean the same one."""

import re
import unicodedata
from collections.abc import Iterable

MOST_WORDS, LONGEST = 16, 60

ENDINGS = (
    ("public limited company", "plc"),
    ("community interest company", "cic"),
    ("charitable incorporated organisation", "cio"),
    ("limited liability partnership", "llp"),
    ("limited", "ltd"),
)
"""What the legal form is written as in full, and short."""


def plain_name(name: str) -> str:
    """The name without what people write now like this and now like that: capitals, spaces, points, accents,
    a leading The, and the long or the short word for its legal form.

    >>> plain_name("The St. John's Arts & Crafts  Company LIMITED")
    'st johns arts and crafts company ltd'
    """
    words = " ".join(plain_words(name.replace(".", ""))).removeprefix("the ")
    for full, short in ENDINGS:
        if words.endswith(f" {full}"):
            return f"{words.removesuffix(full)}{short}"
    return words


def folded(text: str) -> str:
    """The text in whatever letters, blanks and form of Unicode it was typed: what is left is the same text.

    >>> folded("  Head   COOK ")
    'head cook'
    >>> folded("Zoe\u0301") == folded("ZO\u00c9")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def plain_words(text: str) -> list[str]:
    """Its words without capitals, accents and apostrophes; a point parts two.

    >>> plain_words("Père Noël’s plan_v2.PDF")
    ['pere', 'noels', 'plan', 'v2', 'pdf']
    """
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    letters = re.sub(r"['’‘`]", "", letters)
    letters = "".join(each for each in letters if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", letters).split()


def found_by(text: str) -> frozenset[str]:
    """What it is found by: whatever begins one of these. From each word on to the end, without blanks, so
    that nobody need know where they are.

    >>> sorted(found_by("Tide Water Peers"))
    ['peers', 'tidewaterpeers', 'waterpeers']
    """
    words = plain_words(text)[:MOST_WORDS]
    return frozenset("".join(words[place:])[:LONGEST] for place in range(len(words)))


def is_found(text: str, sought: str) -> bool:
    """Whether each word that is looked for begins something in the text, in any order, or all of them
    together do, without blanks.

    >>> is_found("St John’s Café", "cafe johns"), is_found("Tidewater Peers", "tide water")
    (True, True)
    >>> is_found("Tidewater Peers", "peer support"), is_found("Tidewater Peers", "")
    (False, False)
    """
    words, by = plain_words(sought), found_by(text)
    return bool(words) and any(
        all(any(each.startswith(begin) for each in by) for begin in way) for way in ways_to_find(words)
    )


def ways_to_find(words: list[str]) -> tuple[tuple[str, ...], ...]:
    """Beginnings that must all be found: word by word, or all as one."""
    apart = tuple(word[:LONGEST] for word in words)
    return (apart,) if len(words) < 2 else (apart, ("".join(words)[:LONGEST],))


def is_among(name: str, names: Iterable[str]) -> bool:
    """Whether it is one of the names, however it is written."""
    return plain_name(name) in {plain_name(each) for each in names}
