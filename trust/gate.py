"""What a gate answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """Whether it held, and its figures in words, such as `12,221 cells, 0 leaks`."""

    has_held: bool
    figures: str
