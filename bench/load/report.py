"""The table: what was found beside what was aimed at."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.load.office import Office
from bench.load.rush import Rush

SLOWER, P95, MEMORY = 1.3, 400, 200
"""Times one after the other; milliseconds; megabytes."""


@dataclass(frozen=True)
class Loaded:
    """One database. Memory is the most of the worker in the rushes, and in the office."""

    engine: str
    partners: int
    rushes: list[Rush]
    office: Office
    most_in_rushes: float
    most_in_office: float


def table(loaded: Loaded) -> Iterator[str]:
    yield f"{loaded.engine}, {loaded.partners:,} partners"
    for each in loaded.rushes:
        yield line(
            f"{each.number} at once: {each.name}",
            f"{each.errors} errors, the last after {each.last:.1f} s = {each.ratio:.2f} × "
            f"{each.number} × {each.alone * 1_000:.1f} ms",
            each.errors == 0 and each.ratio <= SLOWER,
        )
    yield from office_lines(loaded.office)
    most = max(loaded.most_in_rushes, loaded.most_in_office)
    words = f"{loaded.most_in_rushes:.0f} MB in the rushes, {loaded.most_in_office:.0f} MB at work"
    yield line("The most memory of the worker", words, most <= MEMORY)


def office_lines(office: Office) -> Iterator[str]:
    parts = ", ".join(
        f"{office.part(kind):.0%} {kind} (p95 {office.p95(kind):.0f} ms)"
        for kind in ("read", "decide", "form", "upload")
        if office.part(kind)
    )
    yield line(
        f"50 people, {len(office.asked):,} requests",
        f"{office.errors} errors, p95 {office.p95():.0f} ms: {parts}",
        office.errors == 0 and office.p95() < P95,
    )


def line(what: str, found: str, is_reached: bool) -> str:
    return f"  {'reached ' if is_reached else 'MISSED  '} {what:34} {found}"
