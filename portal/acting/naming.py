"""Somebody's name in what was written: found in any of its spellings, and taken out."""

import re
import unicodedata
from dataclasses import dataclass

FORGOTTEN = "[name removed]"
"""What stands in the place of a name."""

BETWEEN = r"[\s,._\-\u2010-\u2015]*"
"""What may stand between the parts of a name: in sentences, in lists, in the names of files."""

APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015"
MARKS = r"\u0300-\u036f"
"""What stands behind a letter and belongs to it, where one is written in two."""

SHORTEST = 3
"""Letters of a part of a name that is looked for by itself."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was entered, with numbers that stand for it, and how each is found.

    >>> name = Name.spelt("Ann Gone", "001234567890")
    >>> name.without("Check 001234567890 of ann gone is in Gone_Ann-dbs.pdf; AnnGone, not Joann Goner.")
    'Check [name removed] of [name removed] is in [name removed]-dbs.pdf; [name removed], not Joann Goner.'
    >>> name.is_hinted_at("Ask Ann."), name.is_hinted_at("Ask Anne."), Name.spelt("").is_named_in("")
    (True, False, False)
    >>> zoe = Name.spelt("Zo\u00eb O'Hara")
    >>> zoe.without("zoe\u0308 o\u2019hara, Zo\u00eb_OHara.pdf, not Zo\u00eb O'Harap")
    "[name removed], [name removed].pdf, not Zoë O'Harap"
    """

    whole: re.Pattern[str] | None
    parts: re.Pattern[str] | None

    @classmethod
    def spelt(cls, name: str, *numbers: str) -> "Name":
        parts = [spelled(each) for each in name.split()]
        orders = [parts] if len(parts) == 1 else [parts, [*parts[-1:], *parts[:-1]]]
        ways = [BETWEEN.join(each) for each in orders if each]
        ways += [re.escape(each) for each in numbers if len(each) >= SHORTEST]
        hints = [spelled(each) for each in name.split() if len(each) >= SHORTEST]
        return cls(pattern(ways, re.IGNORECASE), pattern(hints, re.NOFLAG))

    def is_named_in(self, text: str) -> bool:
        return bool(self.whole and self.whole.search(text))

    def is_hinted_at(self, text: str) -> bool:
        """By one of its parts alone, written as a name is."""
        return bool(self.parts and self.parts.search(text))

    def without(self, text: str) -> str:
        return self.whole.sub(FORGOTTEN, text) if self.whole else text

    def without_hints(self, text: str) -> str:
        """In what was written about nobody else: its parts go too."""
        text = self.without(text)
        return self.parts.sub(FORGOTTEN, text) if self.parts else text


def spelled(part: str) -> str:
    """A part of a name as programs and people write it: its letters whole or as a letter and its mark, any
    apostrophe or none."""
    return "".join(map(one_letter, unicodedata.normalize("NFC", part)))


def one_letter(letter: str) -> str:
    if letter in APOSTROPHES:
        return f"[{APOSTROPHES}]?"
    if letter in HYPHENS:
        return BETWEEN
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"


def plain_part(word: str) -> str:
    """The longest part of a word that is written in one way only, but for capitals: what a database looks
    for; empty where there is none.

    >>> plain_part("Zo\u00eb"), plain_part("O'Hara"), plain_part("\u00c9\u00e0")
    ('Zo', 'Hara', '')
    """
    runs = re.findall(r"[A-Za-z0-9]+", unicodedata.normalize("NFC", word))
    return max(runs, key=len, default="")


def pattern(ways: list[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    """Not within a longer word; an underscore or a figure beside it is no letter."""
    if not ways:
        return None
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(ways)})(?![^\W\d_]|[{MARKS}])", flags)
