"""What was said on a day: it is known from that evening on, until something else is said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Recorded(Generic[Value]):
    """`on` is the local day on which it was said."""

    on: date
    value: Value


def as_known(recorded: Iterable[Recorded[Value]], known: date | None) -> Value | None:
    """What was said last, in the order of saying, by the evening of that day (of all, without one); None
    where nothing was."""
    found: Value | None = None
    for each in recorded:
        if known is None or each.on <= known:
            found = each.value
    return found


def evenings(recorded: Sequence[Recorded[Value]]) -> set[date]:
    """The days on which something was said."""
    return {each.on for each in recorded}
