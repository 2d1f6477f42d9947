"""What has changed of a slot between two days, each as it was known then or is known now."""

from collections.abc import Hashable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from checklists.vocabulary import UNMET, State

Key = TypeVar("Key", bound=Hashable)
IN_ORDER = frozenset({State.MET, State.WAIVED})


class Change(StrEnum):
    """Newly in order; newly missing or expired what was in order; newly asked and wanting at once; no longer
    asked."""

    IN_ORDER = "in-order"
    LAPSED = "lapsed"
    ASKED = "asked"
    DROPPED = "dropped"


def change_of(before: State | None, after: State | None) -> Change | None:
    """None where nothing has changed that anybody acts on: missing or expired, met or waived are alike here.
    A state is None on a day on which nothing is asked at all.

    >>> change_of(State.MISSING, State.MET), change_of(State.MET, State.EXPIRED)
    (<Change.IN_ORDER: 'in-order'>, <Change.LAPSED: 'lapsed'>)
    >>> change_of(State.MISSING, State.EXPIRED), change_of(None, State.NOT_NEEDED)
    (None, None)
    """
    was_asked = before in UNMET or before in IN_ORDER
    if after in IN_ORDER:
        return None if before in IN_ORDER else Change.IN_ORDER
    if after in UNMET:
        if before in UNMET:
            return None
        return Change.LAPSED if before in IN_ORDER else Change.ASKED
    return Change.DROPPED if was_asked else None


def changes(before: Mapping[Key, State], after: Mapping[Key, State]) -> Iterator[tuple[Key, Change]]:
    """Of many slots, those that have changed."""
    for key in before.keys() | after.keys():
        if change := change_of(before.get(key), after.get(key)):
            yield key, change
