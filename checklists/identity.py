"""Whether a name that is typed, perhaps with a number, means an organisation that is known already.

A number tells for sure: two spellings with one number are one, two of one name with different numbers are
two. Without numbers it is the name, in whatever way it is written; a name that is nearly the same is asked
about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from checklists.names import folded
from checklists.same_person import rough_key, words_of

SPELLED_ALIKE = 0.85
"""The share of letters that two spellings of one name have in common."""


class Unclear(ValueError):
    """It could be more than one; the message says what to give."""


SEVERAL = "You have entered more than one organisation of this name. Give its charity or company number."
OTHERWISE = "Its charity number and its company number are those of two organisations that you have entered."


@dataclass(frozen=True, slots=True)
class Identity:
    """The names that an organisation goes by, as `called` gives them, and the numbers that are known."""

    names: frozenset[str]
    charity_number: str | None = None
    company_number: str | None = None

    @property
    def numbers(self) -> tuple[str | None, str | None]:
        return self.charity_number, self.company_number

    def shares_number(self, other: "Identity") -> bool:
        return any(mine and mine == its for mine, its in zip(self.numbers, other.numbers, strict=True))

    def contradicts(self, other: "Identity") -> bool:
        """Whether a register knows them under different numbers."""
        return any(
            mine and its and mine != its for mine, its in zip(self.numbers, other.numbers, strict=True)
        )

    def and_also(self, other: "Identity") -> "Identity":
        """What both of them say."""
        return Identity(
            self.names | other.names,
            self.charity_number or other.charity_number,
            self.company_number or other.company_number,
        )


def named(name: str, charity_number: str | None = None, company_number: str | None = None) -> Identity:
    return Identity(frozenset({called(name)}), charity_number, company_number)


ALIKE = {"limited": "ltd", "company": "co", "incorporated": "inc"}
"""Words that a register of companies takes for the same."""

FORMS = frozenset({"ltd", "plc", "cic", "cio", "scio", "llp", "inc", "uk", "the", "charity", "group"})
LONG_FORMS = (("community", "interest", "co"), ("charitable", "incorporated", "organisation"))
"""What people leave out of a name, or add to it."""


def called(name: str) -> str:
    """A name in one way to write it: two of one are the same name, as at a register of companies.

    >>> called("  The O\u2019Hara\u2019s   KITCHEN & Garden Limited")
    'oharas kitchen and garden ltd'
    >>> called("The")
    'the'
    """
    words = [ALIKE.get(word, word) for word in words_of(name.replace("&", " and "))]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words) or folded(name)


def roughly_called(name: str) -> frozenset[str]:
    """Its words without accents, in whatever order, without what it is by law.

    >>> sorted(roughly_called("Peers, Tidewater (CIC)"))
    ['peers', 'tidewater']
    >>> sorted(roughly_called("Tidewater Peers Community Interest Company"))
    ['peers', 'tidewater']
    """
    words = set(rough_key(called(name)))
    for form in LONG_FORMS:
        words -= set(form) if words > set(form) else set()
    return frozenset(words - FORMS or words)


def is_like(typed: Identity, known: Identity) -> bool:
    """Whether it may be the same, and is to be asked about."""
    if typed.contradicts(known) or typed.shares_number(known) or typed.names & known.names:
        return False
    return any(roughly_called(mine) == roughly_called(its) for mine in typed.names for its in known.names)


def is_spelled_like(typed: Identity, known: Identity) -> bool:
    """Whether a name may be the other with a slip of the finger. Many that differ so little are two, so it is
    asked about only where something else is the same too.

    >>> is_spelled_like(named("Tidewater Peers"), named("Tide Water Peer Ltd"))
    True
    """
    if typed.contradicts(known):
        return False
    pairs = [(plainly(mine), plainly(its)) for mine in typed.names for its in known.names]
    return any(SequenceMatcher(None, mine, its).ratio() >= SPELLED_ALIKE for mine, its in pairs)


def plainly(name: str) -> str:
    """Its letters, without what it is by law.

    >>> plainly("Tide Water Peers Ltd")
    'tidewaterpeers'
    """
    telling = roughly_called(name)
    return "".join(word for word in called(name).split() if rough_key(word)[0] in telling)


def which(typed: Identity, known: Sequence[Identity]) -> int | None:
    """The place of the one that is meant; None where it is none of them. Raises Unclear."""
    by_number = [place for place, each in enumerate(known) if typed.shares_number(each)]
    if by_number:
        if len(by_number) > 1 or typed.contradicts(known[by_number[0]]):
            raise Unclear(OTHERWISE)
        return by_number[0]
    by_name = [
        place for place, each in enumerate(known) if typed.names & each.names and not typed.contradicts(each)
    ]
    if len(by_name) > 1:
        raise Unclear(SEVERAL)
    return by_name[0] if by_name else None
