"""Somebody's name in what was written: found in any of its spellings, and taken out."""

import re
from dataclasses import dataclass

FORGOTTEN = "[name removed]"
"""What stands in the place of a name."""

BETWEEN = r"[\s,._\-\u2010-\u2015]*"
"""What may stand between the parts of a name: in sentences, in lists, in the names of files."""

SHORTEST = 3
"""Letters of a part of a name that is looked for by itself."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it was entered, with numbers that stand for it, and how each is found.

    >>> name = Name.of("Ann Gone", "001234567890")
    >>> name.without("Check 001234567890 of ann gone is in Gone_Ann-dbs.pdf; AnnGone, not Joann Goner.")
    'Check [name removed] of [name removed] is in [name removed]-dbs.pdf; [name removed], not Joann Goner.'
    >>> name.is_hinted_at("Ask Ann."), name.is_hinted_at("Ask Anne."), Name.of("").is_named_in("")
    (True, False, False)
    """

    whole: re.Pattern[str] | None
    parts: re.Pattern[str] | None

    @classmethod
    def of(cls, name: str, *numbers: str) -> "Name":
        parts = [re.escape(each) for each in name.split()]
        orders = [parts] if len(parts) == 1 else [parts, [*parts[-1:], *parts[:-1]]]
        spelled = [BETWEEN.join(each) for each in orders if each]
        spelled += [re.escape(each) for each in numbers if len(each) >= SHORTEST]
        hints = [re.escape(each) for each in name.split() if len(each) >= SHORTEST]
        return cls(pattern(spelled, re.IGNORECASE), pattern(hints, re.NOFLAG))

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


def pattern(spelled: list[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    """Not within a longer word; an underscore or a figure beside it is no letter."""
    if not spelled:
        return None
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(spelled)})(?![^\W\d_])", flags)
