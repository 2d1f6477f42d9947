"""Which organisations a name may mean that is nearly theirs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from checklists.identity import Identity, is_like, is_spelled_like


class HasIdentity(Protocol):
    """Something that a name may mean."""

    @property
    def identity(self) -> Identity: ...


Likely = TypeVar("Likely", bound=HasIdentity)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name that is called nearly the same may mean. `marks` are pairs of an area and the address of a
    contact there."""

    name: str
    identity: Identity
    marks: frozenset[tuple[str, str]] = frozenset()


def names_nearly(typed: Candidate, known: Collection[Candidate]) -> Sequence[str]:
    """The names of those of nearly the same name, and of those that have a contact of the same address in the
    same area and differ by a slip of the finger."""
    if is_one_of(typed.identity, known):
        return ()
    alike = [
        each
        for each in known
        if is_like(typed.identity, each.identity)
        or (typed.marks & each.marks and is_spelled_like(typed.identity, each.identity))
    ]
    return tuple(dict.fromkeys(each.name for each in alike))


def nearly(typed: Identity, known: Sequence[Likely]) -> list[Likely]:
    """Those of nearly the same name; none where what was typed is one for sure."""
    return [] if is_one_of(typed, known) else [each for each in known if is_like(typed, each.identity)]


def is_one_of(typed: Identity, known: Collection[HasIdentity]) -> bool:
    return any(typed.shares_number(each.identity) or typed.names & each.identity.names for each in known)
