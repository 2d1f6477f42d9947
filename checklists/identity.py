"""Whether a name that is typed, perhaps with a number, means an organisation that is known already.

A number tells for sure: two spellings with one number are one, two of one name with different numbers are
two. Without numbers it is the name.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class Unclear(ValueError):
    """It could be more than one; the message says what to give."""


SEVERAL = "You have entered more than one organisation of this name. Give its charity or company number."
OTHERWISE = "Its charity number and its company number are those of two organisations that you have entered."


@dataclass(frozen=True, slots=True)
class Identity:
    """The names that an organisation goes by, as `folded` gives them, and the numbers that are known."""

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
    return Identity(frozenset({folded(name)}), charity_number, company_number)


def folded(name: str) -> str:
    """
    >>> folded("  Tidewater   PEERS ")
    'tidewater peers'
    """
    return " ".join(name.casefold().split())


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
