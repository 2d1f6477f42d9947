"""Acts and floors in turn, so that what slows the machine slows both."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median

from bench.measures import Measure


@dataclass
class Timing:
    """Milliseconds of an act and of its floor, round by round; `size` is of its first answer, in bytes."""

    name: str
    size: int = 0
    act: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return median(self.act)

    @property
    def p95(self) -> float:
        return percentile(self.act, 0.95)

    @property
    def floor_p50(self) -> float:
        return median(self.floor)

    @property
    def ratio(self) -> float:
        return self.p50 / self.floor_p50


def percentile(values: list[float], part: float) -> float:
    """The smallest value that is not below that part of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1_000


def run(measures: Iterable[Measure], rounds: int, seconds: float) -> list[Timing]:
    """One round to warm up, then so many; fewer where the time is up, but never less than three."""
    chosen = list(measures)
    timings = [Timing(each.name) for each in chosen]
    deadline = time.perf_counter() + seconds
    for each, timing in zip(chosen, timings, strict=True):
        timing.size = each.act() or 0
        each.floor()
    for number in range(rounds):
        if number >= 3 and time.perf_counter() > deadline:
            break
        for measure, timing in zip(chosen, timings, strict=True):
            if number < measure.most - 1:
                timing.floor.append(milliseconds(measure.floor))
                timing.act.append(milliseconds(measure.act))
    return timings
