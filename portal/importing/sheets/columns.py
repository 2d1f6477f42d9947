"""What a column of a spreadsheet is called, and what may stand in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from evidence.spreadsheet import Value

Reader = Callable[[Value], Value]
"""A cell's value as it is kept. It is not asked about empty cells. Raises WrongValue."""

_NOT_LETTERS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ`]")


class WrongValue(ValueError):
    """The value will not do; the message completes a sentence that begins with the column's name, such as
    "is not a date"."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that is asked about each row. `key` is the name of the value, `heading` what a template
    writes above it, `synonyms` other headings by which people know it, `about` says what to enter.

    Where it `is_needed` the column must be there and every row must fill it; `otherwise` is the value of an
    empty cell elsewhere. `hints` are words by which a heading is guessed to be this column, and asked about.
    Where it `may_suggest`, one of the `choices` is put forward for a word that is like it. `by_section` says
    that a line above the rows may tell it of all of them. It is `part_of` a column where files may have that
    one in parts; templates do not. Where it `tells` of several columns at once, its value is the keys of
    those that are so, with blanks between them; templates have those.
    """

    key: str
    heading: str
    read: Reader
    about: str
    synonyms: tuple[str, ...] = ()
    is_needed: bool = False
    otherwise: Value = None
    choices: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    may_suggest: bool = False
    by_section: bool = False
    part_of: str = ""
    tells: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """All its headings, as `plain_words` gives them."""
        return names_of(self.heading, self.synonyms)


@cache
def names_of(heading: str, synonyms: tuple[str, ...]) -> frozenset[str]:
    """Worked out once: each cell of the first rows is held against those of each column."""
    return frozenset(plain_words(each) for each in (heading, *synonyms))


def plain_words(text: str) -> str:
    """Lower case, without signs: so that people's headings are known however they are written.

    >>> plain_words("Adults’ barred-list? (Y/N)"), plain_words("  Date of  ISSUE: ")
    ('adults barred list y n', 'date of issue')
    """
    return " ".join(_NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", text.casefold())).split())
