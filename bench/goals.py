"""What was aimed at, held against what was measured."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from bench.measures import DECIDE_FEW, DECIDE_MANY, MATRIX_THEN, PARTNERS_THEN, READINESS_THEN, TO_BARE
from bench.report import EMPTY_PAGE, LISTS, Goal, Run
from bench.rules import TRAINING, RuleTiming

AIMED_AT, LARGE = 200, (2_000, 10_000)
SPREAD = 1.5
PAGED = 1.2
PEOPLE = 1.3

BESIDE_AN_EMPTY_PAGE = {
    ("Overview", 200): 3.0,
    ("Whole matrix", 2_000): 3.0,
    ("Partner page", 200): 12.0,
    ("Decide", 200): 3.5,
}
"""By name and number of partners. No page is faster than an empty one, so that is part of its floor."""

BESIDE_NOW = {
    (READINESS_THEN, "Readiness on the visit"): 3.0,
    (PARTNERS_THEN, "Partners list"): 1.5,
    (MATRIX_THEN, "Matrix, page of 50"): 1.5,
}
"""A question about what was known then, and the same about what is known now."""

BESIDE_THE_FLOOR = {"Upload of 1 MB": 6.0, "Upload of 20 MB": 1.5}


TRAINED_MS, TRAINED_TWICE = 150, 2.3
"""Milliseconds of the timeline of 500 people with five topics over five years; how much more of 1,000."""


def judge(runs: Sequence[Run], rules: Sequence[RuleTiming]) -> list[Goal]:
    return [
        *ratio_goals(runs),
        *list_goals(runs),
        *known_goals(runs),
        people_goal(runs),
        *rule_goals(rules),
        *spread_goals(runs),
        *worker_goals(runs),
    ]


def of_size(runs: Sequence[Run], partners: int) -> list[Run]:
    return [run for run in runs if run.partners == partners]


def ratio_goals(runs: Sequence[Run]) -> Iterator[Goal]:
    for (name, partners), most in BESIDE_AN_EMPTY_PAGE.items():
        ratios = {run: with_empty(run, name) for run in of_size(runs, partners)}
        words = ", ".join(
            f"{run.engine} {ratio:.1f} × ({run.timing(name).ratio:.1f} × the rows alone)"
            for run, ratio in ratios.items()
        )
        aim = f"{name} at {partners:,}: ≤ {most:g} × floor with an empty page"
        yield Goal(aim, words, max(ratios.values()) <= most)
    for name, most in BESIDE_THE_FLOOR.items():
        ratios = {run: run.timing(name).ratio for run in of_size(runs, AIMED_AT)}
        words = ", ".join(
            f"{run.engine} {ratio:.1f} × ({with_empty(run, name):.1f} × with an empty page; a bare server "
            f"{run.timing(f'{name}{TO_BARE}').ratio:.1f} ×)"
            for run, ratio in ratios.items()
        )
        yield Goal(f"{name} at {AIMED_AT}: ≤ {most:g} × floor", words, max(ratios.values()) <= most)


def with_empty(run: Run, name: str) -> float:
    timing = run.timing(name)
    return timing.p50 / (timing.floor_p50 + run.timing(EMPTY_PAGE).p50)


def list_goals(runs: Sequence[Run]) -> Iterator[Goal]:
    """A page has 50 rows at each number of partners."""
    by_engine = {engine: list(some) for engine, some in groupby(runs, key=lambda run: run.engine)}
    for name in LISTS:
        found = {
            (engine, large): ratio_of(some, name, large, AIMED_AT)
            for engine, some in by_engine.items()
            for large in LARGE
        }
        words = ", ".join(
            f"{engine} {ratio:.2f} × at {partners:,} ({longer(by_engine[engine], name, partners)})"
            for (engine, partners), ratio in found.items()
        )
        aim = f"{name} at 2,000 and 10,000: ≤ {PAGED:g} × the same at {AIMED_AT}"
        yield Goal(aim, words, max(found.values()) <= PAGED)


def longer(runs: Sequence[Run], name: str, large: int) -> str:
    """A page of 50 rows has more to say where those that are furthest from ready are further from it."""
    ratio = of_size(runs, large)[0].timing(name).size / of_size(runs, AIMED_AT)[0].timing(name).size
    return f"a page {ratio:.2f} × as long"


def known_goals(runs: Sequence[Run]) -> Iterator[Goal]:
    for (then, now), most in BESIDE_NOW.items():
        ratios = [(run, run.timing(then).p50 / run.timing(now).p50) for run in runs]
        words = ", ".join(f"{run.engine} {ratio:.2f} × at {run.partners:,}" for run, ratio in ratios)
        aim = f"{then}: ≤ {most:g} × the same as known now"
        yield Goal(aim, words, max(ratio for _, ratio in ratios) <= most)


def people_goal(runs: Sequence[Run]) -> Goal:
    ratios = [run.timing(DECIDE_MANY).p50 / run.timing(DECIDE_FEW).p50 for run in runs]
    return at_most(f"{DECIDE_MANY}: ≤ {PEOPLE:g} × with few", PEOPLE, ratios, "{:.2f} ×".format)


def rule_goals(rules: Sequence[RuleTiming]) -> Iterator[Goal]:
    few, many = sorted((each for each in rules if each.name == TRAINING), key=lambda each: each.people)
    of = f"The timeline of {few.people} people, five topics, five years"
    found = few.milliseconds
    yield Goal(f"{of}: ≤ {TRAINED_MS} ms", f"{found:.0f} ms", found <= TRAINED_MS)
    ratio = many.milliseconds / few.milliseconds
    aim = f"The same of {many.people:,}: ≤ {TRAINED_TWICE} × as much"
    yield Goal(aim, f"{ratio:.2f} ×", ratio <= TRAINED_TWICE)


def ratio_of(runs: Sequence[Run], name: str, large: int, small: int) -> float:
    return of_size(runs, large)[0].timing(name).p50 / of_size(runs, small)[0].timing(name).p50


def spread_goals(runs: Sequence[Run]) -> Iterator[Goal]:
    spreads = [
        (timing.p95 / timing.p50, f"{timing.name}, {run.engine}, {run.partners:,}")
        for run in runs
        for timing in run.timings
        if not timing.name.endswith(TO_BARE)
    ]
    above = [each for each in spreads if each[0] > SPREAD]
    worst, where = max(spreads)
    words = f"{len(spreads) - len(above)} of {len(spreads)} are; the worst {worst:.2f} × ({where})"
    yield Goal("p95 ≤ 1.5 × p50", words, not above)


def worker_goals(runs: Sequence[Run]) -> Iterator[Goal]:
    for who, memory in {
        "that only serves": [run.serving.after_pages for run in runs],
        "that does the day's work too": [run.memory.after_pages for run in runs],
    }.items():
        yield at_most(f"Memory of a worker {who} ≤ 150 MB", 150, memory, "{:.0f} MB".format)
    growth = [run.memory.most_in_upload - run.memory.before_upload for run in runs]
    yield at_most("An upload of 20 MB takes ≤ 5 MB of memory", 5, growth, "{:.1f} MB".format)
    yield at_most("Start ≤ 3 s", 3, [run.started_in for run in runs], "{:.1f} s".format)


def at_most(words: str, most: float, values: Sequence[float], shown: Callable[[float], str]) -> Goal:
    return Goal(words, f"{shown(min(values))} to {shown(max(values))}", max(values) <= most)
