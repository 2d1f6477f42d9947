"""Changing Places toilets: whether each one that is used is on the national map, and what became of faults
that people reported (005 39). Nobody having looked is not being on the map."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checklists.calendar import add_months

LOOKS_LAST = 6
"""Months after which somebody looks at the map again: our advice, as the return is asked for every half-year.
"""


class OnMap(StrEnum):
    """What somebody saw who looked."""

    ON_MAP = "on-map"
    NOT_ON_MAP = "not-on-map"


class MapState(StrEnum):
    """What is true of a site on a day. Only what is on the map is a pass."""

    ON_MAP = "on-map"
    LOOK_AGAIN = "look-again"
    NOT_ON_MAP = "not-on-map"
    NEVER_LOOKED = "never-looked"


class FaultStep(StrEnum):
    PASSED_ON = "passed-on"
    MENDED = "mended"


class FaultState(StrEnum):
    REPORTED = "reported"
    PASSED_ON = "passed-on"
    MENDED = "mended"


@dataclass(frozen=True, slots=True)
class Look:
    """A look at the map, in the order in which they were told."""

    on_map: OnMap
    looked_on: date
    told_on: date


@dataclass(frozen=True, slots=True)
class Step:
    """What was done about a fault, in the order in which it was told."""

    kind: FaultStep
    done_on: date
    told_on: date


def map_state(looks: Iterable[Look], on: date, known: date | None = None) -> MapState:
    """By the last thing that was told of the day or before; `known` takes only what was told by the evening
    of that day.

    >>> seen = Look(OnMap.ON_MAP, date(2026, 1, 10), date(2026, 1, 10))
    >>> [str(map_state([seen], day)) for day in (date(2026, 1, 9), date(2026, 7, 10), date(2026, 7, 11))]
    ['never-looked', 'on-map', 'look-again']
    """
    told = [each for each in looks if each.looked_on <= on and (known is None or each.told_on <= known)]
    if not told:
        return MapState.NEVER_LOOKED
    last = told[-1]
    if last.on_map is OnMap.NOT_ON_MAP:
        return MapState.NOT_ON_MAP
    return MapState.LOOK_AGAIN if on > add_months(last.looked_on, LOOKS_LAST) else MapState.ON_MAP


def fault_state(steps: Iterable[Step], on: date, known: date | None = None) -> FaultState:
    """What was done by the day, as the last thing told of each kind has it."""
    last = {each.kind: each.done_on for each in steps if known is None or each.told_on <= known}
    done = {kind for kind, day in last.items() if day <= on}
    if FaultStep.MENDED in done:
        return FaultState.MENDED
    return FaultState.PASSED_ON if FaultStep.PASSED_ON in done else FaultState.REPORTED
