"""How a policy compares with what is asked, for the partner before sending and for the reviewer."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklists.comparing import Point


@dataclass(frozen=True, slots=True)
class Compared:
    """The sentences in which it falls short, what is asked about it, and those in which it is as it should
    be."""

    short: tuple[str, ...]
    questions: tuple[str, ...]
    fine: tuple[str, ...]


def compared(points: Sequence[Point]) -> Compared:
    return Compared(
        tuple(each.sentence for each in points if each.falls_short),
        tuple(each.sentence for each in points if each.is_question),
        tuple(each.sentence for each in points if not each.falls_short and not each.is_question),
    )
