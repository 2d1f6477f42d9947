"""Whether two lists speak of the same person: by what tells somebody for sure, and what has to be asked.

A staff code tells for sure, and so does the number of a certificate where the names have something in common.
A name tells together with the role or with the first day; a name alone is asked about.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checklists.names import folded

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})

_APOSTROPHES = re.compile("['\u2019\u2018\u02bc`\u00b4]")
_APART = re.compile(r"[\W_]+")


class Same(StrEnum):
    """What can be said of two of whom something is alike."""

    YES = "yes"
    ASK = "ask"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Traits:
    """By what somebody is told from others; empty where it is not known."""

    name: str = ""
    staff_code: str = ""
    job: str = ""
    started_on: date | None = None
    certificates: frozenset[str] = frozenset()


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name, in whatever order, capitals, blanks, signs and way to compose letters it is
    written; without a title.

    >>> name_key("O\u2019Brien,  Niamh") == name_key("Ms Niamh O'BRIEN")
    True
    >>> name_key("Zoe\u0308") == name_key("Zo\u00eb"), name_key("Zoe") == name_key("Zo\u00eb")
    (True, False)
    """
    return tuple(sorted(word for word in words_of(name) if word not in TITLES))


def words_of(name: str) -> list[str]:
    """Its words in their order, in one way to write them: small, composed, without signs.

    >>> words_of("O\u2019Hara\u2019s  KITCHEN (North)")
    ['oharas', 'kitchen', 'north']
    """
    letters = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name).casefold())
    return _APART.sub(" ", unicodedata.normalize("NFC", letters)).split()


def rough_key(name: str) -> tuple[str, ...]:
    """The same without accents, which some keyboards cannot write.

    >>> rough_key("Zo\u00eb Bront\u00eb")
    ('bronte', 'zoe')
    """
    apart = unicodedata.normalize("NFD", " ".join(name_key(name)))
    return tuple(sorted("".join(each for each in apart if not unicodedata.combining(each)).split()))


def same_person(one: Traits, other: Traits) -> Same:
    """Whether both are one person. Two who bear different staff codes are two."""
    if one.staff_code and other.staff_code:
        return Same.YES if folded(one.staff_code) == folded(other.staff_code) else Same.NO
    names, others = rough_key(one.name), rough_key(other.name)
    if one.certificates & other.certificates:
        return Same.YES if not names or not others or set(names) & set(others) else Same.ASK
    if not names or names != others:
        return Same.NO
    is_sure = name_key(one.name) == name_key(other.name)
    tells = folded(one.job) == folded(other.job) or (
        one.started_on is not None and one.started_on == other.started_on
    )
    return Same.YES if is_sure and tells else Same.ASK
