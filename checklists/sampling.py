"""A sample that anybody can draw again: out of what there was, by a seed, so many of each stratum."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

TOLD = (
    "Each thing in its stratum has a number: the SHA-256 of the seed, the stratum and its key, a line each. "
    "Those with the smallest numbers are drawn, as many as were asked for."
)
"""How it is drawn, for whoever wants to do it again without the portal."""


@dataclass(frozen=True, slots=True, order=True)
class Drawn:
    """A thing that was drawn; `place` counts from 1 within its stratum."""

    stratum: str
    place: int
    key: str


def draw(seed: str, pool: Mapping[str, Collection[str]], sizes: Mapping[str, int]) -> tuple[Drawn, ...]:
    """Of each stratum of the pool (keys of things) as many as asked, or all where there are fewer. It depends
    on nothing else: not on the order of the pool, nor on any other stratum. A larger size draws the same
    things and more. Raises ValueError for a size below 0.

    >>> [each.key for each in draw("7", {"staff": ["a", "b", "c"]}, {"staff": 2})]
    ['a', 'b']
    """
    if any(size < 0 for size in sizes.values()):
        raise ValueError("a size is 0 or more")
    return tuple(
        each for stratum, keys in sorted(pool.items()) for each in draw_some(seed, stratum, keys, sizes)
    )


def draw_some(seed: str, stratum: str, keys: Collection[str], sizes: Mapping[str, int]) -> tuple[Drawn, ...]:
    """Of one stratum."""
    in_turn = sorted(set(keys), key=lambda key: number_of(seed, stratum, key))
    first = in_turn[: sizes.get(stratum, 0)]
    return tuple(Drawn(stratum, place, key) for place, key in enumerate(first, start=1))


def number_of(seed: str, stratum: str, key: str) -> str:
    return hashlib.sha256(f"{seed}\n{stratum}\n{key}".encode()).hexdigest()
