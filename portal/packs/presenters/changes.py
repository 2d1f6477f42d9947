"""What has changed since the last meeting, as a pack shows it."""

from collections.abc import Iterator

from evidence.report_writing import Block, Grid, Heading, Words
from portal.overview.presenters.changes import (
    Line,
    Naming,
    Section,
    of_closed,
    of_done,
    of_parts,
    of_people,
    of_slots,
    summary,
)
from portal.packs.queries.changed import Changed
from portal.packs.queries.contents import PackContents
from portal.words.labels import VISIT
from portal.words.wording import counted, day

MOST = 100
"""Lines of one sort; more are counted."""


def change_blocks(contents: PackContents) -> Iterator[Block]:
    """In one line, then sort by sort; nothing where no day lies between."""
    changed = contents.changed
    if changed is None:
        return
    sections = sections_of(changed, contents)
    yield Heading(f"What has changed since {since_words(changed)}", 2)
    yield Words(f"Up to {day(changed.until)}: {summary(sections)}.", "Lead")
    for each in sections:
        if each.lines:
            yield Heading(each.title, 3)
            yield Grid(("What", "Where, and how"), rows_of(each), (40, 60))


def since_words(changed: Changed) -> str:
    if not changed.kind:
        return f"the contract began on {day(changed.since)}"
    return f"the {VISIT[changed.kind].lower()} of {day(changed.since)}"


def sections_of(changed: Changed, contents: PackContents) -> list[Section]:
    titles = {each.key: each.title for each in contents.version.checklist.requirements}
    naming = Naming(contents.place, titles, {}, is_lead=False)
    return [
        *of_slots(changed.slots, naming),
        of_done("sent", "Sent by partners", changed.sent, naming),
        of_done("decided", "Decided", changed.decided, naming),
        of_closed(changed.closed, naming),
        of_people(changed.people, naming),
        of_parts(changed.parts, naming),
    ]


def rows_of(section: Section) -> list[tuple[str, str]]:
    rows = [row_of(each) for each in section.lines[:MOST]]
    more = len(section.lines) - MOST
    return [*rows, (f"And {counted(more, 'more', 'more')}", "")] if more > 0 else rows


def row_of(line: Line) -> tuple[str, str]:
    return line.what, line.about
