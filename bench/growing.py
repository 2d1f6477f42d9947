"""What was found about pages and the number of partners, as tables and sentences."""

from collections.abc import Iterator, Sequence

from bench.report import Goal, Run
from bench.routes import Growth, Opened

MOST = 1.2

DOES = {
    "Overview": "A manager opens the overview",
    "Partners list": "A reviewer opens a page of the partners list",
    "Matrix, page of 50": "A reviewer opens a page of the matrix",
    "Whole matrix": "A reviewer opens the whole matrix at once",
    "Partner page": "A reviewer opens the page of one partner",
    "Review queue": "A reviewer opens the queue",
    "Readiness on the visit": "A reviewer, or the council, looks at who is ready for the visit",
    "Decide": "A reviewer accepts a document",
    "Decide, 5 people on the register": "The same for a partner with 5 people on its register",
    "Decide, 240 people on the register": "The same for a partner with 240 people on its register",
    "Upload of 1 MB": "A partner sends a file of 1 MB",
    "Upload of 20 MB": "A partner sends a file of 20 MB",
}
"""What somebody does, by the name of what is measured."""


def in_words(runs: Sequence[Run], growths: Sequence[Growth]) -> Iterator[str]:
    """What the figures mean for whoever uses the portal."""
    yield "## What this means"
    yield ""
    for name, does in DOES.items():
        said = [
            f"{run.timing(name).p50:.0f} ms with {run.partners:,}"
            for run in runs
            if run.has(name) and run.is_sqlite
        ]
        yield f"- {does}: {', '.join(said)} partners."
    for growth in growths:
        own = [each for each in growth.pages if each.who == "partner"]
        dearest = max(own, key=lambda each: each.many - each.few)
        yield (
            f"- A partner opens its own pages ({len(own)}, {growth.engine}): with {growth.many:,} partners "
            f"each takes {average(own):.2f} × as long as with {growth.few:,}; the worst is "
            f"`{dearest.path}` with {dearest.few:.0f} and {dearest.many:.0f} ms."
        )
    yield ""


def average(pages: Sequence[Opened]) -> float:
    """The middle one of the ratios."""
    return sorted(each.ratio for each in pages)[len(pages) // 2]


def growth_goals(growths: Sequence[Growth]) -> Iterator[Goal]:
    for growth in growths:
        above = dear(growth)
        words = f"{growth.engine}: {len(growth.pages) - len(above)} of {len(growth.pages)} pages"
        aim = (
            f"Every page at {growth.many:,}: ≤ {MOST:g} × the same at {growth.few:,}, or × the rows it counts"
        )
        yield Goal(aim, words, not above)


def dear(growth: Growth) -> list[Opened]:
    """The pages that cost more than they may."""
    return [each for each in growth.pages if each.ratio > MOST * each.rows]


def growth_table(growth: Growth) -> Iterator[str]:
    """The pages above the limit; then those about all partners, whatever they cost."""
    yield f"## {growth.engine}: every page as each kind of user, {growth.few:,} and {growth.many:,} partners"
    yield ""
    yield (
        f"{len(growth.pages)} pages, each the shortest of some rounds. Above {MOST:g} × are listed, and "
        "marked where that is more than the rows that the page counts or names."
    )
    yield ""
    yield f"| Page | As | ms at {growth.few:,} | ms at {growth.many:,} | × | × of rows | |"
    yield "|---|---|---:|---:|---:|---:|---|"
    for each in sorted(growth.pages, key=lambda each: -each.ratio):
        if each.ratio > MOST:
            mark = "**more than its rows**" if each.ratio > MOST * each.rows else ""
            yield (
                f"| `{each.path}` | {each.who} | {each.few:.1f} | {each.many:.1f} | {each.ratio:.2f} "
                f"| {each.rows:.0f} | {mark} |"
            )
    yield ""
