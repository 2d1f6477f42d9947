"""What was aimed at, held against what was measured."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from bench.report import EMPTY_PAGE, LISTS, Goal, Run

AIMED_AT, SMALL, LARGE = 200, 20, 2_000
SPREAD = 1.5


def judge(runs: Sequence[Run]) -> list[Goal]:
    return [*ratio_goals(runs), *list_goals(runs), *spread_goals(runs), *worker_goals(runs)]


def of_size(runs: Sequence[Run], partners: int) -> list[Run]:
    return [run for run in runs if run.partners == partners]


def ratio_goals(runs: Sequence[Run]) -> Iterator[Goal]:
    """At 200 partners. No page is faster than an empty one, so that is part of its floor."""
    chosen = of_size(runs, AIMED_AT)
    for name, most in {"Overview": 3.0, "Whole matrix": 3.0, "Partner page": 12.0}.items():
        ratios = [with_empty(run, name) for run in chosen]
        words = ", ".join(
            f"{run.engine} {ratio:.1f} × ({run.timing(name).ratio:.1f} × the rows alone)"
            for run, ratio in zip(chosen, ratios, strict=True)
        )
        yield Goal(f"{name} at 200: ≤ {most:g} × floor", words, max(ratios) <= most)
    for name, most in {"Upload of 1 MB": 6.0, "Upload of 20 MB": 1.5}.items():
        ratios = [run.timing(name).ratio for run in chosen]
        words = ", ".join(
            f"{run.engine} {ratio:.1f} × ({with_empty(run, name):.1f} × with an empty page)"
            for run, ratio in zip(chosen, ratios, strict=True)
        )
        yield Goal(f"{name} at 200: ≤ {most:g} × floor", words, max(ratios) <= most)


def with_empty(run: Run, name: str) -> float:
    timing = run.timing(name)
    return timing.p50 / (timing.floor_p50 + run.timing(EMPTY_PAGE).p50)


def list_goals(runs: Sequence[Run]) -> Iterator[Goal]:
    """A page has 50 rows at 2,000 partners and 21 at 20: beside it the ratio to 200, where it has 50 too."""
    by_engine = {engine: list(some) for engine, some in groupby(runs, key=lambda run: run.engine)}
    for name in LISTS:
        against = {
            engine: [ratio_of(some, name, LARGE, SMALL), ratio_of(some, name, LARGE, AIMED_AT)]
            for engine, some in by_engine.items()
        }
        words = ", ".join(
            f"{engine} {small:.2f} × ({even:.2f} × of 200)" for engine, (small, even) in against.items()
        )
        reached = all(small <= 1.2 for small, _ in against.values())
        yield Goal(f"{name} at 2,000: ≤ 1.2 × the same at 20", words, reached)


def ratio_of(runs: Sequence[Run], name: str, large: int, small: int) -> float:
    return of_size(runs, large)[0].timing(name).p50 / of_size(runs, small)[0].timing(name).p50


def spread_goals(runs: Sequence[Run]) -> Iterator[Goal]:
    spreads = [
        (timing.p95 / timing.p50, f"{timing.name}, {run.engine}, {run.partners:,}")
        for run in runs
        for timing in run.timings
    ]
    above = [each for each in spreads if each[0] > SPREAD]
    worst, where = max(spreads)
    words = f"{len(spreads) - len(above)} of {len(spreads)} are; the worst {worst:.2f} × ({where})"
    yield Goal("p95 ≤ 1.5 × p50", words, not above)


def worker_goals(runs: Sequence[Run]) -> Iterator[Goal]:
    yield at_most(
        "Memory of a worker ≤ 150 MB", 150, [run.memory.after_pages for run in runs], "{:.0f} MB".format
    )
    growth = [run.memory.most_in_upload - run.memory.before_upload for run in runs]
    yield at_most("An upload of 20 MB takes ≤ 5 MB of memory", 5, growth, "{:.1f} MB".format)
    yield at_most("Start ≤ 3 s", 3, [run.started_in for run in runs], "{:.1f} s".format)


def at_most(words: str, most: float, values: Sequence[float], shown: Callable[[float], str]) -> Goal:
    return Goal(words, f"{shown(min(values))} to {shown(max(values))}", max(values) <= most)
