"""What has changed since the last meeting, as a pack shows it."""

from collections.abc import Iterator

from evidence.report_writing import Block, Grid, Heading, Words
from portal.overview.presenters.changes import Line, Naming, Section, sections_of, summary
from portal.packs.queries.changed import Changed
from portal.packs.queries.contents import PackContents
from portal.words.labels import VISIT
from portal.words.wording import counted, day


def change_blocks(contents: PackContents) -> Iterator[Block]:
    """In one line, then sort by sort; nothing where no day lies between."""
    changed = contents.changed
    if changed is None:
        return
    titles = {each.key: each.title for each in contents.version.checklist.requirements}
    sections = sections_of(changed.found, Naming(contents.place, titles, {}, is_lead=False))
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


def rows_of(section: Section) -> list[tuple[str, str]]:
    rows = [row_of(each) for each in section.lines]
    return [*rows, (f"And {counted(section.more, 'more', 'more')}", "")] if section.more else rows


def row_of(line: Line) -> tuple[str, str]:
    return line.what, line.about
