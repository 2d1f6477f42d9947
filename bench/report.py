"""docs/performance.md: what was measured, beside what was aimed at."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.running import Timing

EMPTY_PAGE = "Empty page"
WRITES = ("Decide", "Upload of 1 MB", "Upload of 20 MB")
LISTS = ("Partners list", "Matrix, page of 50", "Review queue", "Readiness on the visit")


@dataclass(frozen=True)
class Memory:
    """Megabytes of the worker, which does the day's work too: after that, after all pages, before an upload
    of 20 MB and the most during it."""

    at_start: float
    after_pages: float
    before_upload: float
    most_in_upload: float


@dataclass(frozen=True)
class Serving:
    """Megabytes of a worker that only serves (PORTAL_WORK=elsewhere): after its start and after all pages."""

    at_start: float
    after_pages: float


@dataclass(frozen=True, eq=False)
class Run:
    """One database with one number of partners."""

    engine: str
    partners: int
    started_in: float
    timings: Sequence[Timing]
    memory: Memory
    serving: Serving

    @property
    def is_sqlite(self) -> bool:
        return self.engine == "SQLite"

    def has(self, name: str) -> bool:
        return any(each.name == name for each in self.timings)

    def timing(self, name: str) -> Timing:
        return next(each for each in self.timings if each.name == name)


@dataclass(frozen=True)
class Goal:
    """What was aimed at, what came of it on each database, and whether it was reached."""

    words: str
    found: str
    is_reached: bool


def report(
    runs: Sequence[Run], goals: Sequence[Goal], minutes: float, words: Iterable[str], tables: Iterable[str]
) -> str:
    """`words` say what the figures mean, `tables` come after those of the runs."""
    measured = (line for run in runs for line in run_table(run))
    return "\n".join([*heading(minutes), *goal_table(goals), *words, *measured, *tables])


def heading(minutes: float) -> Iterator[str]:
    yield "# Performance"
    yield ""
    yield "Written by `make bench`. One run on one machine: ratios travel better than milliseconds."
    yield (
        f"This run: {os.cpu_count()} processors, Python {platform.python_version()}, {platform.system()}, "
        f"{minutes:.1f} minutes in all."
    )
    yield ""
    yield (
        "One worker (`portal serve`) in a process of its own, asked over HTTP on the loopback by somebody "
        "who is signed in. Each round measures every page and, right before it, its floor: the rows that the "
        "page shows, read by the bare driver (sqlite3, psycopg) and joined as strings in the measuring "
        "process; for writing, SHA-256, write, fsync and one commit (for a decision the commit alone). The "
        "second ratio adds an empty page of the same server to the floor: HTTP, session, layout. A bare "
        "server (uvicorn as in the portal) hashes what it is sent, writes it, and nothing else."
    )
    yield ""


def goal_table(goals: Sequence[Goal]) -> Iterator[str]:
    yield "## Goals"
    yield ""
    yield "| Goal | Found | Reached |"
    yield "|---|---|---|"
    for goal in goals:
        yield f"| {goal.words} | {goal.found} | {'yes' if goal.is_reached else '**no**'} |"
    yield ""


def run_table(run: Run) -> Iterator[str]:
    yield f"## {run.engine}, {run.partners:,} partners × 26"
    yield ""
    yield "| | p50 ms | p95 ms | p95 / p50 | floor ms | × floor | × floor with empty page | rounds |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    empty = run.timing(EMPTY_PAGE)
    for each in run.timings:
        yield timing_row(each, empty)
    memory, serving = run.memory, run.serving
    yield ""
    yield (
        f"Started in {run.started_in:.1f} s. Memory of a worker that only serves: "
        f"{serving.at_start:.0f} MB after its start, {serving.after_pages:.0f} MB after all "
        f"pages. Of the one that was measured, which does the day's work too: {memory.at_start:.0f} MB after "
        f"that, {memory.after_pages:.0f} MB after all pages; {memory.before_upload:.0f} MB before an upload "
        f"of 20 MB and at most {memory.most_in_upload:.0f} MB during it."
    )
    yield ""


def timing_row(timing: Timing, empty: Timing) -> str:
    numbers = f"| {timing.name} | {timing.p50:.1f} | {timing.p95:.1f} | {timing.p95 / timing.p50:.2f} |"
    if timing is empty:
        return f"{numbers} | | | {len(timing.act)} |"
    with_empty = timing.p50 / (timing.floor_p50 + empty.p50)
    return f"{numbers} {timing.floor_p50:.2f} | {timing.ratio:.1f} | {with_empty:.2f} | {len(timing.act)} |"
