"""A month of which each day shows a few things: of more there is a link to the day itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from portal.visits.presenters.month import Entry
from portal.words.wording import day

MOST_A_DAY = 6
"""Where a day has more, one fewer is shown, and how many there are besides."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MoreOfDay:
    """A day that has more than is shown."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class FewADay(Generic[T]):
    """What is shown of a month: in its squares, and in the lists beside it."""

    entries: Mapping[date, Sequence[Entry]]
    shown: Sequence[T]
    more: Sequence[MoreOfDay]


def few_a_day(
    by_day: Mapping[date, Sequence[T]],
    besides: Mapping[date, int],
    entry_of: Callable[[T], Entry],
    address: Callable[[date], str],
) -> FewADay[T]:
    """`besides` says how many more a day has than are given; `address` leads to the day."""
    shown, entries, more = list[T](), dict[date, list[Entry]](), list[MoreOfDay]()
    for on, its in sorted(by_day.items(), key=lambda each: each[0]):
        total = len(its) + besides.get(on, 0)
        kept = its if total <= MOST_A_DAY else its[: MOST_A_DAY - 1]
        shown += kept
        entries[on] = [entry_of(each) for each in kept]
        if total > len(kept):
            words = f"{total - len(kept):,} more"
            entries[on].append(Entry(words, address(on), "due"))
            more.append(MoreOfDay(f"{words} on {day(on)}", address(on)))
    return FewADay(entries, shown, more)
